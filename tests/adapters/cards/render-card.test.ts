import { describe, expect, it } from 'vitest';
import type { CardElement } from '../../../src/adapters/cards/card-json.ts';
import { cardBytes, MAX_CARD_BYTES } from '../../../src/adapters/cards/fit.ts';
import { readPress } from '../../../src/adapters/cards/press-data.ts';
import { renderCard } from '../../../src/adapters/cards/render-card.ts';
import type { View } from '../../../src/conversation/views.ts';
import { actionsOf, elementsOf, houseFindings, parserFindings } from './card-findings.ts';
import {
  agreement,
  clash,
  ends,
  fromExample,
  multiQuestion,
  noAnswer,
  noWay,
  question,
  recommendation,
  ruleComparison,
  SAMPLES,
  topicComparison,
  understood,
  whyNot,
} from './sample-views.ts';
import { swell } from './swell.ts';

const CONTEXT = { conversation: 'c-1', slot: 'q2' };
const VIEWS = Object.entries(SAMPLES);

/** Texts that grow most when they are escaped or encoded, in several lengths. */
const HOSTILE: readonly (readonly [string, string])[] = [
  ['backslashes', '\\'.repeat(6000)],
  ['marks', '*_[x](javascript:alert(1))`~<b>{{DATE(2020-01-01T00:00:00Z)}}'.repeat(120)],
  ['emoji', '\u{1f469}\u200d\u{1f680}'.repeat(1500)],
  ['one long word', 'x'.repeat(9000)],
  ['spaces', `${' '.repeat(5000)}.`],
  ['control and direction characters', '\u0000\u0007\u202e\u2066abc\n\n\n'.repeat(50)],
];
const EXTREMES = VIEWS.flatMap(([name, view]) =>
  HOSTILE.map(([kind, words]) => [name, kind, swell(view, words, 8)] as const),
);

describe.each(VIEWS)('the card of a view: %s', (_, view) => {
  const card = renderCard(view, CONTEXT);

  it('is taken by the parser without objections', () => {
    expect([...parserFindings(card), ...houseFindings(card)]).toEqual([]);
  });

  it('is small, complete in words, and wide only where there is much to read', () => {
    expect(cardBytes(card)).toBeLessThan(MAX_CARD_BYTES / 2);
    expect(card).toMatchObject({ type: 'AdaptiveCard', version: '1.5', lang: 'en' });
    expect(card.msteams).toEqual(
      ['recommendation', 'shared', 'comparison'].includes(view.kind) ? { width: 'Full' } : undefined,
    );
  });

  it('gives back exactly the presses that the view offers', () => {
    const offered = JSON.stringify(view).match(/"(?:action|submit)":"[^"]+"/g) ?? [];
    const presses = actionsOf(card).flatMap((one) =>
      one.type === 'Action.Submit' ? [readPress(one.data)] : [],
    );

    for (const press of presses) {
      expect(press).toMatchObject({ kind: 'press', conversation: 'c-1' });
      expect(offered.join()).toContain(press.kind === 'press' ? `:"${press.action}"` : 'never');
    }
  });
});

describe('views out of all proportion', () => {
  it.each(EXTREMES)('%s full of %s stays valid and under 25 KB', (_name, _kind, view: View) => {
    const card = renderCard(view, CONTEXT);

    expect(parserFindings(card)).toEqual([]);
    expect(cardBytes(card)).toBeLessThanOrEqual(MAX_CARD_BYTES);
    expect(actionsOf(card).every((one) => one.title.length <= 60)).toBe(true);
  });

  it('say what they left out', () => {
    const card = renderCard(swell(understood, 'x'.repeat(3000), 10), CONTEXT);

    expect(elementsOf(card.body).at(-1)).toMatchObject({ type: 'TextBlock', text: 'and 28 more' });
  });
});

