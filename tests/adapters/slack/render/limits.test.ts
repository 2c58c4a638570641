import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Message } from '../../../../src/adapters/slack/render/blocks.ts';
import { fitMessage, sizeOf } from '../../../../src/adapters/slack/render/fit-message.ts';
import { renderParts, renderView } from '../../../../src/adapters/slack/render/view.ts';
import type { Control, View } from '../../../../src/conversation/views.ts';
import { lintBlocks } from '../../../support/fake-slack/block-lint.ts';
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

const place = {
  conversation: '0f8fad5b-d9cb-469f-a165-70867728950e',
  permalink: 'https://fake.slack.com/p1?a=1&b=2',
};

/** Words that break careless renderers: markup, entities, characters of two units, no spaces. */
const NASTY =
  'a <!channel> & <@U1> "quoted" *bold* 🚀 größer > kleiner < &amp; <https://x.example|y> \u202e ';
const LONG = NASTY.repeat(60);
const ROCKETS = '🚀'.repeat(2_500);

const controls = (count: number, label: string): Control[] =>
  Array.from({ length: count }, (_, at) => ({
    label: `${label} ${at}`,
    action: `ask:${at}`,
    emphasis: 'plain',
  }));
const many = <T>(count: number, one: T): T[] => Array.from({ length: count }, () => one);

const ROUGH_WORDS = fc
  .array(fc.constantFrom('🚀', 'é', 'a', ' ', '\n', '&', '<', '>', '|', '*', '`', '<!here>', '<@U1>'), {
    maxLength: 40,
  })
  .map((pieces) => `a${pieces.join('')}`);

function extremes(words: string): Record<string, View> {
  const flips = many(30, { change: words, pick: words });
  const links = many(30, {
    title: words,
    url: `https://x.example/${'p'.repeat(1_500)}`,
    publisher: words,
    kind: 'article' as const,
  });
  const reasons = many(30, reason(words, { links, house: true }));
  const items = Array.from({ length: 30 }, (_, at) => ({
    ...item(`${words} ${at}`, 'inferred'),
    value: words,
    change: { label: words, action: `change:${at}`, emphasis: 'plain' as const },
  }));
  return {
    status: status({ text: words, headline: words, startedBy: words }),
    'question of buttons': question({
      text: words,
      title: words,
      prompt: words,
      why: words,
      hint: words,
      controls: controls(30, words),
    }),
    'question of a menu': question({
      text: words,
      choices: choices(120).map((choice) => ({ ...choice, label: words })),
      controls: controls(5, words),
    }),
    'question of several': question({
      multi: true,
      title: words,
      choices: choices(120).map((choice) => ({ ...choice, label: words })),
    }),
    'question of long actions': question({
      choices: choices(60).map((choice) => ({ ...choice, action: 'x'.repeat(199) })),
    }),
    answered: answered({ text: words, title: words, answer: words, by: words, controls: controls(3, words) }),
    understood: understood(items),
    recommendation: recommendation({
      text: words,
      headline: words,
      summary: words,
      reasons,
      against: reasons,
      wouldChange: flips,
      requirements: items,
      assumptions: many(30, words),
      withoutHouseRules: words,
      links,
      knowledge: words,
      controls: controls(30, words),
      atEnds: many(30, { title: words, low: { at: words, pick: words }, high: { at: words, pick: words } }),
      nextSteps: {
        claim: words,
        build: words,
        measure: words,
        pass: words,
        risk: words,
        watch: many(30, words),
        links,
      },
    }),
    'comparison of rules': comparison({
      text: words,
      title: words,
      columns: many(10, { engine: 'x', mode: null, name: words, score: 1.5 }),
      rows: many(200, {
        title: words,
        because: words,
        house: true,
        links,
        cells: many(10, { text: words, holds: null, links: [] }),
      }),
      note: words,
      controls: controls(30, words),
    }),
    'comparison on topics': comparison({
      columns: many(5, { engine: 'x', mode: null, name: words, score: null }),
      rows: many(20, {
        title: words,
        because: null,
        house: false,
        links: [],
        cells: many(5, { text: words, holds: words, links }),
      }),
    }),
    'why not': whyNot({
      text: words,
      headline: words,
      supports: reasons,
      against: reasons,
      wouldWin: flips,
      noWay: words,
      controls: controls(30, words),
    }),
    'question of who is right': question({
      text: words,
      positions: many(30, { by: words, value: words, pick: words }),
    }),
    'note of who said what': note({ positions: many(30, { by: 'UANNA', value: words, pick: words }) }),
    answer: answer({
      text: words,
      passages: many(30, {
        id: 'x',
        title: words,
        lead: words,
        rest: words,
        links,
        holds: words,
        checked: words,
        contested: words,
      }),
      corrections: many(30, words),
      suggestions: controls(30, words),
    }),
    'no answer': answer({ text: words, answered: false, passages: [], suggestions: controls(3, words) }),
    'what-if': whatIf({
      text: words,
      change: words,
      before: words,
      after: words,
      reasons,
      controls: controls(3, words),
    }),
    shared: shared({
      text: words,
      headline: words,
      note: words,
      reasons,
      wouldChange: flips,
      requirements: items,
      sharedBy: words,
    }),
    note: note({ text: words, title: words, lines: many(60, words), controls: controls(30, words) }),
  };
}

