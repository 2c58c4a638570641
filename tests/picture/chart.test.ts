import { createRequire } from 'node:module';
import { Resvg } from '@resvg/resvg-js';
import { describe, expect, it } from 'vitest';
import { altText } from '../../src/picture/alt-text.ts';
import { chartSvg } from '../../src/picture/chart-svg.ts';
import { chartOf, OTHER } from '../../src/picture/contributions.ts';
import { createDrawingThread } from '../../src/picture/drawing-thread.ts';
import { points } from '../../src/picture/numbers.ts';
import { chartPng } from '../../src/picture/render-png.ts';
import { text } from '../../src/picture/svg.ts';
import { fitted, textWidth, wrapped } from '../../src/picture/text-width.ts';
import { PICTURE, RANKING, ranked, reason } from './sample-ranking.ts';

/** Texts of a picture in the order in which they are drawn. */
function words(svg: string): string[] {
  return [...svg.matchAll(/<text [^>]*>([^<]*)<\/text>/g)].map(([, content = '']) => content);
}

/** A picture takes a tenth of a second; a busy machine may need far more. */
const TIMEOUT = 60_000;

describe('the chart', { timeout: TIMEOUT }, () => {
  it('shows every candidate in the order of the ranking, with its sum, or why it is ruled out', () => {
    const shown = words(chartSvg(PICTURE));

    expect(shown).toEqual([
      'Recommended: Alpha (strong)',
      'Points for and, striped, against each; the diamond marks the sum',
      'Alpha',
      'A +5',
      'B +2.5',
      '+7.5',
      'Beta Structured',
      'Streaming',
      'real-time mode',
      'B +2',
      'A −3',
      '−1',
      'Gamma',
      'nothing for or against',
      '0',
      'Delta',
      'micro-batch',
      'Ruled out: It plans each batch first, so &lt;10 ms &amp; less is out of',
      'reach.',
      'A',
      'State size',
      'B',
      'Latency',
      'streamchoice, 2026-11-28, knowledge abc123',
    ]);
  });

  it('stripes what counts against and nothing else', () => {
    const losses = RANKING.filter(({ excluded }) => excluded === null).flatMap(({ reasons }) =>
      reasons.filter(({ points: own }) => own < 0),
    );

    expect(chartSvg(PICTURE).split('fill="url(#hatch)"')).toHaveLength(losses.length + 1);
  });

  it('is one picture for one view: the same bytes, whoever draws it, and once drawn not drawn again', async () => {
    const first = await chartPng(PICTURE);
    const elsewhere = createDrawingThread(new URL('../../src/picture/png-worker.ts', import.meta.url));
    const second = await elsewhere.draw(chartSvg(structuredClone(PICTURE)));

    expect(first.equals(second)).toBe(true);
    expect(await chartPng(structuredClone(PICTURE))).toBe(first);
    expect([first.readUInt32BE(16), first.subarray(1, 4).toString()]).toEqual([1_200, 'PNG']);
  });

  it('is another picture for another view', async () => {
    const other = { ...PICTURE, ranking: RANKING.toReversed() };

    expect((await chartPng(other)).equals(await chartPng(PICTURE))).toBe(false);
  });

  it.each([
    ['markup', '<script>"&'],
    ['control characters', 'a\u0000b\u001f'],
    ['half a character', '\ud800'],
    ['right to left', '\u202eabc\u202c שלום'],
    ['a very long name', 'Streaming '.repeat(400)],
    ['one long word', 'x'.repeat(5_000)],
  ])('takes names with %s', async (_what, name) => {
    const view = { ...PICTURE, headline: name, ranking: [ranked(name, 1, [reason(1, [name])], null)] };

    const png = await chartPng(view);

    expect(png.subarray(1, 4).toString()).toBe('PNG');
  });

  it('takes a ranking without any points', async () => {
    expect(words(chartSvg({ ...PICTURE, ranking: [ranked('Alone', 0, [])] }))).toContain(
      'nothing for or against',
    );
    expect(words(chartSvg({ ...PICTURE, ranking: [] }))).toContain(PICTURE.headline);
  });
});

