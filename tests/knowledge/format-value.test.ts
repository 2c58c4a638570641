import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatQuantity, formatValue } from '../../src/knowledge/format-value.ts';
import {
  interval,
  levelOnly,
  noneOfIt,
  type RequirementValue,
  setOf,
  UNKNOWN,
} from '../../src/knowledge/requirements.ts';
import { knownValuesOf } from './arbitrary-values.ts';
import { CRITERIA, criterion } from './shipped-criteria.ts';

describe('a value in plain words', () => {
  it.each<[string, RequirementValue, string]>([
    ['latency', interval('time', { max: 100 }), 'at most 100 ms'],
    ['latency', interval('time', { min: 1000, max: 10_000 }), '1 s to 10 s'],
    ['latency', interval('time', { max: 5_400_000 }), 'at most 1.5 h'],
    ['latency', interval('time', { max: 86_400_000 }), 'at most 1 day'],
    ['latency', interval('time', { max: 2 * 86_400_000 }), 'at most 2 days'],
    ['latency', interval('time', { max: 100_000 }), 'at most 100 s'],
    ['latency', levelOnly('near-real-time'), 'near real time'],
    ['latency', { ...interval('time', { max: 3_600_000 }), level: 'hours' }, 'hours, at most 1 h'],
    ['stateSize', interval('bytes', { approx: 2e12 }), 'about 2 TB'],
    ['stateSize', interval('bytes', { min: 1e12 }), 'at least 1 TB'],
    ['stateSize', interval('bytes', { approx: 2 ** 30 }), 'about 1.07 GB'],
    ['stateSize', interval('bytes', { approx: 1 }), 'about 1 byte'],
    ['stateSize', noneOfIt(), 'none (stateless)'],
    ['throughput', interval('events-per-second', { approx: 15_000 }), 'about 15,000 events/s'],
    ['throughput', interval('events-per-second', { approx: 1_157_407.4 }), 'about 1,157,407 events/s'],
    ['throughput', interval('events-per-second', { approx: 100 / 3600 }), 'about 100 events/h'],
    ['throughput', interval('bytes-per-second', { approx: 5e12 / 86_400 }), 'about 57.9 MB/s'],
    ['skills', setOf(['python', 'spark'], ['scala']), 'Python, Spark; not Scala'],
    ['skills', setOf([], ['scala']), 'not Scala'],
    ['ecosystem', setOf(['delta', 'eventhubs']), 'Delta Lake, eventhubs'],
    ['exactlyOnce', { kind: 'flag', value: true }, 'yes'],
    ['ops', { kind: 'choice', value: 'small-team' }, 'A few engineers'],
    ['ops', UNKNOWN, "don't know"],
  ])('%s', (id, value, words) => {
    expect(formatValue(criterion(id), value)).toBe(words);
  });

  it.each(CRITERIA.map((each) => [each.id, each] as const))(
    'is never empty and never shows a bare number: %s',
    (_, each) => {
      fc.assert(
        fc.property(knownValuesOf(each), (value) => {
          const words = formatValue(each, value);

          expect(words).not.toBe('');
          expect(words).not.toMatch(/undefined|NaN|\d$/);
        }),
      );
    },
  );

  it('keeps a quantity within half a percent of what was given', () => {
    fc.assert(
      fc.property(fc.double({ min: 1, max: 1e15, noNaN: true }), (bytes) => {
        const [number = '', unit = ''] = formatQuantity('bytes', bytes).replaceAll(',', '').split(' ');
        const size = { byte: 1, bytes: 1, kB: 1e3, MB: 1e6, GB: 1e9, TB: 1e12, PB: 1e15 }[unit] ?? Number.NaN;

        expect(Math.abs(Number(number) * size - bytes) / bytes).toBeLessThan(0.0051);
      }),
    );
  });
});
