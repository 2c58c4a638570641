import { expect } from 'vitest';
import { BOT_USER, labelsOf } from '../../../support/fake-slack/index.ts';
import { ANNA, BERT, CLEO, type Day, TEAM_ROOM } from '../day.ts';
import { personIn } from '../person.ts';
import { shown, threadOf } from '../thread.ts';

/** Direct messages, in words only: a miss on the way, a correction, the verdict, and a new start. */
export async function inADirectMessageByText(day: Day): Promise<void> {
  const cleo = personIn(day, CLEO);
  const direct = cleo.direct();
  await cleo.replies(direct, 'hello');
  expect(direct.last().text).toMatch(/^Question 1/);
  await cleo.replies(direct, 'blurb the frobnicator');
  expect(direct.last().text).toMatch(/Question 1/);
  await cleo.replies(direct, '5 seconds');
  expect(direct.said().join('\n')).toContain('at most 5 s');
  await cleo.replies(direct, 'the state is 200 GB, Kafka in and out, and we know Java');
  await cleo.replies(direct, 'no wait, 2 TB of state');
  expect(direct.about(/^Understood/).text).toContain('2 TB');
  await cleo.replies(direct, 'recommend');
  expect(direct.about(/^Recommended/).text).toContain('Apache Flink');

  await cleo.replies(direct, 'start over');
  expect(direct.last().text).toMatch(/^Question 1/);
  expect(day.slack.messages(direct.channel).every(({ threadTs }) => threadTs === null)).toBe(true);
}

/** A mention in a channel, and one in a thread that people began: the interview is in that very thread. */
export async function byMention(day: Day): Promise<void> {
  const { slack } = day;
  const bert = personIn(day, BERT);
  await slack.says(BERT, TEAM_ROOM, `<@${BOT_USER}> dashboards over Kafka, 5 s`);
  await day.settled();
  const asked = threadOf(slack, TEAM_ROOM, slack.messages(TEAM_ROOM).at(-1)?.ts ?? '');
  expect(asked.said().filter((text) => text.startsWith('Understood'))).toHaveLength(1);
  await bert.replies(asked, 'SQL team');
  expect(asked.said().join('\n')).toMatch(/Skills: .*SQL/);

  await slack.says(CLEO, TEAM_ROOM, 'shall we stream this?');
  const began = threadOf(slack, TEAM_ROOM, slack.messages(TEAM_ROOM).at(-1)?.ts ?? '');
  await bert.replies(began, 'or a nightly batch');
  expect(began.said()).toEqual([]);
  await bert.replies(began, `<@${BOT_USER}>`);
  expect(began.last().text).toMatch(/^Question 1/);
}

/** Buttons and words in turn, by two people who do not agree; the talk of others is left alone. */
export async function byTwoPeopleInBothWays(day: Day): Promise<void> {
  const [anna, bert, cleo] = [personIn(day, ANNA), personIn(day, BERT), personIn(day, CLEO)];
  const thread = await anna.begins(TEAM_ROOM, 'we join two Kafka topics');
  expect(thread.said()[0]).toMatch(/^Understood: /);
  expect(thread.last().text).toContain('What does the team already know or run?');
  await anna.does(thread.last(), { press: 'Send answer', chosen: ['Kafka', 'Java or Kotlin'] });
  expect(thread.said().join('\n')).toMatch(/Skills: .*Java or Kotlin/);
  await anna.replies(thread, 'latency 5 s');
  await bert.replies(thread, 'we have 20 GB of state');
  expect(shown(thread.root())).toContain(`for <@${ANNA}>, with answers by <@${BERT}>`);

  const before = thread.said().length;
  await cleo.replies(thread, 'sounds good to me');
  await cleo.replies(thread, `<@${BERT}> lunch at noon?`);
  expect(thread.said()).toHaveLength(before);

  await bert.replies(thread, 'latency must be below 50 ms');
  const disagreement = thread.about(/You do not agree on latency/);
  expect(disagreement.text).toContain(`<@${ANNA}>`);
  expect(disagreement.text).toContain(`<@${BERT}>`);
  await cleo.replies(thread, `<@${BOT_USER}> recommend`);
  expect(thread.root().text).toMatch(/^(Recommended|Toss-up)/);
  expect(labelsOf(thread.about(/^(Recommended|Toss-up)/))).toContain('Post to channel');
}