describe('contributions', () => {
  it('go together by subject, apart by sign, the largest first', () => {
    const one = ranked('A', 2, [reason(1, ['X']), reason(3, ['Y']), reason(0.5, ['X']), reason(-2.5, ['X'])]);

    const [row] = chartOf([one]).rows;

    expect(row?.gains).toEqual([
      { subject: 'Y', points: 3 },
      { subject: 'X', points: 1.5 },
    ]);
    expect(row?.losses).toEqual([{ subject: 'X', points: -2.5 }]);
  });

  it('are at most seven subjects; the lightest are taken together and no point is lost', () => {
    const reasons = Array.from({ length: 10 }, (_, at) => reason(10 - at, [`S${at}`]));

    const { rows, subjects } = chartOf([ranked('A', 55, reasons)]);

    expect(subjects).toEqual(['S0', 'S1', 'S2', 'S3', 'S4', 'S5', OTHER]);
    expect(rows[0]?.gains.reduce((sum, piece) => sum + piece.points, 0)).toBe(55);
  });

  it.each([
    [['Latency'], 'Latency'],
    [['Latency', 'State size'], 'Latency + state size'],
    [['Latency', 'State size', 'Skills'], 'Latency + 2 more'],
    [[], 'In any case'],
    [undefined, 'a rule'],
  ])('about %j are called "%s"', (about, subject) => {
    expect(chartOf([ranked('A', 1, [reason(1, about)])]).subjects).toEqual([subject]);
  });
});

describe('the alternative text', () => {
  it('says all that the picture shows', () => {
    expect(altText(PICTURE)).toBe(
      'Chart of the ranking. Recommended: Alpha (strong). 1. Alpha: +7.5 (State size +5, Latency +2.5). ' +
        '2. Beta Structured Streaming (real-time mode): −1 (Latency +2, State size −3). 3. Gamma: 0. ' +
        '4. Delta (micro-batch): ruled out. It plans each batch first, so <10 ms & less is out of reach.',
    );
  });

  it('stays within the limit of Slack and says where the rest is', () => {
    const many = Array.from({ length: 100 }, (_, at) => ranked(`Engine ${at}`, 1, [reason(1, ['Latency'])]));

    const long = altText({ headline: 'x', ranking: many });

    expect(long.length).toBeLessThanOrEqual(2_000);
    expect(long).toMatch(/ The rest is in the text\.$/);
  });
});

describe('the width of texts', () => {
  const require = createRequire(import.meta.url);
  const font = {
    fontFiles: [400, 600].map((weight) =>
      require.resolve(
        `@expo-google-fonts/inter/${weight === 400 ? '400Regular/Inter_400Regular' : '600SemiBold/Inter_600SemiBold'}.ttf`,
      ),
    ),
    loadSystemFonts: false,
    defaultFontFamily: 'Inter',
  };
  const drawn = (content: string, weight: 400 | 600): number => {
    const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="4000" height="99" font-family="Inter">${text(0, 50, content, { size: 30, fill: '#000', weight })}</svg>`;
    return new Resvg(svg, { font }).getBBox()?.width ?? 0;
  };

  it.each([
    ['Spark Structured Streaming (real-time mode)', 400],
    ['Recommended: Apache Flink (strong)', 600],
    ['A +3.25 −0.5 & 100 ms; 99 %', 400],
    ['ÄÖÜ Ελληνικά Привет', 600],
  ] as const)('of "%s" is no narrower than it is drawn', (content, weight) => {
    const width = textWidth(content, 30, weight);

    expect(width).toBeGreaterThanOrEqual(drawn(content, weight));
    expect(width).toBeLessThan(drawn(content, weight) * 1.35);
  });

  it('cuts with an ellipsis, never in the middle of a character', () => {
    const cut = fitted('👩‍👩‍👧‍👦👩‍👩‍👧‍👦👩‍👩‍👧‍👦', 20, 150);

    expect(cut).toBe('👩‍👩‍👧‍👦…');
    expect(fitted('short', 20, 200)).toBe('short');
  });

  it('breaks between words and ends the last line with an ellipsis', () => {
    expect(wrapped('Two engines side by side', 29, 300, 2)).toEqual(['Two engines side by', 'side']);
    expect(wrapped('one two three four five six', 30, 120, 2)).toEqual(['one two', 'three f…']);
  });
});

it.each([
  [3.5, '+3.5'],
  [-0.25, '−0.25'],
  [0, '0'],
  [-0.001, '0'],
  [1 / 3, '+0.33'],
])('%f points are written %s', (value, written) => {
  expect(points(value)).toBe(written);
});