const ordinary: Record<string, View> = {
  status: status(),
  question: question(),
  answered: answered(),
  understood: understood(),
  recommendation: recommendation(),
  answer: answer(),
  'what-if': whatIf(),
  comparison: comparison(),
  'why not': whyNot(),
  shared: shared(),
  note: note(),
};

describe('every view keeps Slack’s limits', () => {
  it.each(Object.entries(ordinary))('an ordinary %s', (_name, view) => {
    expect(lintBlocks(renderView(view, place).blocks)).toEqual([]);
  });

  it.each([
    ['of nasty words at great length', LONG],
    ['of one endless word', 'x'.repeat(5_000)],
    ['of characters of two units', ROCKETS],
    ['of lines', 'line\n'.repeat(800)],
    ['of ampersands', '&'.repeat(4_000)],
    ['of blanks around a word', ' a '],
  ])('with every text full %s', (_what, words) => {
    for (const [name, view] of Object.entries(extremes(words))) {
      for (const { text, blocks } of renderParts(view, place)) {
        expect({ name, findings: lintBlocks(blocks) }).toEqual({ name, findings: [] });
        expect(text.length).toBeLessThanOrEqual(4_000);
        expect(text.trim()).not.toBe('');
      }
    }
  });

  it('whatever people wrote', { timeout: 60_000 }, () => {
    fc.assert(
      fc.property(ROUGH_WORDS, (one) => {
        for (const view of Object.values(extremes(one))) {
          expect(lintBlocks(renderView(view, place).blocks)).toEqual([]);
        }
      }),
      { numRuns: 20 },
    );
  });

  it('keeps the verdict and the controls of an endless recommendation', () => {
    const { blocks } = renderView(extremes(LONG)['recommendation'] as View, place);

    expect(blocks[0]?.type).toBe('header');
    expect(blocks.filter((block) => block.type === 'actions')).toHaveLength(1);
    expect(JSON.stringify(blocks)).toContain('Shortened to fit a Slack message');
    expect(sizeOf(blocks)).toBeLessThanOrEqual(12_000);
  });
});

describe('fitting', () => {
  const section = (text: string): Message['blocks'][number] => ({
    type: 'section',
    text: { type: 'mrkdwn', text },
  });

  it('leaves a message alone that fits', () => {
    const message = { text: 'short', blocks: [section('a'), section('b')] };

    expect(fitMessage(message)).toEqual(message);
  });

  it('cuts the longest section first', () => {
    const message = {
      text: 't',
      blocks: [section('a'.repeat(2_000)), ...many(4, section('b'.repeat(2_900)))],
    };

    const lengths = fitMessage(message).blocks.map((block) =>
      block.type === 'section' ? (block.text?.text.length ?? 0) : 0,
    );

    expect(lengths[0]).toBe(2_000);
    expect(sizeOf(fitMessage(message).blocks)).toBeLessThanOrEqual(12_000);
  });

  it('drops the last blocks that nobody can press when there are too many', () => {
    const press: Message['blocks'][number] = {
      type: 'actions',
      elements: [{ type: 'button', action_id: 'x', text: { type: 'plain_text', text: 'x' } }],
    };
    const message = {
      text: 't',
      blocks: [...Array.from({ length: 60 }, (_, at) => section(`s${at}`)), press],
    };

    const { blocks } = fitMessage(message);

    expect(blocks).toHaveLength(50);
    expect(blocks.slice(0, 48)).toEqual(message.blocks.slice(0, 48));
    expect(blocks[48]).toEqual(press);
    expect(blocks[49]?.type).toBe('context');
  });

  it('cuts the notification text without breaking an entity', () => {
    const { text } = fitMessage({ text: '&amp;'.repeat(1_000), blocks: [] });

    expect(text.length).toBeLessThanOrEqual(4_000);
    expect(text).toMatch(/^(&amp;)+…$/);
  });
});
