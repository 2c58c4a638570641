import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { interval, levelOnly, noneOfIt, setOf, UNKNOWN } from '../../src/knowledge/requirements.ts';
import { parseValue, ValueSyntaxError, writeValue } from '../../src/knowledge/value-syntax.ts';
import { valuesOf } from './arbitrary-values.ts';
import { CRITERIA, criterion } from './shipped-criteria.ts';

const DAY_S = 86_400;

describe('reading the short form of a value', () => {
  it.each([
    ['latency', '<=100ms', interval('time', { max: 100 })],
    ['latency', '<100ms', interval('time', { max: 100 })],
    ['latency', '>=1s', interval('time', { min: 1000 })],
    ['latency', '100ms..1s', interval('time', { min: 100, max: 1000 })],
    ['latency', ' 1 s .. 10 s ', interval('time', { min: 1000, max: 10_000 })],
    ['latency', '>=1s,<=10s', interval('time', { min: 1000, max: 10_000 })],
    ['latency', '5min', interval('time', { max: 300_000 })],
    ['latency', '~2h', interval('time', { approx: 7_200_000 })],
    ['latency', '1.5d', interval('time', { max: 1.5 * DAY_S * 1000 })],
    ['latency', '1w', interval('time', { max: 7 * DAY_S * 1000 })],
    ['latency', '90 seconds', interval('time', { max: 90_000 })],
    ['latency', 'level:near-real-time', levelOnly('near-real-time')],
    ['latency', 'level:hours,<=1h', { ...interval('time', { max: 3_600_000 }), level: 'hours' }],
    ['stateSize', 'none', noneOfIt()],
    ['stateSize', '2TB', interval('bytes', { approx: 2e12 })],
    ['stateSize', '2tb', interval('bytes', { approx: 2e12 })],
    ['stateSize', '>=1TB', interval('bytes', { min: 1e12 })],
    ['stateSize', '500 kB', interval('bytes', { approx: 500_000 })],
    ['stateSize', '64MiB', interval('bytes', { approx: 64 * 1024 * 1024 })],
    ['stateSize', '1PB', interval('bytes', { approx: 1e15 })],
    ['stateSize', '100B', interval('bytes', { approx: 100 })],
    ['throughput', '15k/s', interval('events-per-second', { approx: 15_000 })],
    ['throughput', '15k events', null],
    ['throughput', '900 events/s', interval('events-per-second', { approx: 900 })],
    ['throughput', '2M/min', interval('events-per-second', { approx: 2_000_000 / 60 })],
    ['throughput', '100B/d', interval('events-per-second', { approx: 1e11 / DAY_S })],
    ['throughput', '1.2T/d', interval('events-per-second', { approx: 1.2e12 / DAY_S })],
    ['throughput', '5TB/d', interval('bytes-per-second', { approx: 5e12 / DAY_S })],
    ['throughput', '150MB/s', interval('bytes-per-second', { approx: 150_000_000 })],
    ['throughput', '100/s..10k/s', interval('events-per-second', { min: 100, max: 10_000 })],
    ['skills', 'spark,-scala', setOf(['spark'], ['scala'])],
    ['skills', 'SQL, Java or Kotlin', setOf(['java', 'sql'])],
    ['ecosystem', 'Kafka, Delta Lake, Event Hubs', setOf(['kafka', 'delta', 'event-hubs'])],
    ['exactlyOnce', 'yes', { kind: 'flag', value: true }],
    ['exactlyOnce', 'false', { kind: 'flag', value: false }],
    ['ops', 'small-team', { kind: 'choice', value: 'small-team' }],
    ['ops', 'A platform team', { kind: 'choice', value: 'platform-team' }],
    ['ops', 'unknown', UNKNOWN],
    ['latency', 'Unknown', UNKNOWN],
  ])('%s: %s', (id, text, expected) => {
    if (expected === null) expect(() => parseValue(criterion(id), text)).toThrow(ValueSyntaxError);
    else expect(parseValue(criterion(id), text)).toEqual(expected);
  });

  it.each([
    ['latency', '', 'latency: expected a value, got "".', 'Leave it out, or write "unknown".'],
    [
      'latency',
      'soon',
      'latency: expected a quantity of time, got "soon".',
      'Write a number with its unit, for instance <=100ms, 1s..10s or 5min.',
    ],
    [
      'latency',
      '2TB',
      'latency: expected a quantity of time, got "2TB".',
      'Write a number with its unit, for instance <=100ms, 1s..10s or 5min.',
    ],
    [
      'latency',
      'none',
      'latency: expected a quantity, got "none".',
      'Write for instance <=100ms, 1s..10s or 5min.',
    ],
    ['latency', '1s..100ms', 'latency: expected the smaller end first, got the larger.', 'Swap the ends.'],
    ['latency', '1s,2s', 'latency: expected each end once, got "max" twice.', 'Remove one of them.'],
    [
      'latency',
      'level:seconds,level:hours',
      'latency: expected each end once, got "level" twice.',
      'Remove one of them.',
    ],
    [
      'latency',
      'level:eons',
      'latency: expected a level, got "eons".',
      'Known levels: milliseconds, seconds, near-real-time, minutes, hours.',
    ],
    [
      'throughput',
      '1k/s..1GB/s',
      'throughput: expected both ends in units of one kind, got "1k/s..1GB/s".',
      'Write for instance 15k/s, 2M/min or 100B/d, 150MB/s or 5TB/d.',
    ],
    [
      'exactlyOnce',
      'maybe',
      'exactlyOnce: expected "yes" or "no", got "maybe".',
      'Write yes, no or unknown.',
    ],
    [
      'ops',
      'somebody',
      'ops: expected one of its items, got "somebody".',
      'Known items: managed-only, small-team, platform-team.',
    ],
    [
      'skills',
      'spark,-spark',
      'skills: expected each item either there or lacking, got "spark,-spark".',
      'Write "spark" or "-spark", not both.',
    ],
  ])('refuses for %s: "%s"', (id, text, message, remedy) => {
    const refusal = { name: 'ValueSyntaxError', code: 'VALUE_SYNTAX', message, remedy };

    expect(() => parseValue(criterion(id), text)).toThrow(expect.objectContaining(refusal));
  });
});

describe('writing the short form of a value', () => {
  it.each([
    ['latency', interval('time', { max: 100 }), '<=100ms'],
    ['latency', interval('time', { min: 60_000, max: 900_000 }), '1min..15min'],
    ['stateSize', interval('bytes', { approx: 1.5e12 }), '~1.5TB'],
    ['throughput', interval('events-per-second', { approx: 15_000 }), '~15k/s'],
    ['skills', setOf(['spark', 'sql'], ['scala']), 'spark,sql,-scala'],
    ['exactlyOnce', { kind: 'flag', value: false } as const, 'no'],
    ['stateSize', noneOfIt(), 'none'],
    ['stateSize', UNKNOWN, 'unknown'],
  ])('%s', (id, value, text) => {
    expect(writeValue(criterion(id), value)).toBe(text);
  });

  it.each(CRITERIA.map((each) => [each.id, each] as const))('reads back as the same value: %s', (_, each) => {
    fc.assert(
      fc.property(valuesOf(each), (value) => {
        expect(parseValue(each, writeValue(each, value))).toEqual(value);
      }),
    );
  });

  it.each(CRITERIA.map((each) => [each.id, each] as const))('reads its own choices back: %s', (_, each) => {
    for (const { value } of each.choices) expect(parseValue(each, writeValue(each, value))).toEqual(value);
  });
});
