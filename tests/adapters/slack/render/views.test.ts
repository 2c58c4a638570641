import { describe, expect, it } from 'vitest';
import { countParts, renderView } from '../../../../src/adapters/slack/render/view.ts';
import type { View } from '../../../../src/conversation/views.ts';
import {
  answer,
  answered,
  choices,
  comparison,
  item,
  note,
  question,
  reason,
  recommendation,
  shared,
  status,
  understood,
  whatIf,
  whyNot,
} from '../sample-views.ts';

const place = { conversation: 'conv-1', permalink: null };
const render = (view: View, permalink: string | null = null): ReturnType<typeof renderView> =>
  renderView(view, { ...place, permalink });

const section = (text: string): object => ({ type: 'section', expand: true, text: { type: 'mrkdwn', text } });
const context = (...texts: string[]): object => ({
  type: 'context',
  elements: texts.map((text) => ({ type: 'mrkdwn', text })),
});
const plain = (text: string): object => ({ type: 'plain_text', text, emoji: false });
const button = (number: number, label: string, action: string, style?: string): object => ({
  type: 'button',
  action_id: `press:${number}`,
  text: plain(label),
  value: `conv-1|${action}`,
  ...(style === undefined ? {} : { style }),
});
const actions = (...elements: object[]): object => ({ type: 'actions', elements });
const SOURCE = '<https://alpha.example/docs?a=1&amp;b=2|Alpha docs>';

describe('the status', () => {
  it('says where things stand and who asked', () => {
    expect(render(status())).toEqual({
      text: 'Question 1 of about 4',
      blocks: [
        section('*Question 1 of about 4*'),
        context('Stream processor choice for <@UANNA> · in progress'),
      ],
    });
  });

  it.each([
    ['recommended', 'recommended'],
    ['cancelled', 'cancelled'],
  ] as const)('names the stage %s', (stage, words) => {
    expect(render(status({ stage })).blocks[1]).toEqual(
      context(`Stream processor choice for <@UANNA> · ${words}`),
    );
  });

  it('shows a starter who is no Slack user as text', () => {
    expect(render(status({ startedBy: '<b>' })).blocks[1]).toEqual(
      context('Stream processor choice for &lt;b&gt; · in progress'),
    );
  });
});

describe('a question', () => {
  const intro = section('*Question 1 of about 4: Speed*\nHow fast must a result be there?');
  const foot = context('Or reply in your own words. Asked because: It separates Alpha from Beta.');

  it('of few choices has a button for each, then what else can be pressed', () => {
    expect(render(question())).toEqual({
      text: 'Question 1 of about 4: How fast?',
      blocks: [
        intro,
        actions(
          button(0, 'Choice 1', 'answer:q1:choice-1'),
          button(1, 'Choice 2', 'answer:q1:choice-2'),
          button(2, 'Choice 3', 'answer:q1:choice-3'),
        ),
        actions(button(3, "Don't know", 'dont-know:q1'), button(4, 'Skip', 'skip:q1')),
        foot,
      ],
    });
  });

  it('of five choices still has buttons, of six a menu', () => {
    const five = render(question({ choices: choices(5), controls: [] })).blocks[1];
    const six = render(question({ choices: choices(6), controls: [] })).blocks[1];

    expect(five).toMatchObject({ type: 'actions', elements: [{}, {}, {}, {}, {}] });
    expect(six).toEqual(
      actions({
        type: 'static_select',
        action_id: 'choose',
        placeholder: plain('Choose an answer'),
        options: choices(6).map(({ label, action }) => ({ text: plain(label), value: `conv-1|${action}` })),
      }),
    );
  });

  it('of many choices whose actions are too long for a menu keeps buttons', () => {
    const long = choices(7).map((choice) => ({ ...choice, action: `${choice.action}${'x'.repeat(160)}` }));

    expect(render(question({ choices: long, controls: [] })).blocks[1]).toMatchObject({
      elements: Array.from({ length: 7 }, () => ({ type: 'button' })),
    });
  });

  it('of several answers has a menu that waits for its button', () => {
    const { blocks } = render(question({ multi: true, choices: choices(2) }));

    expect(blocks).toEqual([
      intro,
      {
        type: 'input',
        optional: true,
        label: plain('Choose all that apply'),
        element: {
          type: 'multi_static_select',
          action_id: 'values',
          placeholder: plain('Speed'),
          options: [
            { text: plain('Choice 1'), value: 'choice-1' },
            { text: plain('Choice 2'), value: 'choice-2' },
          ],
        },
      },
      actions({ ...button(0, 'Send answer', 'answer-many:q1', 'primary'), action_id: 'submit' }),
      actions(button(2, "Don't know", 'dont-know:q1'), button(3, 'Skip', 'skip:q1')),
      foot,
    ]);
  });

  it.each([true, false])('without choices (multi: %s) is answered in words', (multi) => {
    expect(render(question({ multi, choices: [], controls: [] })).blocks).toEqual([intro, foot]);
  });

  it('says first what was not understood', () => {
    expect(render(question({ hint: 'I did not get "<fast>".' })).blocks.slice(0, 2)).toEqual([
      section('I did not get "&lt;fast&gt;".'),
      intro,
    ]);
  });
});

