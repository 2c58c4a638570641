import { describe, expect, it } from 'vitest';
import { lintBlocks } from './block-lint.ts';

const plain = (text: string): object => ({ type: 'plain_text', text });
const mrkdwn = (text: string): object => ({ type: 'mrkdwn', text });
const section = (text: string): object => ({ type: 'section', text: mrkdwn(text) });
const button = (change: object = {}): object => ({
  type: 'button',
  action_id: 'a',
  text: plain('x'),
  ...change,
});
const actions = (...elements: object[]): object => ({ type: 'actions', elements });
const select = (change: object): object => ({ type: 'static_select', action_id: 'a', ...change });
const options = (count: number): object[] =>
  Array.from({ length: count }, () => ({ text: plain('x'), value: 'v' }));

const cell = (...elements: object[]): object => ({
  type: 'rich_text',
  elements: [{ type: 'rich_text_section', elements }],
});
const words = (text: string): object => ({ type: 'text', text });
const table = (...rows: object[][]): object => ({ type: 'table', rows });

describe('the block lint', () => {
  it('passes a sound message', () => {
    const blocks = [
      { type: 'header', text: plain('Title') },
      section('*bold* &amp; <https://x.example/?a=1&amp;b=2|a link> by <@U123> in <#C123>'),
      { type: 'divider' },
      table([cell(words('a'), { type: 'link', text: 'b', url: 'https://x.example/' })], [cell(words('c'))]),
      { type: 'context', elements: [mrkdwn('small')] },
      actions(button({ value: 'v', style: 'primary' }), select({ action_id: 'b', options: options(100) })),
    ];

    expect(lintBlocks(blocks)).toEqual([]);
  });

  it.each([
    ['no list', 'text', 'blocks: not an array'],
    ['51 blocks', Array.from({ length: 51 }, () => section('x')), 'blocks: 51 blocks, 50 allowed'],
    ['an unknown block', [{ type: 'alert' }], 'blocks/0: type alert is not allowed here'],
    ['an empty section', [{ type: 'section' }], 'blocks/0: neither text nor fields'],
    ['blank text', [section(' \n')], 'blocks/0/text: empty text'],
    ['a long section', [section('x'.repeat(3_001))], 'blocks/0/text: 3001 characters, 3000 allowed'],
    [
      'a long header',
      [{ type: 'header', text: plain('x'.repeat(151)) }],
      'blocks/0/text: 151 characters, 150 allowed',
    ],
    [
      'markup in a header',
      [{ type: 'header', text: mrkdwn('x') }],
      'blocks/0/text: plain_text wanted, mrkdwn found',
    ],
    ['no text object', [{ type: 'header', text: 'x' }], 'blocks/0/text: no text object'],
    ['a ping', [section('<!channel>')], 'blocks/0/text: a live broadcast token'],
    ['a bare ampersand', [section('a & b')], 'blocks/0/text: an unescaped or cut "&"'],
    ['a cut entity', [section('a &am')], 'blocks/0/text: an unescaped or cut "&"'],
    [
      'a cut link',
      [section('<https://x.example|a')],
      'blocks/0/text: an angle bracket outside a link or mention',
    ],
    ['half a character', [section('\ud83d')], 'blocks/0/text: half a character at a cut'],
    ['no context', [{ type: 'context', elements: [] }], 'blocks/0: empty list'],
    [
      '11 in a context',
      [{ type: 'context', elements: Array(11).fill(mrkdwn('x')) }],
      'blocks/0: 11 items, 10 allowed',
    ],
    [
      'a long button',
      [actions(button({ text: plain('x'.repeat(76)) }))],
      'blocks/0/0/text: 76 characters, 75 allowed',
    ],
    [
      'a long value',
      [actions(button({ value: 'x'.repeat(2_001) }))],
      'blocks/0/0: value over 2,000 characters',
    ],
    ['an odd style', [actions(button({ style: 'plain' }))], 'blocks/0/0: unknown style'],
    ['no action_id', [actions(button({ action_id: '' }))], 'blocks/0/0: action_id of 1 to 255 characters'],
    [
      'an action_id twice',
      [actions(button()), actions(button())],
      'blocks: action_id a repeated in one message',
    ],
    [
      'a block_id twice',
      [
        { ...section('x'), block_id: 'b' },
        { ...section('y'), block_id: 'b' },
      ],
      'blocks: block_id b repeated',
    ],
    ['no options', [actions(select({ options: [] }))], 'blocks/0/0: empty list'],
    ['101 options', [actions(select({ options: options(101) }))], 'blocks/0/0: 101 items, 100 allowed'],
    [
      'a long option',
      [actions(select({ options: [{ text: plain('x'), value: 'v'.repeat(151) }] }))],
      'blocks/0/0/0: value of 1 to 150 characters',
    ],
    [
      'an unknown element',
      [actions({ type: 'timepicker', action_id: 'a' })],
      'blocks/0/0: element timepicker is not allowed here',
    ],
    ['a table without rows', [table()], 'blocks/0: 0 rows, 1 to 100 allowed'],
    [
      'rows of different lengths',
      [table([cell(words('a'))], [cell(words('a')), cell(words('b'))])],
      'blocks/0: rows of different lengths',
    ],
    ['two tables', [table([cell(words('a'))]), table([cell(words('b'))])], 'blocks: more than one table'],
    [
      'a cell of another kind',
      [table([plain('x')])],
      'blocks/0/rows/0/0: cell plain_text is not allowed here',
    ],
    ['an empty cell', [table([cell(words(''))])], 'blocks/0/rows/0/0: empty text'],
    [
      'a cell that links nowhere',
      [table([cell({ type: 'link', text: 'x', url: 'javascript:x' })])],
      'blocks/0/rows/0/0: a link that is no web address',
    ],
    [
      'a table of too many words',
      [table([cell(words('x'.repeat(5_001))), cell(words('x'.repeat(5_000)))])],
      'blocks/0: 10001 characters, 10,000 allowed',
    ],
    [
      'too much in all',
      Array.from({ length: 5 }, () => section('x'.repeat(2_900))),
      'blocks: 14500 characters in all, about 13000 allowed',
    ],
  ])('finds %s', (_what, blocks, finding) => {
    expect(lintBlocks(blocks)).toEqual([finding]);
  });
});
