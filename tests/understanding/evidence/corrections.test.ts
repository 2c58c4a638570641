import { describe, expect, it } from 'vitest';
import { interval, type Requirements, setOf } from '../../../src/knowledge/requirements.ts';
import { read } from '../read-knowledge.ts';

const HOUR_MS = 3_600_000;
const latency = (max: number): Requirements => ({ latency: interval('time', { max }) });
const rate = (approx: number): Requirements => ({ throughput: interval('events-per-second', { approx }) });

describe('a correction beside what was known', () => {
  it.each([
    ['oops, 20 seconds not 2', latency(2000), latency(20_000)],
    ['minutes, not seconds', latency(90_000), latency(90 * 60_000)],
    ['I meant hours', latency(2 * 60_000), latency(2 * HOUR_MS)],
    ['make it 30', latency(2 * 60_000), latency(30 * 60_000)],
    ['make it 2', latency(90_000), latency(2000)],
    ['not 5, 15', latency(5 * 60_000), latency(15 * 60_000)],
    ['double that', latency(500), latency(1000)],
    ['half of that', rate(40_000), rate(20_000)],
    ['ten times more', rate(3000), rate(30_000)],
    ['40k, not 4k', rate(4000), rate(40_000)],
    ['make it 3 million', rate(2e6 / 60), rate(3e6 / 60)],
  ])('"%s" changes the number known', (text, prior, expected) => {
    expect(read(text, null, prior)).toMatchObject({ requirements: expected, intent: 'correction' });
  });

  it('changes the requirement that is named when several are known', () => {
    const prior = { ...latency(2000), stateSize: interval('bytes', { approx: 5e9 }) };

    expect(read('double the state', null, prior).requirements).toEqual({
      stateSize: interval('bytes', { approx: 10e9 }),
    });
  });

  it('changes nothing when it could mean several', () => {
    const prior = { ...latency(2000), ...rate(100) };

    expect(read('make it 30', null, prior).requirements).toEqual({});
  });

  it('changes nothing when nothing is known', () => {
    expect(read('make it 30').requirements).toEqual({});
  });
});

describe('taking back', () => {
  const prior: Requirements = {
    ...latency(2000),
    skills: setOf(['java', 'scala']),
    exactlyOnce: { kind: 'flag', value: true },
  };

  it.each([
    ['scratch the Scala part', [{ criterion: 'skills', items: ['scala'] }], { skills: setOf(['java']) }],
    ['forget the latency', [{ criterion: 'latency', items: [] }], {}],
    [
      'drop exactly once',
      [{ criterion: 'exactlyOnce', items: [] }],
      { exactlyOnce: { kind: 'flag', value: false } },
    ],
  ])('"%s" removes it and tells what is left', (text, removed, requirements) => {
    expect(read(text, null, prior)).toMatchObject({ removed, requirements, intent: 'correction' });
  });

  it('names the items known before that are now refused', () => {
    const { requirements, removed } = read('the team is Java, not Scala', null, prior);

    expect({ requirements, removed }).toEqual({
      requirements: { skills: setOf(['java'], ['scala']) },
      removed: [{ criterion: 'skills', items: ['scala'] }],
    });
  });

  it('within one text lets the later value hold', () => {
    expect(read('50 GB... no, 500 GB', 'stateSize').requirements).toEqual({
      stateSize: interval('bytes', { approx: 500e9 }),
    });
    expect(read('I said 100 ms before, scratch that: 10 seconds').requirements).toEqual(latency(10_000));
  });

  it('of a value to set anew is no removal', () => {
    expect(read('drop the latency to 50 ms', null, prior)).toMatchObject({
      removed: [],
      requirements: latency(50),
    });
  });
});
