import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { basisOf } from '../../src/decision/basis.ts';
import type { Condition, Rule } from '../../src/knowledge/model.ts';
import { interval } from '../../src/knowledge/requirements.ts';
import { mostGain } from '../../src/upkeep/expectations/gain.ts';
import { judgeOf } from '../../src/upkeep/space/judge.ts';
import { spaceOf } from '../../src/upkeep/space/space.ts';
import { CRITERIA, rule, small } from '../decision/small-knowledge.ts';
import { findingsOf, ORDERS, RULES, SCENARIOS, soundKnowledge } from './sound-knowledge.ts';

describe('golden workloads', () => {
  it.each([
    [
      'with another verdict',
      SCENARIOS.replace('50ms', '5s'),
      'scenarios.yaml:4 Expected the golden workload "hurry" to get quick/instant, got steady with 2 points, before quick/batchy with 0. Mend the rules that tip it, or change the expectation with its reason.',
    ],
    [
      'on a criterion that does not exist',
      SCENARIOS.replace('wait:', 'speed:'),
      'scenarios.yaml:3 Expected the id of a criterion, got "speed". Known criteria: tools, wait.',
    ],
    [
      'with a value that is none',
      SCENARIOS.replace('50ms', 'soon'),
      'scenarios.yaml:3 wait: expected a quantity of time, got "soon". Write a number with its unit, for instance <=100ms, 1s..10s or 5min.',
    ],
    [
      'for an engine that does not exist',
      SCENARIOS.replace('pick: quick/instant', 'pick: [quick, swift]'),
      'scenarios.yaml:4 Expected an engine or engine/mode, got "swift". Known here: quick/batchy, quick, quick/instant, steady.',
    ],
    [
      'that cite nothing that exists',
      SCENARIOS.replace('at-once', 'at-twice'),
      'scenarios.yaml:6 Expected the id of a section, got "quick/latency/at-twice". Write sections/quick/latency/at-twice.md, or cite another.',
    ],
    [
      'that stand there twice',
      `${SCENARIOS}${SCENARIOS}`,
      'scenarios.yaml:7 Expected each id once, got "hurry" again. Rename one of the two.',
    ],
    [
      'of another shape',
      SCENARIOS.replace('pick:', 'picks:'),
      'scenarios.yaml:1 "0.pick": expected an engine, engine/mode, or a list of them, got nothing. Add "0.pick".',
    ],
  ])('are found %s', async (_, scenarios, finding) => {
    const [first] = await findingsOf(soundKnowledge({ 'scenarios.yaml': scenarios }));

    expect(first).toBe(finding);
  });

  it('accept any mode of an engine, and any of several picks', async () => {
    const scenarios = ['quick', '[steady, quick/instant]'].map((pick, index) =>
      SCENARIOS.replace('quick/instant', pick).replace('hurry', `hurry-${index}`),
    );

    expect(await findingsOf(soundKnowledge({ 'scenarios.yaml': scenarios.join('') }))).toEqual([]);
  });
});

describe('orders', () => {
  it('are broken by a rule that moves the verdict the wrong way, shown by a case', async () => {
    const rules = `${RULES}- id: odd\n  when: {wait: {atMost: 50ms}, tools: {hasAny: [drip]}}\n  effect: {steady: 4}\n  because: Odd.\n  cites: [steady/latency/in-turn]\n`;

    const findings = await findingsOf(soundKnowledge({ 'rules/latency.yaml': rules }));

    expect(findings).toEqual([
      expect.stringMatching(
        /^orders\.yaml:5 Expected no move to a less able class as wait falls, got quick\/instant at <=75ms and steady at <=50ms with tools=\S*drip\S*\. Balance the rules at the second value against those at the first\.$/,
      ),
    ]);
  });

  it.each([
    [
      'on a criterion that is no interval',
      ORDERS.replace('criterion: wait', 'criterion: tools'),
      'orders.yaml:2 Expected the id of an interval criterion, got "tools". Known here: wait.',
    ],
    [
      'that leave a candidate out',
      ORDERS.replace('[steady]', '[quick/instant]'),
      'orders.yaml:5 Expected every candidate in a class, got none with "steady". Add it.',
    ],
    [
      'that name no candidate',
      ORDERS.replace('[steady]', '[steady, swift]'),
      'orders.yaml:6 Expected an engine or engine/mode, got "swift". Known here: quick/batchy, quick, quick/instant, steady.',
    ],
  ])('are found %s', async (_, orders, finding) => {
    expect(await findingsOf(soundKnowledge({ 'orders.yaml': orders }))).toEqual([finding]);
  });
});

describe('the most that one candidate can gain on another', () => {
  const bound = fc.constantFrom(10, 20, 30);
  const wait = fc.oneof(
    bound.map((atMost): Condition => ({ kind: 'interval', atMost })),
    bound.map((above): Condition => ({ kind: 'interval', above })),
  );
  const strict = fc.boolean().map((is): Condition => ({ kind: 'flag', is }));
  const tools = fc.constantFrom('x', 'y').map((item): Condition => ({ kind: 'set', hasAny: [item] }));
  const conditions = fc
    .record({ wait, strict, tools }, { requiredKeys: [] })
    .map((when) => ({ ...when }) as Record<string, Condition>);
  const effect = fc.dictionary(
    fc.constantFrom('a', 'b', 'b/slow', 'c'),
    fc.oneof(fc.integer({ min: -3, max: 3 }), fc.constant('excluded' as const)),
  );
  const rules = fc.array(fc.tuple(fc.array(conditions, { minLength: 1, maxLength: 2 }), effect), {
    minLength: 1,
    maxLength: 6,
  });

  it('proves that the verdict does not move where it is nothing', () => {
    let proved = 0;
    fc.assert(
      fc.property(
        rules,
        fc.constantFrom(5, 15, 25, 35),
        fc.constantFrom(5, 15, 25, 35),
        (made, low, high) => {
          const all: Rule[] = made.map(([when, what], index) => rule(`r${index}`, when, what));
          const judge = judgeOf(basisOf(small(all)));
          const [criterion] = CRITERIA;
          if (criterion === undefined) throw new Error('no criterion');
          const [from, to] = [low, high].map((max) => interval('time', { max }));
          if (from === undefined || to === undefined) return;
          const space = spaceOf(CRITERIA, all);
          for (let seed = 0; seed < 20; seed += 1) {
            const rest = space.sample(seed);
            const before = judge.pick({ ...rest, wait: from });
            const after = judge.pick({ ...rest, wait: to });
            if (before === undefined || after === undefined || before === after) continue;
            expect(mostGain(after, before, { criterion, from, to }, judge.basis)).toBeGreaterThan(0);
            proved += 1;
          }
        },
      ),
      { numRuns: 300, seed: 7 },
    );

    expect(proved).toBeGreaterThan(100);
  });
});
