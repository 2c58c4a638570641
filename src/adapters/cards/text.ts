import type { Link } from '../../knowledge/model.ts';

/** Characters that mean something in card markdown anywhere in a line, and the brace that opens `{{DATE(...)}}`. */
const MARKS = /[\\`*_[\]<>~{|]/g;
/** Marks that mean something only where a line begins: headings, bullets, numbered items. */
const LINE_MARKS = /^(\s*)(#{1,6}(?=\s)|[+-](?=[\s-])|\d+(?=[.)]\s))/;
/** Invisible characters that could reorder or hide what a reader sees. */
const INVISIBLE = /(?![\n\t])\p{Cc}|[\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff]/gu;
/** Bold, emphasis and code as knowledge texts use them; everything else there is plain text. */
const KNOWLEDGE_MARKS = /\*\*([^*\n]+)\*\*|(?<![\w\\])_([^_\n]+)_(?!\w)|`([^`\n]+)`/g;
const BULLET = /^\s*[-*]\s+/;
const NUMBERED = /^\s*(\d+)[.)]\s+/;
/** Longer addresses are tracking or mistakes; the card's size counts them all. */
const LONGEST_URL = 400;

/**
 * Plain words, e.g. what people typed, as card markdown that shows exactly these words: no link, no emphasis, no
 * mention, no date function can come of it. A line break becomes a paragraph break, since cards ignore single ones.
 * The result may be twice as long as the input.
 */
export function escapeText(words: string): string {
  return clean(words).split(/\n+/).map(escapeLine).join('\n\n').trim();
}

/**
 * Text of the knowledge base as card markdown: keeps bold, emphasis and lists, shows code as plain words (cards have no
 * code), and escapes the rest. Links in the text do not survive; links travel in their own fields.
 */
export function knowledgeText(markdown: string): string {
  const lines = clean(markdown).split('\n');
  return lines
    .map((line, index) => `${lineBreak(line, lines[index - 1])}${knowledgeLine(line)}`)
    .join('')
    .trim();
}

/** A link as card markdown; only its title when the address is no web address or longer than 400 characters. */
export function linkText(link: Pick<Link, 'title' | 'url'>): string {
  const title = escapeText(link.title).replaceAll('\n\n', ' ');
  const url = webAddress(link.url);
  return url === null ? title : `[${title}](${url})`;
}

/** At most `limit` UTF-16 units, cut at a space where there is one near, with an ellipsis where something was cut. */
export function clip(text: string, limit: number): string {
  if (text.length <= limit) return text;
  const cut = text.slice(0, limit - 1);
  const space = cut.lastIndexOf(' ');
  return `${(space > limit * 0.7 ? cut.slice(0, space) : cut)
    .toWellFormed()
    .replace(/\ufffd$/, '')
    .trimEnd()}…`;
}

/** Words for a field that is not markdown (button titles, spoken text): one line, nothing invisible. */
export function plainLine(words: string): string {
  return clean(words).replace(/\s+/g, ' ').trim();
}

function clean(words: string): string {
  return words.replace(/\r\n?/g, '\n').replace(INVISIBLE, '').toWellFormed();
}

function escapeLine(line: string): string {
  return escapeMarks(line).replace(LINE_MARKS, (_, space: string, mark: string) => {
    return /^\d/.test(mark) ? `${space}${mark}\\` : `${space}\\${mark}`;
  });
}

function escapeMarks(words: string): string {
  return words.replace(MARKS, '\\$&');
}

function lineBreak(line: string, before: string | undefined): string {
  if (before === undefined) return '';
  const isItem = BULLET.test(line) || NUMBERED.test(line);
  return isItem && (BULLET.test(before) || NUMBERED.test(before)) ? '\n' : '\n\n';
}

function knowledgeLine(line: string): string {
  const bullet = BULLET.exec(line);
  if (bullet) return `- ${knowledgeWords(line.slice(bullet[0].length))}`;
  const numbered = NUMBERED.exec(line);
  if (numbered) return `${numbered[1]}. ${knowledgeWords(line.slice(numbered[0].length))}`;
  return knowledgeWords(line);
}

function knowledgeWords(line: string): string {
  let result = '';
  let end = 0;
  for (const match of line.matchAll(KNOWLEDGE_MARKS)) {
    const [whole, bold, emphasis, code] = match;
    result += escapeMarks(line.slice(end, match.index));
    if (bold !== undefined) result += `**${escapeMarks(bold.replaceAll('`', ''))}**`;
    else if (emphasis !== undefined) result += `_${escapeMarks(emphasis)}_`;
    else result += escapeMarks(code ?? '');
    end = match.index + whole.length;
  }
  return end === 0 ? escapeLine(line) : result + escapeMarks(line.slice(end));
}

function webAddress(url: string): string | null {
  if (url.length > LONGEST_URL || !URL.canParse(url)) return null;
  const parsed = new URL(url);
  if (parsed.protocol !== 'https:' && parsed.protocol !== 'http:') return null;
  return parsed.href.replaceAll('(', '%28').replaceAll(')', '%29');
}
