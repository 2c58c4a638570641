import { describe, expect, it } from 'vitest';
import { runFile } from '../end-to-end/real-process.ts';

/** Four processes that each load the knowledge; a busy machine needs some time for that. */
const TIMEOUT = 120_000;

const WORKLOADS = [
  'fraud alerts within 50 ms from Kafka, 2 TB of state, Java, exactly once',
  'every 5 minutes into Delta, Spark and SQL people, 3.5 TB a day',
  'INCIDENTS IN ISTANBUL: İ and ı in titles, results in 1,5 seconds, Kafka Streams',
  'a report each morning',
];

/** Places that differ in the sign of their offset, in summer time, in the decimal mark, and in how they lower-case an I. */
const PLACES = [
  { TZ: 'UTC', LANG: 'C', LC_ALL: 'C' },
  { TZ: 'America/St_Johns', LANG: 'en_US.UTF-8', LC_ALL: 'en_US.UTF-8' },
  { TZ: 'Pacific/Kiritimati', LANG: 'de_DE.UTF-8', LC_ALL: 'de_DE.UTF-8' },
  { TZ: 'Europe/Istanbul', LANG: 'tr_TR.UTF-8', LC_ALL: 'tr_TR.UTF-8' },
];

describe('the same workloads and knowledge', () => {
  it('give the same bytes in every time zone and locale', { timeout: TIMEOUT }, async () => {
    const input = WORKLOADS.map((text) => `${JSON.stringify({ text })}\n`).join('');

    const answers = await Promise.all(
      PLACES.map((env) => runFile(['src/cli.ts', 'recommend', '--json', '--batch'], { env, input })),
    );

    expect(answers.map(({ code }) => code)).toEqual(PLACES.map(() => 0));
    expect(answers[0]?.stdout.trim().split('\n')).toHaveLength(WORKLOADS.length);
    expect(new Set(answers.map(({ stdout }) => stdout)).size).toBe(1);
  });
});