describe('a question', () => {
  it('shows its choices as buttons, six a row, and the other ways out below a line', () => {
    const rows = elementsOf(renderCard({ ...question, choices: manyChoices(8) }, CONTEXT).body).filter(
      (element) => element.type === 'ActionSet',
    );

    expect(
      rows.map(({ actions, separator = false }) => [actions.map(({ title }) => title), separator]),
    ).toEqual([
      [['1', '2', '3', '4', '5', '6'], false],
      [['7', '8'], false],
      [["Don't know", 'Skip', 'Back', 'Why this question?', 'Recommend now'], true],
    ]);
  });

  it('with several answers is a labelled set of boxes that only its own button checks', () => {
    const card = renderCard(multiQuestion, CONTEXT);
    const input = elementsOf(card.body).find((element) => element.type === 'Input.ChoiceSet');

    expect(input).toMatchObject({
      id: 'values',
      label: 'Choose all that apply',
      isMultiSelect: true,
      isRequired: true,
    });
    expect(input?.choices.at(-1)).toEqual({ title: 'C, C++', value: 'c%2C%20c%2B%2B' });
    expect(
      actionsOf(card).map((one) => (one.type === 'Action.Submit' ? [one.title, one.associatedInputs] : [])),
    ).toEqual([
      ['Send answer', 'auto'],
      ["Don't know", 'none'],
      ['Skip', 'none'],
      ['Back', 'none'],
      ['Why this question?', 'none'],
      ['Recommend now', 'none'],
    ]);
  });
});

describe('a recommendation', () => {
  it('shows reasons for and against at once and folds the rest', () => {
    const { body } = renderCard(recommendation, CONTEXT);
    const headings = body.flatMap((one) =>
      one.type === 'TextBlock' && one.style === 'heading' ? [one.text] : [],
    );
    const foldedIds = body.flatMap((one) => (one.isVisible === false ? [one.id] : []));

    expect(headings).toEqual(['Why', 'What speaks against it', 'What would change it']);
    expect(foldedIds).toEqual(['q2-requirements', 'q2-ranking', 'q2-links']);
  });

  it('marks house rules and vendors, signs points, and links the sources', () => {
    const texts = elementsOf(renderCard(recommendation, CONTEXT).body).flatMap((one) =>
      one.type === 'TextBlock' ? [one.text] : [],
    );

    expect(texts).toEqual(
      expect.arrayContaining([
        '**+2.5**  Results leave as soon as an event arrives, so 100 ms is well within reach.',
        'Our platform team runs no such cluster yet. (house rule)',
        '**−0.5**  Our platform team runs no such cluster yet. (house rule)',
        'Spark Structured Streaming (micro-batch): out of the question',
        'Kafka Streams: 3',
        '[Real-time mode: what it covers](https://www.example.com/blog/real-time-mode_%28overview%29) (Example vendor, vendor)',
      ]),
    );
  });

  it('carries what the platform adds for sharing above the date', () => {
    const sharing = [{ type: 'TextBlock', text: 'picker', wrap: true }] as const;
    const { body } = renderCard(recommendation, { ...CONTEXT, sharing });

    expect(body.at(-2)).toBe(sharing[0]);
  });
});

describe('a recommendation with everything', () => {
  it('shows both ends of a range at once and folds what to do next', () => {
    const { body } = renderCard(ends, CONTEXT);

    expect(textsOf(body)).toContain('Latency: at 100 ms **Apache Flink**, at 2 s **Kafka Streams**');
    const steps = body.find((one) => one.id === 'q2-steps');
    expect(steps?.isVisible).toBe(false);
    expect(textsOf(steps === undefined ? [] : [steps])).toEqual([
      'To test first: Sequences of events are part of the engine.',
      '**Build:** The hardest pattern over a replayed day.',
      '**Measure:** Matches against a reference, e.g. count(\\*) per hour.',
      '**Passed when:** At most 100 ms, and none missing.',
      '**Main risk:** State without a time bound grows.',
      '**Watch:** Checkpoints that fail; Lag that grows',
      expect.stringContaining('[Event Processing (CEP)]('),
    ]);
  });
});

