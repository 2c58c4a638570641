import { expect } from 'vitest';
import { ANNA, BERT, CLEO, type Day, TEAM_ROOM } from '../day.ts';
import { personIn } from '../person.ts';
import { newestThread, shown, threadOf } from '../thread.ts';

/** "Pick a stream engine" in the menu of what somebody wrote: the interview is in the thread of that message. */
export async function onAMessage(day: Day): Promise<void> {
  const { slack } = day;
  await slack.says(BERT, TEAM_ROOM, 'we need <!here> fraud alerts within 50 ms on Kafka, Java team');
  const message = slack.messages(TEAM_ROOM).at(-1);
  if (message === undefined) throw new Error('nothing was said');
  await slack.picks(ANNA, 'pick_engine', message);
  await day.settled();
  const thread = threadOf(slack, TEAM_ROOM, message.ts);
  expect(thread.about(/^Understood/).text).toContain('50 ms');
  expect(shown({ blocks: thread.replies().flatMap(({ blocks }) => blocks) })).not.toContain('<!');
  await personIn(day, BERT).replies(thread, 'Kafka in and out, 10 GB of state');
  expect(thread.said().join('\n')).toContain('10 GB');
}

/** The shortcut from everywhere: a form, then the interview where it says. */
export async function fromEverywhere(day: Day): Promise<void> {
  const { slack } = day;
  const cleo = personIn(day, CLEO);
  await slack.picks(CLEO, 'start_streamchoice');
  await cleo.fillsIn({
    'What do you know about the workload?': 'sessions over clickstream, 10 s, SQL team',
    'Where shall we go on?': TEAM_ROOM,
  });
  const thread = newestThread(slack, TEAM_ROOM);
  expect(shown(thread.root())).toContain(`for <@${CLEO}>`);
  expect(thread.said().join('\n')).toMatch(/Understood: [\s\S]*10 s/);
}
