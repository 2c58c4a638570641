import { describe, expect, it } from 'vitest';
import { basisOf } from '../../src/decision/basis.ts';
import { applies } from '../../src/decision/conditions.ts';
import { rank } from '../../src/decision/rank.ts';
import { loadKnowledge } from '../../src/knowledge/loader.ts';
import type { Condition } from '../../src/knowledge/model.ts';
import { interval, setOf } from '../../src/knowledge/requirements.ts';
import { chanceOf } from '../../src/upkeep/space/chance.ts';
import { describe as told } from '../../src/upkeep/space/describe.ts';
import { judgeOf } from '../../src/upkeep/space/judge.ts';
import { both } from '../../src/upkeep/space/promising.ts';
import { spaceOf } from '../../src/upkeep/space/space.ts';
import { amounts } from '../../src/upkeep/space/values.ts';
import { witnessesOf } from '../../src/upkeep/space/witness.ts';
import { CRITERIA, criterion, rule, small } from '../decision/small-knowledge.ts';
import { SHIPPED } from '../knowledge/knowledge-folder.ts';

const knowledge = await loadKnowledge([SHIPPED]);
const basis = basisOf(knowledge);
const space = spaceOf(knowledge.criteria, knowledge.rules);
const SAMPLES = 300;

describe('the decision space', () => {
  it('gives the same points for the same seeds', () => {
    const points = (): unknown[] => Array.from({ length: 50 }, (_, seed) => space.sample(seed));

    expect(points()).toEqual(points());
    expect(new Set(points().map((point) => JSON.stringify(point))).size).toBeGreaterThan(45);
  });

  it('reaches every criterion, every offered answer and every bound of a rule', () => {
    const seen = new Set(
      Array.from({ length: 4000 }, (_, seed) => space.sample(seed)).flatMap((point) =>
        Object.entries(point).map(([id, value]) => `${id} ${JSON.stringify(value)}`),
      ),
    );

    const wanted = knowledge.criteria.flatMap((one) => [
      ...one.choices
        .filter(({ value }) => value.kind !== 'set')
        .map(({ value }) => `${one.id} ${JSON.stringify(value)}`),
      ...amounts(one, knowledge.rules).map((value) => `${one.id} ${JSON.stringify(value)}`),
    ]);
    expect(wanted.filter((value) => !seen.has(value))).toEqual([]);
  });

  it('cuts an interval at the bounds of the rules, between them and beyond', () => {
    const [wait] = CRITERIA;
    const rules = [
      rule('a', { wait: { kind: 'interval', atMost: 100 } }, { a: 1 }),
      rule('b', { wait: { kind: 'interval', above: 100, below: 300 } }, { a: 1 }),
    ];

    const values = wait === undefined ? [] : amounts(wait, rules);

    expect(values).toEqual([50, 100, 200, 300, 600].map((max) => interval('time', { max })));
  });

  it('draws items that nobody names where any name is legal', () => {
    const open = criterion('where', 'set', { open: true });
    const one = spaceOf([open], []);

    expect(one.draw('where', chanceOf(1))).toEqual(setOf(['something-else']));
    expect(one.draw('nowhere', chanceOf(1))).toBeNull();
    expect(spaceOf([criterion('none', 'set')], []).draw('none', chanceOf(1))).toBeNull();
  });

  it('puts a point in the words of the command line', () => {
    const point = {
      latency: interval('time', { max: 100 }),
      skills: setOf(['java'], ['scala']),
      lateData: { kind: 'flag', value: true } as const,
    };

    expect(told(point, knowledge.criteria)).toBe('lateData=yes latency=<=100ms skills=java,-scala');
    expect(told({}, knowledge.criteria)).toBe('nothing said');
  });
});