describe('a comparison', () => {
  const tableOf = (view: View) =>
    elementsOf(renderCard(view, CONTEXT).body).flatMap((one) =>
      one.type === 'Table' ? one.rows.map((row) => row.cells.map((cell) => textsOf(cell.items))) : [],
    );

  it('of rules has points, a reason that holds for the row, and the sums', () => {
    expect(tableOf(ruleComparison)).toEqual([
      [['What'], ['Apache Flink'], ['Kafka Streams'], ['Why']],
      [
        ['Latency'],
        ['+3'],
        ['ruled out'],
        [
          'Both handle each event as it arrives; only one flushes at once. (house rule)',
          expect.stringContaining('[State Backends]('),
        ],
      ],
      [['In all'], ['7.5'], ['−1.25'], []],
    ]);
  });

  it('on a topic has a sentence, what it holds for and a source in each cell', () => {
    expect(tableOf(topicComparison)).toEqual([
      [['What'], ['Apache Flink'], ['Kafka Streams']],
      [
        ['State management'],
        [
          'State lives on **local disk**.',
          'Flink 2.x, checked 2026-11-22',
          expect.stringContaining('[State Backends]('),
        ],
        ['The knowledge base says nothing on this.'],
      ],
    ]);
  });

  it('without rows says why in words', () => {
    const card = renderCard({ ...ruleComparison, rows: [], note: 'Nothing sets them apart.' }, CONTEXT);

    expect(textsOf(card.body)).toEqual([ruleComparison.title, 'Nothing sets them apart.']);
  });
});

it('"why not" has both sides and what would make it win, or that nothing would', () => {
  expect(textsOf(renderCard(whyNot, CONTEXT).body)).toEqual([
    'Kafka Streams is 4.5 points behind the pick, Apache Flink.',
    'Against it',
    'Counts against it (−1.5): replaying a changelog takes long.',
    expect.stringContaining('[State Backends]('),
    'For it',
    '**+0.5**  It needs no cluster.',
    expect.stringContaining('[Real-time mode'),
    'It would win with',
    'State size: at most 10 GB → **Kafka Streams**',
  ]);
  expect(textsOf(renderCard(noWay, CONTEXT).body)).toContain(noWay.noWay);
});

it.each([
  ['a question of who is right', clash],
  ['a note of who said what', agreement],
])('%s tells the people apart without their ids', (_name, view) => {
  const texts = textsOf(renderCard(view, CONTEXT).body);

  expect(texts).toEqual(
    expect.arrayContaining([
      'One of you: at most 100 ms → **Apache Flink**',
      expect.stringMatching(/^Another: at most 5 s → /),
    ]),
  );
  expect(texts.join()).not.toMatch(/U[12]/);
});

it('what an example filled in says that it is a starting point', () => {
  expect(textsOf(renderCard(fromExample, CONTEXT).body)[1]).toBe(
    'From the example "Fraud": a starting point.',
  );
});

it('an answer that is missing says so and offers the nearest topics', () => {
  const card = renderCard(noAnswer, CONTEXT);

  expect(card.body).toEqual([
    { type: 'TextBlock', wrap: true, text: noAnswer.text },
    {
      type: 'ActionSet',
      spacing: 'medium',
      actions: [
        {
          type: 'Action.Submit',
          title: 'Cost',
          associatedInputs: 'none',
          data: { conversation: 'c-1', action: 'ask:cost' },
        },
      ],
    },
  ]);
});

function textsOf(elements: readonly CardElement[]): string[] {
  return elementsOf(elements).flatMap((one) => (one.type === 'TextBlock' ? [one.text] : []));
}

function manyChoices(count: number) {
  return Array.from({ length: count }, (_, index) => {
    const label = String(index + 1);
    return { label, action: `answer:q2:${label}`, value: label };
  });
}