describe('an answered question', () => {
  it('is one line with one way to change it, and no dead buttons', () => {
    expect(render(answered())).toEqual({
      text: 'Speed: under a second',
      blocks: [
        {
          ...section('✓ *Speed:* under a second — <@UANNA>'),
          accessory: { ...button(0, 'Change', 'change:speed'), accessibility_label: 'Change Speed' },
        },
      ],
    });
  });

  it('names nobody when nobody is known, and may be final', () => {
    expect(render(answered({ by: '', controls: [] })).blocks).toEqual([section('✓ *Speed:* under a second')]);
  });

  it('puts further controls below', () => {
    const controls = ['Change', 'Why?'].map((label) => ({
      label,
      action: label,
      emphasis: 'plain' as const,
    }));

    expect(render(answered({ controls })).blocks).toEqual([
      {
        ...section('✓ *Speed:* under a second — <@UANNA>'),
        accessory: { ...button(0, 'Change', 'Change'), accessibility_label: 'Change Speed' },
      },
      actions(button(1, 'Why?', 'Why?')),
    ]);
  });
});

describe('what was understood', () => {
  it('is listed, marked where it was inferred, with buttons to fix it', () => {
    expect(render(understood())).toEqual({
      text: 'Understood: Speed: under a second',
      blocks: [
        section('*Understood*\n• Speed: *under a second*\n• Size: *under a second* _(inferred)_'),
        actions(button(0, 'Change Speed', 'change:Speed'), button(1, 'Change Size', 'change:Size')),
      ],
    });
  });

  it('has a menu to fix it when it is much', () => {
    const titles = ['A', 'B', 'C', 'D'];

    expect(render(understood(titles.map((title) => item(title)))).blocks[1]).toEqual(
      actions({
        type: 'static_select',
        action_id: 'choose',
        placeholder: plain('Change an item'),
        options: titles.map((title) => ({ text: plain(`Change ${title}`), value: `conv-1|change:${title}` })),
      }),
    );
  });
});

