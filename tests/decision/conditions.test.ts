import { describe, expect, it } from 'vitest';
import { holds } from '../../src/decision/conditions.ts';
import { ends, measure } from '../../src/decision/measure.ts';
import { interval, levelOnly, noneOfIt, setOf, UNKNOWN } from '../../src/knowledge/requirements.ts';
import { criterion } from './small-knowledge.ts';

const wait = criterion('wait', 'interval', {
  levels: { soon: { approx: null, min: 100, max: 10_000 } },
  json: { lacksKey: null, fields: {}, hasLevel: true, hasNone: true, optional: false },
});
const rate = criterion('rate', 'interval', {
  bare: 'approx',
  dimensions: ['events-per-second', 'bytes-per-second'],
  conversions: { 'bytes-per-second': 0.001 },
});
const tools = criterion('tools', 'set');

describe('measure', () => {
  it.each([
    ['the end the criterion names', interval('time', { min: 50, max: 200 }), 200],
    ['the only end given', interval('time', { min: 50 }), 50],
    ['the middle of a level, on a logarithmic scale', levelOnly('soon'), 1000],
    ['zero for none of it', noneOfIt(), 0],
    ['nothing for a level nobody defined', levelOnly('whenever'), null],
  ])('is %s', (_name, value, expected) => {
    expect(measure(wait, value)).toBe(expected);
  });

  it('converts a second dimension into the first', () => {
    expect(measure(rate, interval('bytes-per-second', { approx: 5_000_000 }))).toBe(5000);
  });

  it.each([
    ['a range', interval('time', { min: 50, max: 200 }), { low: 50, high: 200 }],
    ['one number', interval('time', { max: 200 }), { low: 200, high: 200 }],
    ['a level', levelOnly('soon'), { low: 100, high: 10_000 }],
    ['none of it', noneOfIt(), { low: 0, high: 0 }],
    ['nothing', levelOnly('whenever'), null],
  ])('knows both ends of %s', (_name, value, expected) => {
    expect(ends(wait, value)).toEqual(expected);
  });
});

describe('holds, on intervals', () => {
  it.each([
    [{ below: 100 }, 100, false],
    [{ atMost: 100 }, 100, true],
    [{ above: 100 }, 100, false],
    [{ atLeast: 100 }, 100, true],
    [{ above: 100, atMost: 1000 }, 500, true],
    [{ above: 100, atMost: 1000 }, 5000, false],
  ])('%j with %i is %s', (bounds, max, expected) => {
    expect(holds({ kind: 'interval', ...bounds }, interval('time', { max }), wait)).toBe(expected);
  });

  it.each([
    [true, noneOfIt(), true],
    [true, interval('time', { max: 5 }), false],
    [false, interval('time', { max: 5 }), true],
    [false, noneOfIt(), false],
  ])('none: %s', (none, value, expected) => {
    expect(holds({ kind: 'interval', none }, value, wait)).toBe(expected);
  });
});

describe('holds, on sets', () => {
  it.each([
    [{ hasAny: ['x', 'y'] }, setOf(['y']), true],
    [{ hasAny: ['x', 'y'] }, setOf(['z']), false],
    [{ hasAll: ['x', 'y'] }, setOf(['x', 'y', 'z']), true],
    [{ hasAll: ['x', 'y'] }, setOf(['x']), false],
    [{ hasNone: ['x'] }, setOf(['y']), true],
    [{ hasNone: ['x'] }, setOf(['x']), false],
    [{ lacksAny: ['x'] }, setOf([], ['x']), true],
    [{ lacksAny: ['x'] }, setOf(['x']), false],
    [{ only: ['x', 'y'] }, setOf(['x']), true],
    [{ only: ['x', 'y'] }, setOf(['x', 'z']), false],
    [{ only: ['x', 'y'] }, setOf([], ['z']), false],
    [{ hasAny: ['x'], lacksAny: ['z'] }, setOf(['x'], ['z']), true],
    [{ hasAny: ['x'], lacksAny: ['z'] }, setOf(['x']), false],
  ])('%j with %j is %s', (parts, value, expected) => {
    expect(holds({ kind: 'set', ...parts }, value, tools)).toBe(expected);
  });

  it('is never satisfied by "don\'t know"', () => {
    expect(holds({ kind: 'set', hasNone: ['x'] }, UNKNOWN, tools)).toBe(false);
  });
});
