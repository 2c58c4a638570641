import { readConfig } from '../config.ts';
import type { FeedbackComment, FeedbackCount } from '../store/feedback.ts';
import { openServiceStore } from './service-store.ts';
import type { Call } from './usage.ts';

/** Newest comments shown; the votes are counted over all. */
const MOST_COMMENTS = 50;

type World = {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly output: NodeJS.WritableStream;
};

/** How people voted on replies, with their newest comments; nobody is named. */
export async function feedbackReport(call: Call, world: World): Promise<0> {
  const store = await openServiceStore(readConfig(world.env));
  try {
    const votes = await store.feedback.counts();
    const comments = await store.feedback.comments(MOST_COMMENTS);
    const report = call.json ? JSON.stringify({ votes, comments }, null, 2) : text(votes, comments);
    world.output.write(`${report}\n`);
    return 0;
  } finally {
    await store.close();
  }
}

function text(votes: readonly FeedbackCount[], comments: readonly FeedbackComment[]): string {
  if (votes.length === 0) return 'Nobody has voted yet.';
  const lines = votes.map(({ about, vote, reason, count }) => {
    const why = reason === null ? '' : ` (${reason})`;
    return `${about}: ${count} ${vote === 'up' ? 'helpful' : 'not helpful'}${why}`;
  });
  const said = comments.map(({ at, about, reason, comment, knowledge }) => {
    const why = reason === null ? '' : `, ${reason}`;
    const day = new Date(at).toISOString().slice(0, 10);
    return `${day} ${about}${why}, knowledge ${knowledge}: ${printable(comment)}`;
  });
  return [...lines, ...said].join('\n');
}

/** Control characters in people's words could move the cursor or recolour the screen. */
function printable(words: string): string {
  return words.replaceAll(/\s+/g, ' ').replaceAll(/\p{Cc}/gu, '');
}