describe('the recommendation', () => {
  it('has the verdict, three reasons with sources, and the other side', () => {
    expect(render(recommendation())).toEqual({
      text: 'Recommended: Alpha (lean)\nBecause:\n- Alpha answers in milliseconds.',
      blocks: [
        { type: 'header', text: plain('Recommended: Alpha (lean)') },
        section('Alpha handles one event at a time.'),
        section(
          [
            '*Because*',
            `• Alpha answers in milliseconds. (${SOURCE})`,
            `• The team knows it. _(house rule)_ (${SOURCE})`,
            `• It is small. (${SOURCE})`,
          ].join('\n'),
        ),
        section(`*Against it*\n• It is harder to run. (${SOURCE})`),
        section('*What would change it*\n• Speed: minutes → Beta'),
        section('Without your house rules the pick is the same: Alpha.'),
        context(
          'No question still open can change the pick.',
          'The ranking, assumptions and next steps follow below.',
        ),
        actions(
          {
            type: 'button',
            action_id: 'post',
            text: plain('Post to channel'),
            value: 'conv-1|post',
            style: 'primary',
          },
          button(0, 'All reasons', 'explain'),
        ),
      ],
    });
  });

  it('goes on in a second message with the ranking and what it rests on', () => {
    const view = recommendation();

    const { text, blocks } = renderView(view, { conversation: 'conv-1', permalink: null }, 2);

    expect(countParts(view)).toBe(2);
    expect(blocks.map(({ type }) => type)).toEqual(['section', 'table', 'section', 'section', 'context']);
    expect(blocks.slice(2)).toEqual([
      section('*Rests on*\n• Speed: *under a second*\n• Size: *under a second* _(inferred)_'),
      section('*Assumptions*\n• Not said, so it counts neither way: cost.'),
      context('Sources: <https://alpha.example/more|Alpha &amp; friends>', 'As of 2026-11-22 · knowledge k1'),
    ]);
    expect(text).toContain('Alpha\n7\nAlpha answers in milliseconds.');
  });

  it('has thumbs under it, with words for who cannot see them', () => {
    const feedback = {
      up: { label: 'Helpful', action: 'feedback:v1:up', emphasis: 'plain' as const },
      down: { label: 'Not helpful', action: 'feedback:v1:down', emphasis: 'plain' as const },
    };

    expect(render(recommendation({ feedback })).blocks.at(-1)).toEqual({
      type: 'context_actions',
      elements: [
        {
          type: 'feedback_buttons',
          action_id: 'feedback',
          positive_button: {
            text: plain('Helpful'),
            value: 'conv-1|feedback:v1:up',
            accessibility_label: 'Vote that this was helpful',
          },
          negative_button: {
            text: plain('Not helpful'),
            value: 'conv-1|feedback:v1:down',
            accessibility_label: 'Vote that this was not helpful',
          },
        },
      ],
    });
  });

  it('leaves out what there is nothing to say about', () => {
    const bare = recommendation({
      summary: '',
      reasons: [],
      against: [],
      wouldChange: [],
      requirements: [],
      assumptions: [],
      links: [],
      withoutHouseRules: null,
      controls: [],
    });

    expect(render(bare).blocks.map((block) => block.type)).toEqual(['header', 'context', 'actions']);
  });

  it('names two sources of a reason at most, and none that is not on the web', () => {
    const links = ['https://a.example/', 'javascript:alert(1)', 'https://c.example/'].map((url, at) => ({
      title: `Source ${at}`,
      url,
      publisher: 'x',
      kind: 'article' as const,
    }));

    expect(render(recommendation({ reasons: [reason('Because.', { links })] })).blocks[2]).toEqual(
      section('*Because*\n• Because. (<https://a.example/|Source 0>, Source 1)'),
    );
  });
});

describe('an answer', () => {
  it('has the passage, its sources and what it holds for', () => {
    expect(render(answer())).toEqual({
      text: 'Checkpoints\nAlpha writes its state every minute.',
      blocks: [
        context('"chekpoint" read as "checkpoint"'),
        section('*Checkpoints*\nAlpha writes its state every minute.\nIt is restored after a crash.'),
        context(SOURCE, 'Holds for Alpha 2.x, checked 2026-11-01'),
      ],
    });
  });

  it('shows Markdown of the knowledge base as Slack does', () => {
    const rest = '# Kinds\n- **full**: all & more\n- _light_: `a -> b`';
    const passages = answer().passages.map((passage) => ({ ...passage, lead: 'Two kinds.', rest }));

    expect(render(answer({ passages, corrections: [] })).blocks[0]).toEqual(
      section('*Checkpoints*\nTwo kinds.\n*Kinds*\n• *full*: all &amp; more\n• _light_: `a -&gt; b`'),
    );
  });

  it('says when it is contested', () => {
    const passages = answer().passages.map((passage) => ({ ...passage, contested: 'Beta disagrees.' }));

    expect(render(answer({ passages, corrections: [] })).blocks[1]).toEqual(
      context('Contested: Beta disagrees.', SOURCE, 'Holds for Alpha 2.x, checked 2026-11-01'),
    );
  });

  it('that is none says so and offers the nearest topics', () => {
    const none = answer({
      text: 'No answer to that.',
      answered: false,
      passages: [],
      corrections: [],
      suggestions: [{ label: 'Windows', action: 'ask:windows', emphasis: 'plain' }],
    });

    expect(render(none).blocks).toEqual([
      section('No answer to that.'),
      actions(button(0, 'Windows', 'ask:windows')),
    ]);
  });
});

describe('a what-if', () => {
  it('shows what would change', () => {
    expect(render(whatIf()).blocks).toEqual([
      section('*What if:* Speed: minutes\nAlpha → *Beta*'),
      section(`*Because*\n• Beta is simpler. (${SOURCE})`),
      actions(button(0, 'Adopt this change', 'adopt', 'primary')),
    ]);
  });

  it('says when nothing would', () => {
    expect(render(whatIf({ changed: false, after: 'Alpha', reasons: [], controls: [] })).blocks).toEqual([
      section('*What if:* Speed: minutes\nstill *Alpha*'),
    ]);
  });
});

