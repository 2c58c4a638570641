export type Json = Record<string, unknown>;
export type Say = (place: string, what: string) => void;

/** A text object of at most `limit` characters (UTF-16 units), `plain_text` only where `kind` says so. */
export function lintText(value: unknown, place: string, limit: number, say: Say, kind?: string): void {
  const { type, text } = (value ?? {}) as Json;
  if (type !== 'plain_text' && type !== 'mrkdwn') {
    say(place, 'no text object');
    return;
  }
  if (kind !== undefined && type !== kind) say(place, `${kind} wanted, ${type} found`);
  if (lintString(text, place, limit, say) && type === 'mrkdwn') lintMarkup(text as string, place, say);
}

/** A non-empty string within its limit; whether it is one. */
export function lintString(text: unknown, place: string, limit: number, say: Say): boolean {
  if (typeof text !== 'string' || text.trim() === '') {
    say(place, 'empty text');
    return false;
  }
  if (text.length > limit) say(place, `${text.length} characters, ${limit} allowed`);
  if (!text.isWellFormed()) say(place, 'half a character at a cut');
  return true;
}

/** Live pings, half entities and half links must not come out of people's words. */
function lintMarkup(text: string, place: string, say: Say): void {
  if (/<!/.test(text)) {
    say(place, 'a live broadcast token');
    return;
  }
  if (/&(?!amp;|lt;|gt;)/.test(text)) say(place, 'an unescaped or cut "&"');
  const rest = text.replaceAll(/<@[UW][A-Z0-9]+>|<#C[A-Z0-9]+>|<https?:[^<>|]+\|[^<>|]+>/g, '');
  if (/[<>]/.test(rest)) say(place, 'an angle bracket outside a link or mention');
}

export function lintList(
  list: unknown,
  place: string,
  limit: number,
  each: (item: Json, at: string) => void,
  say: Say,
): void {
  if (!Array.isArray(list) || list.length === 0) {
    say(place, 'empty list');
    return;
  }
  if (list.length > limit) say(place, `${list.length} items, ${limit} allowed`);
  list.forEach((item: Json, at) => {
    each(item, `${place}/${at}`);
  });
}

export function repeated(ids: readonly unknown[]): unknown[] {
  const given = ids.filter((id) => id !== undefined);
  return given.filter((id, at) => given.indexOf(id) !== at);
}

/** Characters of everything that is shown as text. */
export function textSize(value: unknown): number {
  if (Array.isArray(value)) return value.reduce((sum: number, one) => sum + textSize(one), 0);
  if (typeof value !== 'object' || value === null) return 0;
  return Object.entries(value).reduce(
    (sum, [key, inner]) =>
      sum + (key === 'text' && typeof inner === 'string' ? inner.length : textSize(inner)),
    0,
  );
}
