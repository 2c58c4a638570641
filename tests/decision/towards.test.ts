import { describe, expect, it } from 'vitest';
import { basisOf } from '../../src/decision/basis.ts';
import { rank } from '../../src/decision/rank.ts';
import { waysToWin } from '../../src/decision/towards.ts';
import type { Choice, Condition } from '../../src/knowledge/model.ts';
import { interval, type Requirements, setOf } from '../../src/knowledge/requirements.ts';
import { criterion, engine, rule } from './small-knowledge.ts';

const choice = (id: string, value: Choice['value']): Choice => ({ id, label: id, value, also: [] });
const upTo = (ms: number): Choice => choice(`to-${ms}`, interval('time', { max: ms }));
const above = (ms: number): Condition => ({ kind: 'interval', above: ms });

const SPEED = criterion('speed', 'interval', { choices: [upTo(10), upTo(100), upTo(1_000), upTo(10_000)] });
const TOOLS = criterion('tools', 'set', { choices: [choice('x', setOf(['x'])), choice('y', setOf(['y']))] });
const SAFE = criterion('safe', 'flag', {
  choices: [choice('yes', { kind: 'flag', value: true }), choice('no', { kind: 'flag', value: false })],
});
const ENGINES = [engine('a', 1), engine('b', 2)];
const FAST: Requirements = { speed: interval('time', { max: 10 }) };

function ways(rules: readonly ReturnType<typeof rule>[], requirements: Requirements, wanted: string) {
  const basis = basisOf({ engines: ENGINES, criteria: [SPEED, TOOLS, SAFE], rules });
  const found = waysToWin(basis, requirements, wanted);
  for (const { changes, wins } of found) {
    expect(rank(basis, { ...requirements, ...changes })[0]).toEqual(wins);
    expect(wins.candidate.engine).toBe(wanted);
  }
  return found.map(({ changes }) => changes);
}

describe('ways for an engine to win', () => {
  it('are the nearest offered answer of each criterion that does it alone', () => {
    const rules = [
      rule('a-leads', {}, { a: 1 }),
      rule('slow', { speed: above(50) }, { b: 2 }),
      rule('tool', { tools: { kind: 'set', hasAny: ['y'] } }, { b: 2 }),
    ];

    expect(ways(rules, FAST, 'b')).toEqual([
      { speed: interval('time', { max: 100 }) },
      { tools: setOf(['y']) },
    ]);
  });

  it('are pairs only where no single answer does it, the nearest pair alone', () => {
    const rules = [
      rule('a-leads', {}, { a: 3 }),
      rule('slow', { speed: above(50) }, { b: 2 }),
      rule('very-slow', { speed: above(5_000) }, { b: 0.5 }),
      rule('safe', { safe: { kind: 'flag', is: true } }, { b: 2 }),
    ];

    expect(ways(rules, FAST, 'b')).toEqual([
      { speed: interval('time', { max: 100 }), safe: { kind: 'flag', value: true } },
    ]);
  });

  it('are none where an exclusion stands whatever is answered', () => {
    const rules = [rule('never', {}, { b: 'excluded' }), rule('slow', { speed: above(50) }, { b: 9 })];

    expect(ways(rules, FAST, 'b')).toEqual([]);
  });

  it('lift an exclusion that rests on an answer', () => {
    const rules = [
      rule('b-leads', {}, { b: 1 }),
      rule('refused', { tools: { kind: 'set', lacksAny: ['x'] } }, { b: 'excluded' }),
    ];

    expect(ways(rules, { tools: setOf([], ['x']) }, 'b')).toEqual([{ tools: setOf([]) }]);
  });

  it('count a tie by the order of preference', () => {
    const rules = [
      rule('a-leads', {}, { a: 1 }),
      rule('tool', { tools: { kind: 'set', hasAny: ['y'] } }, { b: 1 }),
    ];

    expect(ways(rules, {}, 'b')).toEqual([]);
  });

  it('are none for an engine that is not there', () => {
    expect(ways([rule('a-leads', {}, { a: 1 })], FAST, 'storm')).toEqual([]);
  });
});
