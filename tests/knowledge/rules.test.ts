import { describe, expect, it } from 'vitest';
import { loadKnowledge } from '../../src/knowledge/loader.ts';
import type { Conditions } from '../../src/knowledge/model.ts';
import { RULE, smallKnowledge } from './knowledge-folder.ts';

/** The alternatives of one rule whose `when` is written like this. */
async function whenOf(text: string): Promise<readonly Conditions[] | undefined> {
  const rule = RULE.replace('{latency: {atMost: 100ms}}', text);
  const knowledge = await loadKnowledge([smallKnowledge({ 'rules/latency.yaml': rule })]);
  return knowledge.rules[0]?.when;
}

describe('the condition of a rule', () => {
  it.each<[string, Conditions[]]>([
    ['{}', [{}]],
    ['{latency: {above: 100ms, atMost: 1s}}', [{ latency: { kind: 'interval', above: 100, atMost: 1000 } }]],
    [
      '{latency: {below: 1min, atLeast: 10s}}',
      [{ latency: { kind: 'interval', below: 60_000, atLeast: 10_000 } }],
    ],
    ['{stateSize: {none: true}}', [{ stateSize: { kind: 'interval', none: true } }]],
    [
      '{stateSize: {atLeast: 1TB, none: false}}',
      [{ stateSize: { kind: 'interval', atLeast: 1e12, none: false } }],
    ],
    ['{throughput: {atLeast: 10k/s}}', [{ throughput: { kind: 'interval', atLeast: 10_000 } }]],
    ['{skills: spark}', [{ skills: { kind: 'set', hasAny: ['spark'] } }]],
    ['{skills: [spark, sql]}', [{ skills: { kind: 'set', hasAny: ['spark', 'sql'] } }]],
    [
      '{skills: {hasAll: [java], hasNone: [spark], lacksAny: [scala]}}',
      [{ skills: { kind: 'set', hasAll: ['java'], hasNone: ['spark'], lacksAny: ['scala'] } }],
    ],
    ['{ecosystem: {only: [kafka]}}', [{ ecosystem: { kind: 'set', only: ['kafka'] } }]],
    ['{ecosystem: some-new-system}', [{ ecosystem: { kind: 'set', hasAny: ['some-new-system'] } }]],
    ['{exactlyOnce: false}', [{ exactlyOnce: { kind: 'flag', is: false } }]],
    ['{ops: managed-only}', [{ ops: { kind: 'choice', in: ['managed-only'] } }]],
    ['{ops: [managed-only, small-team]}', [{ ops: { kind: 'choice', in: ['managed-only', 'small-team'] } }]],
    [
      '{lateData: true, ops: small-team}',
      [{ lateData: { kind: 'flag', is: true }, ops: { kind: 'choice', in: ['small-team'] } }],
    ],
    [
      '{any: [{lateData: true}, {exactlyOnce: true}]}',
      [{ lateData: { kind: 'flag', is: true } }, { exactlyOnce: { kind: 'flag', is: true } }],
    ],
  ])('%s', async (text, when) => {
    expect(await whenOf(text)).toEqual(when);
  });

  it('is converted into the first dimension of its criterion', async () => {
    const when = await whenOf('{throughput: {atLeast: 100MB/s}}');

    expect(when).toEqual([{ throughput: { kind: 'interval', atLeast: expect.closeTo(100_000, 6) } }]);
  });
});
