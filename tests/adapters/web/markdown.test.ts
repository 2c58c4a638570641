import fc from 'fast-check';
import { expect, it } from 'vitest';

const PAGE = new URL('../../../public/page/markdown.js', import.meta.url).href;
const { toHtml } = (await import(PAGE)) as { toHtml(markdown: string): string };

it.each([
  ['plain', '<p>plain</p>'],
  ['**bold** and _emphasis_', '<p><strong>bold</strong> and <em>emphasis</em></p>'],
  ['**bold with _emphasis_**', '<p><strong>bold with <em>emphasis</em></strong></p>'],
  ['one\n\ntwo', '<p>one</p><p>two</p>'],
  ['one\ntwo', '<p>one<br>two</p>'],
  ['- a\n- **b**', '<ul><li>a</li><li><strong>b</strong></li></ul>'],
  ['3. a\n4. b', '<ol start="3"><li>a</li><li>b</li></ol>'],
  ['\\*not bold\\*', '<p>*not bold*</p>'],
  ['\\[x\\](https://a.example)', '<p>[x](https://a.example)</p>'],
  [
    '[a \\] b](https://a.example/?x=1&y=2)',
    '<p><a href="https://a.example/?x=1&#38;y=2" target="_blank" rel="noopener noreferrer">a ] b</a></p>',
  ],
  ['[x](javascript:alert)', '<p>[x](javascript:alert)</p>'],
  ['[x](https://a.example" onclick=)', '<p>[x](https://a.example&#34; onclick=)</p>'],
  ['<img src=x onerror=alert>', '<p>&#60;img src=x onerror=alert&#62;</p>'],
  [
    '**[a](https://a.example/)**',
    '<p><strong><a href="https://a.example/" target="_blank" rel="noopener noreferrer">a</a></strong></p>',
  ],
])('%j becomes %s', (markdown, html) => {
  expect(toHtml(markdown)).toBe(html);
});

it('makes no tag or attribute but its own of any text', () => {
  const text = fc.stringMatching(/^[-*_[\]()<>"'\\=:/.&#a1 \n]{0,80}$|^\[a\]\(https?:\/\/[!-~]{0,40}\)$/);
  fc.assert(
    fc.property(text, (markdown) => {
      const rest = toHtml(markdown)
        .replaceAll(/<a href="https?:\/\/[^"<>]+" target="_blank" rel="noopener noreferrer">/g, '')
        .replaceAll(/<\/?(p|ul|li|ol|strong|em|a)>|<br>|<ol start="\d+">/g, '');

      expect(rest).not.toMatch(/[<>"']/);
    }),
    { numRuns: 1000 },
  );
});
