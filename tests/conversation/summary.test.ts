import { beforeAll, describe, expect, it } from 'vitest';
import type { Context } from '../../src/conversation/context.ts';
import { splitOf, summary } from '../../src/conversation/show/summary.ts';
import { parseValue } from '../../src/knowledge/value-syntax.ts';
import { shippedContext } from './talk.ts';

let context: Context;
beforeAll(async () => {
  context = await shippedContext();
});

function recommended(given: Readonly<Record<string, string>>) {
  const entries = Object.entries(given).map(([id, text]) => {
    const criterion = context.criteria.get(id);
    if (criterion === undefined) throw new Error(`no criterion ${id}`);
    return [id, parseValue(criterion, text)] as const;
  });
  return context.advisor.recommend(Object.fromEntries(entries));
}

const PAIR = {
  latency: '<=100ms',
  twoPaths: 'yes',
  skills: 'spark,flink',
  ecosystem: 'kafka,iceberg',
  ops: 'platform-team',
};

describe('the summary of a pick', () => {
  it('names which path of two engines runs on which, with the figures given', () => {
    const recommendation = recommended(PAIR);

    expect(recommendation.verdict.pick.engine).toBe('hybrid');
    expect(splitOf(context, recommendation).map(({ path, name }) => [path, name])).toEqual([
      ['Fast path', 'Apache Flink'],
      ['Lake path', 'Spark Structured Streaming (micro-batch)'],
    ]);
    expect(summary(context, recommendation)).toContain(
      'Fast path on Apache Flink: results within at most 100 ms',
    );
  });

  it('has no split for a single engine', () => {
    expect(splitOf(context, recommended({ ...PAIR, twoPaths: 'no' }))).toEqual([]);
  });

  it.each([
    ['hourly batch is enough', { latency: '1d', pattern: 'analytics-dashboard', skills: 'sql' }],
    [
      'a plain consumer is enough',
      { latency: '5s', stateSize: 'none', throughput: '20/s', skills: 'python' },
    ],
  ])('says in which of its two forms no stream processor is needed: %s', (form, given) => {
    const { verdict } = recommended(given);
    const mode = context.knowledge.engines
      .find(({ id }) => id === verdict.pick.engine)
      ?.modes.find(({ id }) => id === verdict.pick.mode);

    expect(verdict.pick.engine).toBe('none');
    expect(mode?.name).toBe(form);
    expect(summary(context, recommended(given))).toContain(mode?.summary);
  });

  it('names for a toss-up between whom it is, and the questions that would decide it', () => {
    const recommendation = recommended({ latency: '5s' });

    expect(recommendation.verdict.strength).toBe('toss-up');
    expect(summary(context, recommendation)).toMatch(
      /It is close between .+ and .+; knowing more would decide it: [a-z, -]+\.$/,
    );
    for (const { criterion, separates } of recommendation.open.slice(0, 1)) {
      expect(separates.length).toBeGreaterThan(1);
      expect(summary(context, recommendation)).toContain(criterion.name.toLowerCase());
    }
  });

  it('names for a toss-up with nothing left to ask what it rests on', () => {
    const answers = Object.fromEntries([...context.criteria.keys()].map((id) => [id, 'unknown']));
    const recommendation = recommended({
      ...answers,
      latency: '3s',
      stateSize: '~5GB',
      skills: 'spark,java',
      pattern: 'joins',
    });

    expect([recommendation.verdict.strength, recommendation.open.length]).toEqual(['toss-up', 0]);
    expect(summary(context, recommendation)).toMatch(
      /It is close between .+; it rests on .+ would decide it\.$/,
    );
  });
});
