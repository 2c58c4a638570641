import { describe, expect, it } from 'vitest';
import { understand } from '../../src/understanding/understand.ts';
import { knowledge } from './read-knowledge.ts';

const twoPaths = (text: string): unknown =>
  understand(text, { asked: null, prior: {} }, knowledge).requirements['twoPaths'] ?? null;

describe('two consumers with different freshness', () => {
  it.each([
    'The pricing engine needs offers within 80 ms, while controlling only reads an hourly table.',
    'Alerts have to fire in 200 ms. Reporting is happy with a refresh every 6 hours.',
  ])('are inferred from "%s"', (text) => {
    expect(twoPaths(text)).toEqual({ kind: 'flag', value: true });
  });

  it.each([
    'Results within 2 seconds, 5 at the very most.',
    'Answers in 50 ms, we keep the raw events for 30 days.',
    'Scores in 50 ms, counted over the last 24 hours per card.',
    'I said an hour, scratch that: 200 ms.',
    'Everything within 300 ms.',
    'Scores in 150 ms, and the same code must also run nightly over the history.',
  ])('are not read into "%s"', (text) => {
    expect(twoPaths(text)).toBeNull();
  });

  it('keeps the strictest of the two as the latency', () => {
    const text = 'Alerts have to fire in 200 ms. Reporting is happy with a refresh every 6 hours.';

    const { latency } = understand(text, { asked: null, prior: {} }, knowledge).requirements;

    expect(latency).toMatchObject({ amounts: { time: { max: 200 } } });
  });
});
