import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { basisOf } from '../../src/decision/basis.ts';
import { rank } from '../../src/decision/rank.ts';
import { threatTo } from '../../src/decision/settled.ts';
import type { Condition, Rule } from '../../src/knowledge/model.ts';
import {
  interval,
  type Requirements,
  type RequirementValue,
  setOf,
  UNKNOWN,
} from '../../src/knowledge/requirements.ts';
import { CRITERIA, rule, small } from './small-knowledge.ts';

const BOUNDS = [10, 100, 1000];
const ITEMS = ['x', 'y', 'z'];

/** Every value of a criterion that any rule below could tell apart, and "never answered". */
const VALUES: Record<string, (RequirementValue | undefined)[]> = {
  wait: [undefined, UNKNOWN, ...[5, 10, 50, 100, 500, 1000, 5000].map((max) => interval('time', { max }))],
  strict: [undefined, UNKNOWN, { kind: 'flag', value: true }, { kind: 'flag', value: false }],
  who: [undefined, UNKNOWN, ...ITEMS.map((value): RequirementValue => ({ kind: 'choice', value }))],
  tools: [undefined, UNKNOWN, ...standings().map(([has, lacks]) => setOf(has, lacks))],
};

function standings(): [string[], string[]][] {
  return [0, 1, 2].reduce<[string[], string[]][]>(
    (sets, i) => {
      const item = ITEMS[i] ?? '';
      return sets.flatMap(([has, lacks]) => [
        [has, lacks],
        [[...has, item], lacks],
        [has, [...lacks, item]],
      ]);
    },
    [
      [[], []],
      [['other'], []],
    ],
  );
}

function completions(known: Requirements): Requirements[] {
  return Object.entries(VALUES).reduce<Requirements[]>(
    (all, [id, values]) => {
      if (known[id] !== undefined) return all;
      return all.flatMap((one) =>
        values.map((value) => (value === undefined ? one : { ...one, [id]: value })),
      );
    },
    [known],
  );
}

const bound = fc.constantFrom(...BOUNDS);
const someItems = fc.subarray(ITEMS, { minLength: 1 });
const conditions: Record<string, fc.Arbitrary<Condition>> = {
  wait: fc.oneof(
    fc.record({ kind: fc.constant('interval' as const), below: bound }),
    fc.record({ kind: fc.constant('interval' as const), atLeast: bound }),
    fc.record({ kind: fc.constant('interval' as const), above: fc.constant(10), atMost: fc.constant(100) }),
  ),
  strict: fc.record({ kind: fc.constant('flag' as const), is: fc.boolean() }),
  who: fc.record({ kind: fc.constant('choice' as const), in: someItems }),
  tools: fc.oneof(
    fc.record({ kind: fc.constant('set' as const), hasAny: someItems }),
    fc.record({ kind: fc.constant('set' as const), hasAll: someItems }),
    fc.record({ kind: fc.constant('set' as const), hasNone: someItems }),
    fc.record({ kind: fc.constant('set' as const), lacksAny: someItems }),
    fc.record({ kind: fc.constant('set' as const), only: someItems }),
  ),
};

const when = fc
  .subarray(Object.keys(conditions), { minLength: 1, maxLength: 2 })
  .chain((ids) =>
    fc.record(
      Object.fromEntries(
        ids.map((id) => [id, conditions[id] ?? fc.constant({ kind: 'flag' as const, is: true })]),
      ),
    ),
  );
const effect = fc.dictionary(
  fc.constantFrom('a', 'b', 'b/slow', 'b/fast', 'c'),
  fc.oneof(
    { weight: 9, arbitrary: fc.integer({ min: -4, max: 4 }) },
    { weight: 1, arbitrary: fc.constant('excluded' as const) },
  ),
  { minKeys: 1, maxKeys: 3 },
);
const rules: fc.Arbitrary<Rule[]> = fc
  .array(fc.record({ when: fc.array(when, { minLength: 1, maxLength: 2 }), effect }), {
    minLength: 1,
    maxLength: 6,
  })
  .map((all) =>
    all.map((one, i) => rule(`r${i}`, one.when as Record<string, Condition>[], one.effect as Rule['effect'])),
  );
const known: fc.Arbitrary<Requirements> = fc
  .record(
    Object.fromEntries(
      Object.entries(VALUES).map(([id, values]) => [id, fc.constantFrom(...values, undefined, undefined)]),
    ),
  )
  .map(
    (all) =>
      Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined)) as Requirements,
  );

describe('threatTo', () => {
  it('calls an engine settled exactly when brute force over all open answers agrees', () => {
    fc.assert(
      fc.property(rules, known, (someRules, requirements) => {
        const basis = basisOf(small(someRules));
        const pick = rank(basis, requirements)[0]?.candidate;
        if (pick === undefined) throw new Error('no candidate');
        const flips = completions(requirements).some(
          (all) => rank(basis, all)[0]?.candidate.engine !== pick.engine,
        );
        expect(threatTo(pick, basis, requirements) === null).toBe(!flips);
      }),
      { numRuns: 1000 },
    );
  });

  it('names the challenger and an answer under which it wins', () => {
    const basis = basisOf(small([rule('quick', { wait: { kind: 'interval', below: 10 } }, { c: 2 })]));
    const pick = rank(basis, {})[0]?.candidate ?? { id: '', engine: '', mode: null };

    const threat = threatTo(pick, basis, {});

    expect(threat?.challenger.id).toBe('c');
    expect(threat?.answers?.get('wait')).toEqual({ kind: 'interval', number: 0, none: true });
  });

  it('sees that a further item can undo a rule about having only some items', () => {
    const basis = basisOf(
      small([
        rule('has-x', { tools: { kind: 'set', hasAny: ['x'] } }, { c: 3 }),
        rule('only-x', { tools: { kind: 'set', only: ['x'] } }, { c: -3 }),
      ]),
    );
    const pick = rank(basis, {})[0]?.candidate ?? { id: '', engine: '', mode: null };

    expect(rank(basis, { tools: setOf(['x']) })[0]?.candidate.id).toBe('a');
    expect(threatTo(pick, basis, {})?.challenger.id).toBe('c');
  });

  it('is settled at once when everything has been answered, even with "don\'t know"', () => {
    const basis = basisOf(small([rule('quick', { wait: { kind: 'interval', below: 10 } }, { c: 2 })]));
    const all = Object.fromEntries(CRITERIA.map((one) => [one.id, UNKNOWN]));
    const pick = rank(basis, all)[0]?.candidate ?? { id: '', engine: '', mode: null };

    expect(threatTo(pick, basis, all)).toBeNull();
  });
});