describe('the judge', () => {
  it('gives the verdicts and leads of the ranking', () => {
    const judge = judgeOf(basis);
    for (let seed = 0; seed < SAMPLES; seed += 1) {
      const point = space.sample(seed);
      const [first, second] = rank(basis, point);
      if (first === undefined || second === undefined) throw new Error('no ranking');

      expect(judge.pick(point)).toBe(first.candidate);
      if (!second.excluded)
        expect(judge.lead(first.candidate, point)).toBeCloseTo(first.score - second.score, 6);
      expect(judge.lead(second.candidate, point)).toBeLessThanOrEqual(0);
    }
  });

  it('gives them without a rule too', () => {
    const judge = judgeOf(basis);
    for (let seed = 0; seed < SAMPLES; seed += 1) {
      const aside = basis.rules[seed % basis.rules.length];
      const point = space.sample(seed);
      const rest = { ...basis, rules: basis.rules.filter((one) => one !== aside) };

      expect(judge.pick(point, aside)).toBe(rank(rest, point)[0]?.candidate);
    }
  });

  it('has no pick without engines', () => {
    expect(judgeOf(basisOf({ ...small([]), engines: [] })).pick({})).toBeUndefined();
  });
});

describe('witnesses', () => {
  const criteria = new Map(CRITERIA.map((one) => [one.id, one]));

  it('satisfy every condition of every shipped rule', () => {
    const bad = knowledge.rules.flatMap((one) =>
      one.when
        .map((conditions) => witnessesOf(conditions, basis.criteria))
        .filter((found) => found.length === 0 || found.some((point) => !applies(one, point, basis.criteria)))
        .map(() => one.id),
    );

    expect(bad).toEqual([]);
  });

  it('differ in one criterion from the first', () => {
    const conditions: Record<string, Condition> = {
      strict: { kind: 'flag', is: true },
      tools: { kind: 'set', hasAny: ['x', 'y'] },
    };

    expect(witnessesOf(conditions, criteria)).toEqual([
      { strict: { kind: 'flag', value: true }, tools: setOf(['x']) },
      { strict: { kind: 'flag', value: true }, tools: setOf(['y']) },
    ]);
  });

  it.each<[string, Condition]>([
    ['wait', { kind: 'interval', above: 5, below: 5 }],
    ['wait', { kind: 'interval', atLeast: 6, atMost: 5 }],
    ['wait', { kind: 'interval', none: true }],
    ['tools', { kind: 'set', hasAny: ['x'], hasNone: ['x'] }],
    ['tools', { kind: 'set', hasAll: ['x', 'y'], only: ['x'] }],
    ['nowhere', { kind: 'flag', is: true }],
  ])('do not exist for %s %j', (id, condition) => {
    expect(witnessesOf({ [id]: condition }, criteria)).toEqual([]);
  });

  it.each<[string, Condition]>([
    ['wait', { kind: 'interval', above: 5, below: 5.001 }],
    ['wait', { kind: 'interval', atLeast: 5, atMost: 5 }],
    ['wait', { kind: 'interval', above: 1e12 }],
    ['who', { kind: 'choice', in: ['z'] }],
    ['tools', { kind: 'set', hasAll: ['x'], hasAny: ['y', 'z'], hasNone: ['y'], lacksAny: ['y'] }],
    ['tools', { kind: 'set', only: ['x', 'y'], hasNone: ['x'] }],
  ])('exist for %s %j', (id, condition) => {
    expect(witnessesOf({ [id]: condition }, criteria)).not.toEqual([]);
  });
});

describe('both of two requirements', () => {
  it('joins sets and otherwise takes the second', () => {
    const first = { tools: setOf(['x', 'y'], ['z']), wait: interval('time', { max: 1 }), who: setOf(['x']) };
    const second = { tools: setOf(['z'], ['y']), wait: interval('time', { max: 2 }) };

    expect(both(first, second)).toEqual({
      tools: setOf(['x', 'z'], ['y']),
      wait: interval('time', { max: 2 }),
      who: setOf(['x']),
    });
  });
});
