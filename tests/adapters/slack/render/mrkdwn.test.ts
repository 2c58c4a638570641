import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  cutEscaped,
  cutPlain,
  escapeText,
  linkTo,
  personTag,
} from '../../../../src/adapters/slack/render/mrkdwn.ts';

/** Pieces that break careless cutting: markup, entities, characters of two units. */
const ROUGH_TEXT = fc
  .array(
    fc.constantFrom(
      '🚀',
      'é',
      'a',
      ' ',
      '\n',
      '&',
      '<',
      '>',
      '|',
      '&amp;',
      '<!here>',
      '<https://x.example|y>',
    ),
  )
  .map((pieces) => pieces.join(''));

describe('escaping', () => {
  it.each([
    ['<!channel> look', '&lt;!channel&gt; look'],
    ['<@U123> and <https://x|y>', '&lt;@U123&gt; and &lt;https://x|y&gt;'],
    ['a & b', 'a &amp; b'],
    ['already &amp; escaped', 'already &amp;amp; escaped'],
    ['plain', 'plain'],
    ['a\u202eb\u200bc\u0007d\r\ne', 'abcd\ne'],
    ['half \ud83d', 'half \ufffd'],
  ])('%j becomes %j', (text, escaped) => {
    expect(escapeText(text)).toBe(escaped);
  });
});

describe('cutting', () => {
  it.each([
    ['short', 10, 'short'],
    ['exactly ten', 11, 'exactly ten'],
    ['one too long', 11, 'one too lo…'],
    ['🚀🚀🚀', 4, '🚀…'],
    ['🚀🚀🚀', 5, '🚀🚀…'],
  ])('plain %j at %i is %j', (text, limit, cut) => {
    expect(cutPlain(text, limit)).toBe(cut);
  });

  it.each([
    ['a &amp; b &amp; c', 9, 'a &amp;…'],
    ['a &lt;b', 5, 'a…'],
    ['see <https://x.example|the docs> now', 20, 'see…'],
    ['see <https://x.example|the docs> now', 34, 'see <https://x.example|the docs>…'],
  ])('escaped %j at %i is %j', (text, limit, cut) => {
    expect(cutEscaped(text, limit)).toBe(cut);
  });

  it('keeps to the limit, to whole characters and to whole entities, whatever the text', () => {
    fc.assert(
      fc.property(ROUGH_TEXT, fc.integer({ min: 1, max: 60 }), (text, limit) => {
        const plain = cutPlain(text, limit);
        const escaped = cutEscaped(escapeText(text), limit);
        expect(plain.length).toBeLessThanOrEqual(limit);
        expect(escaped.length).toBeLessThanOrEqual(limit);
        expect([plain, escaped].every((one) => one.isWellFormed())).toBe(true);
        expect(escaped).not.toMatch(/&(?!amp;|lt;|gt;)/);
      }),
    );
  });
});

describe('a link', () => {
  it.each([
    ['on the web', 'Docs', 'https://x.example/a?b=1&c=2', '<https://x.example/a?b=1&amp;c=2|Docs>'],
    ['with markup in its title', 'a < b | c\nd', 'https://x.example/', '<https://x.example/|a &lt; b   c d>'],
    ['with markup in its address', 'x', 'https://x.example/a|b>c<d', '<https://x.example/a%7Cb%3Ec%3Cd|x>'],
    ['with another scheme', 'x', 'javascript:alert(1)', 'x'],
    ['that is none', 'a & b', 'nonsense', 'a &amp; b'],
  ])('%s', (_what, title, url, expected) => {
    expect(linkTo({ title, url })).toBe(expected);
  });
});

it.each([
  ['U0123ABC', '<@U0123ABC>'],
  ['W0123ABC', '<@W0123ABC>'],
  ['anna', 'anna'],
  ['<!here>', '&lt;!here&gt;'],
  ['U1> <!here', 'U1&gt; &lt;!here'],
])('the person %j is shown as %j', (id, shown) => {
  expect(personTag(id)).toBe(shown);
});
