import { expect } from 'vitest';
import { BOT_USER, labelsOf } from '../../../support/fake-slack/index.ts';
import { ANNA, BERT, CLOSED_ROOM, type Day, OPEN_ROOM, TEAM_ROOM } from '../day.ts';
import { personIn } from '../person.ts';
import { newestThread, shown } from '../thread.ts';

/** More questions than an interview ever has. */
const MOST_QUESTIONS = 15;

/** A public channel, answered by button from the first question to the verdict. */
export async function inAPublicChannelByButtons(day: Day): Promise<void> {
  const [anna, bert] = [personIn(day, ANNA), personIn(day, BERT)];
  const thread = await anna.begins(TEAM_ROOM);
  expect(thread.root().text).toBe('Question 1 of about 10: Latency');
  expect(shown(thread.root())).toContain(`for <@${ANNA}> · in progress`);
  const first = structuredClone(thread.last());

  await anna.chooses(thread, 'Under 100 ms');
  expect(thread.replies()[0]?.text).toBe('Latency: at most 100 ms');
  expect(labelsOf(thread.replies()[0] ?? first)).toEqual(['Change']);
  await bert.does(first, { choose: 'Some minutes' });
  expect(bert.told()).toContain('Too late: somebody else had already answered latency');

  await anna.presses(thread, 'Skip');
  await anna.presses(thread, 'Back');
  for (let asked = 0; asked < MOST_QUESTIONS && labelsOf(thread.last()).includes("Don't know"); asked += 1)
    await anna.presses(thread, "Don't know");

  const verdict = thread.about(/^(Recommended|Toss-up)/);
  expect(thread.root().text).toBe(verdict.text.split('\n')[0]);
  expect(thread.root().edits).toBeGreaterThan(0);
  expect(shown(thread.root())).toContain('· recommended');
  expect(verdict.text).toMatch(/https:\/\//);
  expect(day.slack.filesIn(TEAM_ROOM, thread.ts).map(({ name }) => name)).toEqual(['ranking.png']);
  expect(day.slack.messages(TEAM_ROOM).filter(({ user }) => user === BOT_USER)).toEqual([thread.root()]);
}

/** A private channel where the app is no member: a private note with both ways out, and each of them works. */
export async function inAPrivateChannelWithoutTheApp(day: Day): Promise<void> {
  const { slack } = day;
  const [anna, bert] = [personIn(day, ANNA), personIn(day, BERT)];
  expect(await anna.asks(CLOSED_ROOM, 'latency is 5 s')).toContain('/invite @streamchoice');
  expect(slack.messages(CLOSED_ROOM)).toEqual([]);
  const notice = slack.ephemerals.at(-1);
  if (notice === undefined) throw new Error('nobody was told');
  expect(notice).toMatchObject({ user: ANNA, channel: CLOSED_ROOM, via: 'response_url' });

  await anna.does(notice, { press: 'Continue in a direct message' });
  expect(anna.direct().last().text).toMatch(/^Question /);
  await anna.replies(anna.direct(), 'cancel');

  await slack.invites(BERT, CLOSED_ROOM);
  expect(slack.messages(CLOSED_ROOM).map(({ text }) => text)).toEqual([expect.stringMatching(/^Hello\. /)]);
  const thread = await bert.begins(CLOSED_ROOM, 'a report every 24 hours from files, SQL team');
  await bert.replies(thread, 'recommend');
  expect(thread.about(/^Recommended/).text).toMatch(/No stream processor/);
}

/** A public channel that the app is not in: the first message says that replies are not heard; joining mends it. */
export async function whereRepliesAreNotHeard(day: Day): Promise<void> {
  const anna = personIn(day, ANNA);
  const thread = await anna.begins(OPEN_ROOM);
  expect(thread.root().text).toContain('cannot hear replies');
  await anna.replies(thread, 'latency is 5 s');
  expect(thread.said()).toHaveLength(1);

  await anna.presses(thread, 'Join this channel');
  await anna.replies(thread, 'latency is 5 s');
  expect(thread.said().join('\n')).toContain('Latency: at most 5 s');
  expect(newestThread(day.slack, OPEN_ROOM).root().text).not.toContain('cannot hear');
}