describe('a shared recommendation', () => {
  it('is compact, names who shared it and leads back', () => {
    expect(render(shared({ note: 'For Monday.' }), 'https://fake.slack.com/p1').blocks).toEqual([
      { type: 'header', text: plain('Recommended: Alpha (lean)') },
      section('For Monday.'),
      section(`*Because*\n• Alpha answers in milliseconds. (${SOURCE})`),
      section('*What would change it*\n• Speed: minutes → Beta'),
      section('*Requirements*\n• Speed: *under a second*'),
      context(
        'Shared by <@UANNA>',
        '<https://fake.slack.com/p1|Open the conversation>',
        'As of 2026-11-22 · knowledge k1',
      ),
      actions({
        type: 'button',
        action_id: 'unshare',
        text: plain('Remove'),
        value: 'conv-1|unshare',
        accessibility_label: 'Remove this recommendation; only for who shared it',
      }),
    ]);
  });

  it('does without note and way back', () => {
    const types = render(shared()).blocks.map((block) => block.type);

    expect(types).toEqual(['header', 'section', 'section', 'section', 'context', 'actions']);
  });
});

it('a note has a title, its lines and its controls', () => {
  const controls = [{ label: 'Start over', action: 'restart', emphasis: 'danger' as const }];

  expect(render(note({ controls }))).toEqual({
    text: 'Help\nJust write.',
    blocks: [section('*Help*\nJust write.'), actions(button(0, 'Start over', 'restart', 'danger'))],
  });
});

describe('a comparison', () => {
  const text = (words: string, bold = false): object => ({
    type: 'text',
    text: words,
    ...(bold ? { style: { bold: true } } : {}),
  });
  const link = { type: 'link', url: 'https://alpha.example/docs?a=1&b=2', text: 'Alpha docs' };
  const cell = (...elements: object[]): object => ({
    type: 'rich_text',
    elements: [{ type: 'rich_text_section', elements }],
  });
  const wrapped = (columns: number): object[] =>
    Array.from({ length: columns }, () => ({ is_wrapped: true }));

  it('of rules is a table of points with a reason for each row and the sums below', () => {
    expect(render(comparison())).toEqual({
      text: 'Alpha and Beta, for this workload\nSpeed: Alpha +3; Beta 0',
      blocks: [
        section('*Alpha and Beta, for this workload*'),
        {
          type: 'table',
          column_settings: wrapped(4),
          rows: [
            ['What', 'Alpha', 'Beta', 'Why'].map((name) => cell(text(name, true))),
            [
              cell(text('Speed', true)),
              cell(text('+3')),
              cell(text('0')),
              cell(text('Alpha & friends answer in milliseconds. (house rule)'), text(' '), link),
            ],
            [cell(text('In all', true)), cell(text('7', true)), cell(text('2.5', true)), cell(text(' '))],
          ],
        },
        context('One rule that treats them alike is left out.'),
        actions(button(0, 'Show all rows', 'compare-all:alpha,beta')),
      ],
    });
  });

  it('on a topic has sentences with what they hold for and their source', () => {
    const columns = comparison().columns.map((column) => ({ ...column, score: null }));
    const cells = [
      { text: 'Alpha keeps it on disk.', holds: 'Alpha 2.x', links: reason().links },
      { text: 'Nothing is known.', holds: null, links: [] },
    ];
    const rows = [{ title: 'State', because: null, house: false, links: [], cells }];

    expect(render(comparison({ columns, rows, note: null, controls: [] })).blocks.slice(1)).toEqual([
      {
        type: 'table',
        column_settings: wrapped(3),
        rows: [
          ['What', 'Alpha', 'Beta'].map((name) => cell(text(name, true))),
          [
            cell(text('State', true)),
            cell(text('Alpha keeps it on disk. (Alpha 2.x)'), text(' '), link),
            cell(text('Nothing is known.')),
          ],
        ],
      },
    ]);
  });

  it('without rows says why in words', () => {
    expect(render(comparison({ rows: [], note: 'Nothing sets them apart.', controls: [] })).blocks).toEqual([
      section('*Alpha and Beta, for this workload*'),
      context('Nothing sets them apart.'),
    ]);
  });

  it('of more rows than a table takes goes on in further messages, and says how many rows are left out', () => {
    const rows = Array.from({ length: 120 }, () =>
      comparison().rows.map((row) => ({ ...row, because: 'x'.repeat(300) })),
    ).flat();
    const view = comparison({ rows, note: null, controls: [] });

    const parts = Array.from(
      { length: countParts(view) },
      (_, at) => renderView(view, { conversation: 'conv-1', permalink: null }, at + 1).blocks,
    );

    const tables = parts.flat().flatMap((block) => (block.type === 'table' ? [block.rows.length - 1] : []));
    expect(tables).toHaveLength(3);
    const left = 120 - (tables.reduce((sum, count) => sum + count, 0) - 1);
    expect(left).toBeGreaterThan(10);
    expect(parts.at(-1)?.at(-1)).toEqual(context(`${left} more rows do not fit; ask for fewer at once.`));
  });
});

