import { describe, expect, it } from 'vitest';
import { basisOf } from '../../src/decision/basis.ts';
import { sideBySide } from '../../src/decision/compare.ts';
import { rank } from '../../src/decision/rank.ts';
import { criterion, engine, rule } from './small-knowledge.ts';

const SMALL = {
  engines: [engine('a', 1), engine('b', 2), engine('c', 3)],
  criteria: [criterion('speed', 'flag')],
  rules: [
    rule('alike', {}, { a: 1, b: 1, c: 1 }),
    rule('narrow', {}, { a: 1, b: 0.5 }),
    rule('wide', {}, { a: 2, b: -1 }),
    rule('exclusion', {}, { b: 'excluded' }),
    rule('elsewhere', {}, { c: 3 }),
    rule('idle', { speed: { kind: 'flag', is: true } }, { a: 9 }),
  ],
};
const RANKING = rank(basisOf(SMALL), {});
const [first, second] = ['a', 'b'].map((id) => RANKING.find(({ candidate }) => candidate.id === id));
if (first === undefined || second === undefined) throw new Error('the small knowledge has lost its engines');

describe('candidates side by side', () => {
  it('differ in rows ordered by how far apart they are, exclusions before all points', () => {
    const { apart } = sideBySide([first, second]);

    expect(apart.map(({ rule: one, effects }) => [one.id, effects])).toEqual([
      ['exclusion', [0, 'excluded']],
      ['wide', [2, -1]],
      ['narrow', [1, 0.5]],
    ]);
  });

  it('keep the rules that treat them alike apart, and know nothing of rules about others or that do not apply', () => {
    const { alike } = sideBySide([first, second]);

    expect(alike.map(({ rule: one, effects }) => [one.id, effects])).toEqual([['alike', [1, 1]]]);
  });

  it('stand in the order they were given', () => {
    const { candidates, apart } = sideBySide([second, first]);

    expect(candidates.map(({ candidate }) => candidate.id)).toEqual(['b', 'a']);
    expect(apart[1]?.effects).toEqual([-1, 2]);
  });
});
