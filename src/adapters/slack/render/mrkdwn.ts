import type { Link } from '../../../knowledge/model.ts';

const ELLIPSIS = '…';
/** Control characters but for tab and line feed, zero-width characters and direction marks. */
const INVISIBLE = /(?![\n\t])\p{Cc}|[\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff]/gu;

/**
 * Text from people or files, made harmless for Slack's markup: without angle brackets there is no live mention, channel
 * ping or link. Source: https://docs.slack.dev/messaging/formatting-message-text#escaping
 */
export function escapeText(text: string): string {
  return cleanText(text).replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

/** Without invisible characters that reorder or hide what a reader sees, and without half characters. */
export function cleanText(text: string): string {
  return text.replaceAll('\r\n', '\n').replaceAll(INVISIBLE, '').toWellFormed();
}

/** Text of the knowledge base, Markdown with bold, emphasis, code and lists, as Slack's markup. */
export function knowledgeText(markdown: string): string {
  return escapeText(markdown)
    .replaceAll(/\*\*([^*\n]+)\*\*/g, '*$1*')
    .replaceAll(/^#{1,6}\s+(.+)$/gm, '*$1*')
    .replaceAll(/^(\s*)[-*]\s+/gm, '$1• ');
}

/**
 * Cut plain text to at most `limit` UTF-16 units, ellipsis included, never inside a character.
 * Slack does not say how it counts; UTF-16 units are never fewer than code points.
 */
export function cutPlain(text: string, limit: number): string {
  if (text.length <= limit) return text;
  return `${head(text, limit - ELLIPSIS.length)}${ELLIPSIS}`;
}

/** Cut escaped text likewise, and never inside an entity or one of our own links. */
export function cutEscaped(text: string, limit: number): string {
  if (text.length <= limit) return text;
  const kept = head(text, limit - ELLIPSIS.length).replace(/&[a-z]{0,4}$/, '');
  const open = kept.lastIndexOf('<');
  const whole = open > kept.lastIndexOf('>') ? kept.slice(0, open) : kept;
  return `${whole.trimEnd()}${ELLIPSIS}`;
}

/** A link whose words say where it goes; only http(s), anything else stays text. */
export function linkTo({ title, url }: Pick<Link, 'title' | 'url'>): string {
  const label = escapeText(title).replaceAll(/[|\n]/g, ' ');
  const target = URL.parse(url);
  if (target === null || !/^https?:$/.test(target.protocol)) return label;
  return `<${escapeText(target.href).replaceAll('|', '%7C')}|${label}>`;
}

/** A person as Slack shows them; anything that is not a Slack user id stays text. */
export function personTag(id: string): string {
  return /^[UW][A-Z0-9]{2,}$/.test(id) ? `<@${id}>` : escapeText(id);
}

/** A channel as Slack shows it; anything that is not a channel id stays text. */
export function channelTag(id: string): string {
  return /^[CG][A-Z0-9]{2,}$/.test(id) ? `<#${id}>` : escapeText(id);
}

/** Lines as a list, under a title unless that is empty; empty without lines. */
export function bullets(title: string, lines: readonly string[]): string {
  if (lines.length === 0) return '';
  const list = lines.map((line) => `• ${line}`).join('\n');
  return title === '' ? list : `*${title}*\n${list}`;
}

function head(text: string, limit: number): string {
  const cut = text.slice(0, limit);
  const last = cut.charCodeAt(cut.length - 1);
  const isHalfPair = last >= 0xd800 && last <= 0xdbff;
  return isHalfPair ? cut.slice(0, -1) : cut;
}
