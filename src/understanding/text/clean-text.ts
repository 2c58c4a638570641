/** Longest text read; chat platforms allow 40,000 characters in one message. */
const MOST_CHARACTERS = 40_000;

const FRACTIONS: Readonly<Record<string, string>> = { '½': '.5', '¼': '.25', '¾': '.75' };

/** Tags that Teams sends; "<max>" is what somebody typed. */
const TAGS = new Set('at attachment b blockquote br code div em i li ol p pre s span strong u ul'.split(' '));

type Replacement = readonly [pattern: RegExp, by: string | ((...parts: string[]) => string)];

/** In this order: chat markup, then characters and shorthand that have a plain equal. */
const REPLACEMENTS: readonly Replacement[] = [
  [/<[@#!][^<>]*>/g, ' '],
  [/<(?:https?|mailto):[^<>|]*\|([^<>]*)>/g, '$1'],
  [/<(?:https?|mailto):[^<>]*>/g, ' '],
  [/\bhttps?:\/\/[^\s<>]*/g, ' '],
  [/<\/?([a-z]+)(?:[\s/][^<>]*)?>/gi, (tag = '', name = '') => (TAGS.has(name.toLowerCase()) ? ' ' : tag)],
  [/&lt;/g, '<'],
  [/&gt;/g, '>'],
  [/&nbsp;/g, ' '],
  [/&amp;/g, '&'],
  [/:[a-z][a-z0-9_+-]{1,40}:/g, ' '],
  [/([^\p{L}\p{N}\s])\1{3,}/gu, '$1$1$1'],
  [/(\d?)([½¼¾])/g, (_, digit = '', sign = '') => `${digit === '' ? '0' : digit}${FRACTIONS[sign] ?? ''}`],
  // "10+ TB": at least so much is said behind the unit.
  [
    /(\d)\+\s?((?:[kmgtp]i?b|bytes?|gigs?|terabytes?|gigabytes?|megabytes?|petabytes?|thousand|million|billion|[kmb])(?![\p{L}\d]))/giu,
    '$1 $2+',
  ],
  [/-{1,3}>|→|⇒/g, ' to '],
  [/[‘’ʼ´]/g, "'"],
  [/[“”„«»]/g, '"'],
  [/\bw\/o(?![\p{L}\d])/giu, 'without'],
  [/\bw\/(?=\s?\p{L})/giu, 'with '],
  [/\bb\/c(?![\p{L}\d])/giu, 'because'],
  [/[‐‑‒–—−]/g, (dash = '') => (dash === '—' ? ' - ' : '-')],
];

/**
 * The text as it was meant: without the markup of chat platforms (mentions, links, emoji codes, tags, escapes), with
 * typographic characters replaced by plain ones. Cut at the longest length a chat message can have.
 */
export function cleanText(text: string): string {
  let clean = text.slice(0, MOST_CHARACTERS);
  for (const [pattern, by] of REPLACEMENTS) {
    clean = typeof by === 'string' ? clean.replace(pattern, by) : clean.replace(pattern, by);
  }
  return clean.normalize('NFKC');
}
