import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { clip, escapeText, knowledgeText, linkText, plainLine } from '../../../src/adapters/cards/text.ts';

/** The page's own renderer stands for every client: what it shows is what a reader sees. */
const PAGE = new URL('../../../public/page/markdown.js', import.meta.url).href;
const { toHtml } = (await import(PAGE)) as { toHtml(markdown: string): string };

const MARKUP = fc.stringMatching(/^[-*_[\]()`~#>+.!\\{}<&"'a1 \n|:/]{0,60}$/);

/** What a reader sees of HTML: paragraphs parted, entities decoded. */
function seen(html: string): string {
  return html
    .replaceAll('</p><p>', '\n')
    .replaceAll(/<\/?p>|<br>/g, '')
    .replaceAll(/&#(\d+);/g, (_, code: string) => String.fromCharCode(Number(code)));
}

describe('words of people', () => {
  it.each([
    ['[x](http://evil.example)', '\\[x\\](http://evil.example)'],
    ['*bold* _it_ `code`', '\\*bold\\* \\_it\\_ \\`code\\`'],
    ['<at>Bot</at>', '\\<at\\>Bot\\</at\\>'],
    ['{{DATE(2020-01-01T00:00:00Z)}}', '\\{\\{DATE(2020-01-01T00:00:00Z)}}'],
    ['# heading', '\\# heading'],
    ['- item', '\\- item'],
    ['1. first', '1\\. first'],
    ['12) twelfth', '12\\) twelfth'],
    ['-5 to +5', '-5 to +5'],
    ['1.5 TB', '1.5 TB'],
    ['two\r\nlines', 'two\n\nlines'],
    ['\u202etxt.exe\u200b', 'txt.exe'],
  ])('%j are written as %j', (words, expected) => {
    expect(escapeText(words)).toBe(expected);
  });

  it('are shown exactly as typed, whatever marks they hold', () => {
    fc.assert(
      fc.property(MARKUP, (words) => {
        const html = toHtml(escapeText(words));
        const lines = words.split(/\n+/).join('\n');

        expect(html).not.toMatch(/<(?!\/?p>|br>)/);
        expect(seen(html).trim()).toBe(lines.trim());
      }),
    );
  });
});

describe('texts of the knowledge base', () => {
  it.each([
    ['**bold** and _once_', '**bold** and _once_'],
    ['set `state.backend.type` to `rocksdb`', 'set state.backend.type to rocksdb'],
    ['`a_b_c` and `**`', 'a\\_b\\_c and \\*\\*'],
    ['snake_case_name', 'snake\\_case\\_name'],
    ['one\n\n- first\n- second\n\nlast', 'one\n\n- first\n- second\n\nlast'],
    ['1. first\n2. second', '1. first\n2. second'],
    ['[title](http://x.example)', '\\[title\\](http://x.example)'],
    ['two\nlines', 'two\n\nlines'],
  ])('%j are written as %j', (markdown, expected) => {
    expect(knowledgeText(markdown).replaceAll(/\n{2,}/g, '\n\n')).toBe(expected);
  });

  it('never become a link or a tag, even when words of people got into them', () => {
    fc.assert(
      fc.property(MARKUP, (words) => {
        expect(toHtml(knowledgeText(words))).not.toMatch(/<(?!\/?(p|strong|em|ul|ol|li)\b|br>)/);
      }),
    );
  });
});

describe('links', () => {
  it.each([
    ['https://a.example/x_(y)', '[Title](https://a.example/x_%28y%29)'],
    ['https://a.example/a b', '[Title](https://a.example/a%20b)'],
    ['javascript:alert(1)', 'Title'],
    ['data:text/html,x', 'Title'],
    ['not an address', 'Title'],
    [`https://a.example/${'x'.repeat(400)}`, 'Title'],
  ])('to %s are written as %s', (url, expected) => {
    expect(linkText({ title: 'Title', url })).toBe(expected);
  });

  it('keep a title from ending early', () => {
    expect(linkText({ title: 'a] (b', url: 'https://a.example/' })).toBe('[a\\] (b](https://a.example/)');
  });
});

describe('cutting', () => {
  it.each([
    ['short', 10, 'short'],
    ['cut at a space here', 17, 'cut at a space…'],
    ['x'.repeat(20), 10, `${'x'.repeat(9)}…`],
    ['\u{1f680}'.repeat(5), 6, '\u{1f680}\u{1f680}…'],
  ])('%j to %i characters gives %j', (text, limit, expected) => {
    expect(clip(text, limit)).toBe(expected);
  });

  it('makes one line of many', () => {
    expect(plainLine(' a\n\n b\tc\u0007 ')).toBe('a b c');
  });
});