describe('"why not"', () => {
  it('has both sides and what would make it win', () => {
    expect(render(whyNot()).blocks).toEqual([
      section('*Beta is 4.5 points behind the pick, Alpha.*'),
      section(`*Against it*\n• Counts against it (−1): it is slow. (${SOURCE})`),
      section(`*For it*\n• Beta is simpler. (${SOURCE})`),
      section('*It would win with*\n• Speed: minutes → Beta'),
      actions(button(0, 'Compare the two', 'compare:beta,alpha')),
    ]);
  });

  it('says when nothing would', () => {
    const view = whyNot({
      wouldWin: [],
      noWay: 'No change was found.',
      supports: [],
      against: [],
      controls: [],
    });

    expect(render(view).blocks).toEqual([
      section('*Beta is 4.5 points behind the pick, Alpha.*'),
      section('No change was found.'),
    ]);
  });
});

describe('what several people said', () => {
  const positions = [
    { by: 'UANNA', value: 'under <1 s', pick: 'Alpha' },
    { by: 'UBEN', value: 'minutes', pick: 'Beta' },
  ];
  const list = '• <@UANNA>: *under &lt;1 s* → Alpha\n• <@UBEN>: *minutes* → Beta';

  it('is shown with mentions in the question of which holds, in its notification too', () => {
    const view = question({
      positions,
      text: 'Which?\n- UANNA: under 1 s -> Alpha\n- UBEN: minutes -> Beta',
    });

    const { text, blocks } = render(view);

    expect(text).toBe('Which?\n- <@UANNA>: under 1 s -&gt; Alpha\n- <@UBEN>: minutes -&gt; Beta');
    expect(blocks[1]).toEqual(section(list));
  });

  it('is shown with mentions in a note, before its lines', () => {
    expect(render(note({ positions })).blocks).toEqual([section(`*Help*\n${list}\nJust write.`)]);
  });

  it('mentions nobody who is no Slack user', () => {
    const strange = [{ by: '<!channel>', value: 'x', pick: 'Alpha' }];

    expect(render(note({ positions: strange, text: '<!channel>: x' }))).toEqual({
      text: '&lt;!channel&gt;: x',
      blocks: [section('*Help*\n• &lt;!channel&gt;: *x* → Alpha\nJust write.')],
    });
  });
});

describe('a recommendation with everything', () => {
  it('shows the verdict at both ends of a range before the reasons', () => {
    const atEnds = [
      { title: 'Speed', low: { at: '100 ms', pick: 'Alpha' }, high: { at: '2 s', pick: 'Beta' } },
    ];

    expect(render(recommendation({ atEnds })).blocks[2]).toEqual(
      section('*At either end*\n• Speed: at 100 ms *Alpha*, at 2 s *Beta*'),
    );
  });

  it('says what to try first, how, and what to watch', () => {
    const nextSteps = {
      claim: 'Alpha is fast.',
      build: 'A race.',
      measure: 'Time & again.',
      pass: 'In time.',
      risk: 'It is young.',
      watch: ['Lag', 'Load'],
      links: reason().links,
    };
    const steps = [
      '*Next steps*',
      '• To test first: Alpha is fast.',
      '• *Build:* A race.',
      '• *Measure:* Time &amp; again.',
      '• *Passed when:* In time.',
      '• *Main risk:* It is young.',
      '• *Watch:* Lag; Load',
      `• ${SOURCE}`,
    ].join('\n');

    const second = (change: Parameters<typeof recommendation>[0]) =>
      renderView(recommendation(change), { conversation: 'conv-1', permalink: null }, 2).blocks;
    expect(second({ nextSteps })).toContainEqual(section(steps));
    expect(second({ nextSteps: { ...nextSteps, claim: null, links: [] } })).toContainEqual(
      section(steps.replace('• To test first: Alpha is fast.\n', '').replace(`\n• ${SOURCE}`, '')),
    );
  });
});

it('what an example filled in says so instead of "understood"', () => {
  const view = { ...understood([item()]), note: 'From an example: a start.' };

  expect(render(view).blocks[0]).toEqual(section('*From an example: a start.*\n• Speed: *under a second*'));
});
