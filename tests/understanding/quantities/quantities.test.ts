import { describe, expect, it } from 'vitest';
import type { Quantity } from '../../../src/understanding/quantities/quantity.ts';
import { lookAt } from '../../../src/understanding/text/scene.ts';
import { knowledge } from '../read-knowledge.ts';

function quantitiesIn(text: string): Quantity[] {
  return lookAt(text, knowledge).pieces.flatMap((piece) =>
    piece.kind === 'quantity' ? [piece.quantity] : [],
  );
}

/** The only quantity of a text as measure and ends. */
function only(text: string): (string | number)[] {
  const [quantity, ...more] = quantitiesIn(text);
  expect(more).toEqual([]);
  return quantity === undefined ? [] : [quantity.measure, quantity.low, quantity.high];
}

const DAY_S = 86_400;

describe('times', () => {
  it.each([
    ['300 millis', 300],
    ['1.5 s', 1500],
    ['0,5 s', 500],
    ['half a second', 500],
    ['a quarter of an hour', 900_000],
    ['quarter hour', 900_000],
    ['three quarters of a minute', 45_000],
    ['a tenth of a second', 100],
    ['1/2 second', 500],
    ['an hour and a half', 5_400_000],
    ['one and a half hours', 5_400_000],
    ['1h30m', 5_400_000],
    ['1 min 30 s', 90_000],
    ['2 minutes and 30 seconds', 150_000],
    ['twenty-five ms', 25],
    ['two hundred and fifty ms', 250],
    ['one point five seconds', 1500],
    ['sub-second', 1000],
    ['5-ish minutes', 300_000],
    ['half a minute or so', 30_000],
    ['1e3 ms', 1000],
    ['20 µs', 0.02],
    ['twice an hour', 1_800_000],
    ['4 times a day', 21_600_000],
    ['once every 5 minutes', 300_000],
    ['every other minute', 120_000],
    ['a few hundred ms', 300],
    ['a couple of minutes', 120_000],
    ['single-digit ms', 9],
    ['tens of seconds', 30_000],
    ['from 30 minutes to 10 seconds', 10_000],
    ['a minute or two', 120_000],
    ['2 or 3 hours', 10_800_000],
  ])('"%s" is %d ms', (text, ms) => {
    expect(only(text)).toEqual(['time', ms, ms]);
  });

  it.each([
    ['30-60s', 30_000, 60_000],
    ['between 100 ms and 2 s', 100, 2000],
    ['5 to 10 seconds', 5000, 10_000],
    ['30s-1min', 30_000, 60_000],
    ['5..10 min', 300_000, 600_000],
  ])('"%s" is a range', (text, low, high) => {
    expect(only(text)).toEqual(['time', low, high]);
  });
});

describe('sizes', () => {
  it.each([
    ['750 gigs', 750e9],
    ['half a terabyte', 0.5e12],
    ['a gig', 1e9],
    ['1.5T', 1.5e12],
    ['500G', 500e9],
    ['12 GiB', 12 * 2 ** 30],
    ['80 gigabyte', 80e9],
    ['a few hundred megs', 300e6],
    ['six regions with about 90 GB each', 540e9],
    ['6 x 90 GB', 540e9],
    ['200 million users times 2 kB', 400e9],
    ['40 million keys, about 5 kB per key', 200e9],
    ['500 bytes for each of 80 million devices', 40e9],
  ])('"%s" is %d bytes', (text, bytes) => {
    const sizes = quantitiesIn(text).filter(({ measure }) => measure === 'bytes');

    expect(sizes.map(({ low, high }) => [low, high])).toEqual([[bytes, bytes]]);
  });

  it('of a message times a number of messages are no size of state', () => {
    expect(quantitiesIn('10k messages of 2 kB each').map(({ measure, high }) => [measure, high])).toEqual([
      ['count', 10_000],
      ['bytes', 2000],
    ]);
  });
});

describe('rates', () => {
  it.each([
    ['15k/s', 15_000],
    ['120 thousand messages a second', 120_000],
    ['2M/min', 2e6 / 60],
    ['2 million a minute', 2e6 / 60],
    ['100B/day', 100e9 / DAY_S],
    ['1.2 trillion messages a day', 1.2e12 / DAY_S],
    ['5m events per hour', 5e6 / 3600],
    ['800 rps', 800],
    ['1e6 events per second', 1e6],
    ['quarter of a million pings per second', 250_000],
    ['half a million events a day', 500_000 / DAY_S],
    ['twelve billion rows daily', 12e9 / DAY_S],
    ['every second about 4,000 readings', 4000],
    ['messages per second: 22000', 22_000],
    ['daily volume is 400 million rows', 400e6 / DAY_S],
    ['1000 events every 5 seconds', 200],
    ['30 000 devices, each sends one reading per second', 30_000],
  ])('"%s" is %d a second', (text, perSecond) => {
    const rates = quantitiesIn(text).filter(({ measure }) => measure === 'events-per-second');

    expect(rates).toHaveLength(1);
    expect(rates[0]?.high).toBeCloseTo(perSecond, 6);
  });

  it.each([
    ['40 MB/s', 40e6],
    ['5TB/d', 5e12 / DAY_S],
    ['600 Mbit/s', 75e6],
    ['1.4 Gbps', 175e6],
    ['20 MBps', 20e6],
    ['3 TB of clickstream daily', 3e12 / DAY_S],
    ['five hundred GB every day', 500e9 / DAY_S],
    ['2 TB of logs from our edge nodes per day', 2e12 / DAY_S],
  ])('"%s" is %d bytes a second', (text, perSecond) => {
    const [measure, low] = only(text);

    expect(measure).toBe('bytes-per-second');
    expect(low).toBeCloseTo(perSecond, 6);
  });

  it('take the scale of the second number in a range', () => {
    expect(only('10-20k/s')).toEqual(['events-per-second', 10_000, 20_000]);
  });
});

describe('what is no quantity', () => {
  it.each(['$5k', '20% of them', 'Spark 3.5.1', '192.168.0.1', 'the second job', 'a d', 'p99', 'S3'])(
    '"%s" gives none',
    (text) => {
      expect(quantitiesIn(text).filter(({ measure }) => measure !== 'number')).toEqual([]);
    },
  );
});
