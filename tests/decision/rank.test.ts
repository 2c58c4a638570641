import { describe, expect, it } from 'vitest';
import { basisOf, withoutHouseRules } from '../../src/decision/basis.ts';
import { rank } from '../../src/decision/rank.ts';
import { interval, setOf, UNKNOWN } from '../../src/knowledge/requirements.ts';
import { rule, small } from './small-knowledge.ts';

const FAST = { wait: { kind: 'interval', atMost: 100 } } as const;

describe('rank', () => {
  it('adds the points of every rule that applies, per engine and mode', () => {
    const basis = basisOf(
      small([
        rule('fast', FAST, { b: 1, 'b/fast': 3 }),
        rule('strict', { strict: { kind: 'flag', is: true } }, { b: 0.5 }),
      ]),
    );

    const ranking = rank(basis, {
      wait: interval('time', { max: 50 }),
      strict: { kind: 'flag', value: true },
    });

    expect(ranking.map(({ candidate, score }) => [candidate.id, score])).toEqual([
      ['b/fast', 3.5],
      ['b/slow', 1.5],
      ['a', 0],
      ['c', 0],
    ]);
  });

  it('puts an excluded candidate behind all others, whatever its points, and names the rule', () => {
    const basis = basisOf(small([rule('best', FAST, { c: 9 }), rule('out', FAST, { c: 'excluded' })]));

    const ranking = rank(basis, { wait: interval('time', { max: 50 }) });

    expect(ranking.at(-1)).toMatchObject({ candidate: { id: 'c' }, excluded: true, score: 9 });
    expect(ranking.at(-1)?.reasons.map((reason) => reason.rule.id)).toEqual(['out', 'best']);
  });

  it.each([
    ['an open criterion', {}],
    ["don't know", { wait: UNKNOWN }],
    ['a value of another kind', { wait: setOf(['x']) }],
  ])('adds nothing for %s', (_name, requirements) => {
    const basis = basisOf(small([rule('fast', FAST, { c: 9 })]));

    expect(rank(basis, requirements).map(({ score }) => score)).toEqual([0, 0, 0, 0]);
  });

  it('decides ties by the precedence of the engine files and the order of modes, not by names', () => {
    const ids = (names: readonly string[]): string[] => {
      const { engines, ...rest } = small([]);
      const renamed = engines.map((engine, i) => ({ ...engine, id: names[i] ?? '' }));
      return rank(basisOf({ ...rest, engines: renamed }), {}).map(({ candidate }) => candidate.id);
    };

    expect(ids(['a', 'b', 'c'])).toEqual(['a', 'b/slow', 'b/fast', 'c']);
    expect(ids(['z', 'b', 'a'])).toEqual(['z', 'b/slow', 'b/fast', 'a']);
  });

  it('gives the same ranking whatever the order of the rules', () => {
    const rules = [0.1, 0.2, 0.3, -0.4, 1.7].map((points, i) =>
      rule(`r${i}`, FAST, { a: points, c: -points }),
    );
    const requirements = { wait: interval('time', { max: 50 }) };
    const forwards = rank(basisOf(small(rules)), requirements);

    expect(rank(basisOf(small([...rules].reverse())), requirements)).toEqual(forwards);
  });

  it("leaves the organisation's own rules out on request", () => {
    const basis = basisOf(small([rule('shipped', FAST, { a: 1 }), rule('ours', FAST, { c: 5 }, true)]));
    const requirements = { wait: interval('time', { max: 50 }) };

    expect(rank(basis, requirements)[0]?.candidate.id).toBe('c');
    expect(rank(withoutHouseRules(basis), requirements)[0]?.candidate.id).toBe('a');
  });
});
