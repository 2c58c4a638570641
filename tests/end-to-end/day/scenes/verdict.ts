import { expect } from 'vitest';
import { ANNA, BERT, type Day, TEAM_ROOM } from '../day.ts';
import { personIn } from '../person.ts';
import type { Thread } from '../thread.ts';
import { shown } from '../thread.ts';

const WORKLOAD = 'alerts within 50 ms, 3 TB of state, out of order events, Java team, Kafka';

/** Words that are enough for a verdict at once; what everything after a verdict starts from. */
export async function aVerdictFromOneSentence(day: Day): Promise<Thread> {
  const thread = await personIn(day, ANNA).begins(TEAM_ROOM, WORKLOAD);
  expect(thread.root().text).toBe('Recommended: Apache Flink (strong)');
  return thread;
}

/** Side questions by anybody: an answer with sources, a refusal to guess, a comparison, and why not another. */
export async function sideQuestions(day: Day): Promise<void> {
  const [anna, bert] = [personIn(day, ANNA), personIn(day, BERT)];
  const thread = await aVerdictFromOneSentence(day);
  await bert.replies(thread, 'how does flink recover after a crash?');
  expect(thread.last().text).toMatch(/checkpoint[\s\S]*checked 2026-[\s\S]*https:\/\//);
  const answers = thread.said().length;
  await bert.replies(thread, 'how do I bake bread?');
  expect(thread.said()).toHaveLength(answers);
  await anna.replies(thread, 'how do I bake bread?');
  expect(thread.last().text).toContain('no answer');
  await anna.replies(thread, 'why not spark?');
  expect(thread.last().text).toMatch(/Spark/);
  await anna.replies(thread, 'compare flink and spark on latency');
  expect(thread.last().blocks.some(({ type }) => type === 'table')).toBe(true);
  await anna.replies(thread, 'what would change it?');
  expect(thread.last().text).toMatch(/What would change the verdict|No single change that was tried/);
  expect(thread.root().text).toBe('Recommended: Apache Flink (strong)');
}

/** A what-if changes nothing until it is adopted; then the root and the verdict change. */
export async function whatIfAndThen(day: Day): Promise<void> {
  const anna = personIn(day, ANNA);
  const thread = await aVerdictFromOneSentence(day);
  await anna.replies(thread, 'what if we are a Spark team on Databricks and 30 minutes are enough?');
  expect(thread.last().text).toMatch(/the pick would change from Apache Flink/);
  expect(thread.root().text).toBe('Recommended: Apache Flink (strong)');
  await anna.presses(thread, 'Adopt this change');
  expect(thread.root().text).not.toContain('Apache Flink');
  await anna.replies(thread, 'recommend');
  expect(thread.about(/^(Recommended|Toss-up)/).text).toContain(thread.root().text);
}

/** A correction after the verdict: the root is the same message, with the new verdict. */
export async function correctionAfterTheVerdict(day: Day): Promise<void> {
  const anna = personIn(day, ANNA);
  const thread = await aVerdictFromOneSentence(day);
  const { ts } = thread.root();
  await anna.replies(thread, 'actually results every 12 hours are enough, and there is no state');
  await anna.replies(thread, 'recommend');
  expect(thread.root().text).toMatch(/^Recommended: No stream processor/);
  expect(thread.root().ts).toBe(ts);

  await anna.presses(thread, 'Change latency');
  expect(thread.last().text).toMatch(/Latency|How old may a result be/);
  await anna.chooses(thread, 'Under 100 ms');
  expect(shown(thread.root())).toContain(`<@${ANNA}>`);
  await anna.replies(thread, 'record');
  expect(thread.about(/## Decision Outcome/).text).toContain('## Considered Options');
}
