import type { Link } from '../knowledge/model.ts';

/** Control characters, zero-width characters and direction marks: they reorder or hide what a reader sees. */
const INVISIBLE = /(?![\n\t])\p{Cc}|[\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff]/gu;

/** Words on one line that cannot become markup: no HTML, no links or images, no emphasis, no table cells. */
export function inline(text: string): string {
  return text
    .replaceAll(INVISIBLE, '')
    .replaceAll(/\s+/g, ' ')
    .trim()
    .replaceAll(/[\\`*_[\]|]/g, '\\$&')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;');
}

/** A link; anything but http(s) stays text. */
export function link({ title, url }: Pick<Link, 'title' | 'url'>): string {
  const target = URL.parse(url);
  if (target === null || !/^https?:$/.test(target.protocol)) return inline(title);
  return `[${inline(title)}](${target.href.replaceAll('(', '%28').replaceAll(')', '%29')})`;
}

/** Lines as one list, none without lines. */
export function list(lines: readonly string[]): string[] {
  return lines.length === 0 ? [] : [lines.map((line) => `* ${line}`).join('\n')];
}

/** A heading with what stands below it; nothing when there is nothing to say. */
export function sectionOf(title: string, parts: readonly string[], level = 2): string[] {
  return parts.length === 0 ? [] : [`${'#'.repeat(level)} ${title}`, ...parts];
}

/** A YAML string. */
export function quoted(text: string): string {
  return JSON.stringify(text.replaceAll(INVISIBLE, ''));
}
