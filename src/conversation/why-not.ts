import { basisOf } from '../decision/basis.ts';
import { waysToWin } from '../decision/towards.ts';
import type { Context } from './context.ts';
import { requirementsOf } from './record.ts';
import { note } from './show/note.ts';
import { whyNotView } from './show/why-not.ts';
import { say, type Turn } from './turn.ts';

/** What speaks for and against one engine here, and what would have to change for it to win; nothing is changed. */
export function whyNot(context: Context, turn: Turn, engine: string): Turn {
  const requirements = requirementsOf(turn.state);
  const verdict = context.advisor.verdict(requirements);
  const ranked = verdict.ranking.find(({ candidate }) => candidate.engine === engine);
  if (ranked === undefined) return say(turn, 'n', unknownEngine(context, engine), 'actor');
  const isPick = verdict.pick.engine === engine;
  const ways = isPick ? [] : waysToWin(basisOf(context.knowledge), requirements, engine);
  return say(turn, 'y', whyNotView(context, verdict, ranked, ways));
}

function unknownEngine(context: Context, engine: string): ReturnType<typeof note> {
  const names = context.knowledge.engines.map(({ name }) => name).join(', ');
  return note('That engine is not known here.', [
    `Expected one of: ${names}.`,
    `Came: "${engine.slice(0, 60)}".`,
  ]);
}
