import { describe, expect, it } from 'vitest';
import { interval, levelOnly, setOf } from '../../src/knowledge/requirements.ts';
import { read } from './read-knowledge.ts';

describe('understanding', () => {
  it('takes every requirement of a message, each with its words and how it was come by', () => {
    const { requirements, items } = read('60ms, exactly once, 30 GB of state, Java devs');

    expect(requirements).toEqual({
      exactlyOnce: { kind: 'flag', value: true },
      latency: interval('time', { max: 60 }),
      skills: setOf(['java']),
      stateSize: interval('bytes', { approx: 30e9 }),
    });
    expect(items).toEqual([
      {
        criterion: 'exactlyOnce',
        value: { kind: 'flag', value: true },
        how: 'said',
        words: 'exactly once',
      },
      { criterion: 'latency', value: interval('time', { max: 60 }), how: 'inferred', words: '60ms' },
      { criterion: 'skills', value: setOf(['java']), how: 'said', words: 'Java' },
      { criterion: 'stateSize', value: interval('bytes', { approx: 30e9 }), how: 'said', words: '30 GB' },
    ]);
  });

  it('takes the strictest of two latencies, and the peak of two rates', () => {
    const { requirements } = read('alerts within 5 s, reports within 10 minutes, 2k/s, peak 9k/s');

    expect(requirements).toMatchObject({
      latency: interval('time', { max: 5000 }),
      throughput: interval('events-per-second', { approx: 9000 }),
    });
  });

  it('keeps events and bytes a second side by side', () => {
    expect(read('200k events/s, 150 MB/s').requirements).toEqual({
      throughput: {
        kind: 'interval',
        amounts: {
          'events-per-second': { approx: 200_000, min: null, max: null },
          'bytes-per-second': { approx: 150e6, min: null, max: null },
        },
        level: null,
        none: false,
      },
    });
  });

  it('prefers a number to a level, and gives worded numbers both', () => {
    expect(read('within seconds, say 3 s').requirements).toEqual({
      latency: interval('time', { max: 3000 }),
    });
    expect(read('within minutes').requirements).toEqual({ latency: levelOnly('minutes') });
    expect(read('a few minutes', 'latency').requirements).toEqual({
      latency: { ...interval('time', { max: 180_000 }), level: 'minutes' },
    });
  });

  it('knows how a size is limited', () => {
    expect(read('more than 3 TB of state').requirements['stateSize']).toEqual(
      interval('bytes', { min: 3e12 }),
    );
    expect(read('up to 3 TB of state').requirements['stateSize']).toEqual(interval('bytes', { max: 3e12 }));
    expect(read('about 3 TB of state').requirements['stateSize']).toEqual(
      interval('bytes', { approx: 3e12 }),
    );
    expect(read('2-3 TB of state').requirements['stateSize']).toEqual(
      interval('bytes', { min: 2e12, max: 3e12 }),
    );
  });

  it('finds a product with what it implies', () => {
    const { requirements, engines } = read('MSK to Iceberg');

    expect(requirements['ecosystem']).toMatchObject({ has: ['aws', 'iceberg', 'kafka', 'msk'] });
    expect(engines).toEqual([]);
  });

  it.each([
    ['yes', 'lateData', { lateData: { kind: 'flag', value: true } }],
    ['nope', 'exactlyOnce', { exactlyOnce: { kind: 'flag', value: false } }],
    ['none', 'stateSize', { stateSize: { kind: 'interval', amounts: {}, level: null, none: true } }],
    ['15k', 'throughput', { throughput: interval('events-per-second', { approx: 15_000 }) }],
    ['an hour', 'latency', { latency: interval('time', { max: 3_600_000 }) }],
    ['minutes', 'latency', { latency: levelOnly('minutes') }],
    ['Kafka', 'skills', { ecosystem: setOf(['kafka']), skills: setOf(['kafka']) }],
  ])('takes "%s" as the answer about %s', (text, asked, requirements) => {
    expect(read(text, asked).requirements).toEqual(requirements);
  });

  it('takes nothing from a question about what an engine can do', () => {
    expect(read('can Spark do 100 ms with 2 TB of state?')).toMatchObject({
      requirements: {},
      intent: 'question',
    });
  });

  it('takes the workload from a question for advice', () => {
    expect(read('what should we use for 5k events/s within 200 ms?').requirements).toEqual({
      latency: interval('time', { max: 200 }),
      throughput: interval('events-per-second', { approx: 5000 }),
    });
  });
});
