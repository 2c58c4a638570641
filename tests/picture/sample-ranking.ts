import type { RankedView, ReasonView } from '../../src/conversation/views.ts';

export function reason(points: number, about?: readonly string[], rule = 'a-rule'): ReasonView {
  return {
    text: 'Because.',
    points,
    rule,
    house: false,
    links: [],
    ...(about === undefined ? {} : { about }),
  };
}

export function ranked(
  name: string,
  score: number,
  reasons: readonly ReasonView[],
  excluded: string | null = null,
): RankedView {
  return { name, engine: 'x', mode: null, score, excluded, reasons };
}

/** A pick, a rival with as much against as for it, one that nothing speaks about, and one that is ruled out. */
export const RANKING: readonly RankedView[] = [
  ranked('Alpha', 7.5, [reason(5, ['State size']), reason(2.5, ['Latency'])]),
  ranked('Beta Structured Streaming (real-time mode)', -1, [
    reason(2, ['Latency']),
    reason(-3, ['State size']),
  ]),
  ranked('Gamma', 0, []),
  ranked(
    'Delta (micro-batch)',
    -9,
    [reason(-9, ['Latency'])],
    'It plans each batch first, so <10 ms & less is out of reach.',
  ),
];

export const PICTURE = {
  headline: 'Recommended: Alpha (strong)',
  ranking: RANKING,
  date: '2026-11-28',
  knowledge: 'abc123',
};
