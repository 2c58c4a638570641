/**
 * What a person typed, as plain words: Slack sends mentions, channels and links as tokens in angle brackets and
 * `& < >` as entities. Our own mention goes, since it is how we were called and not what was said.
 * Source: https://docs.slack.dev/messaging/formatting-message-text#how-to-parse
 */
export function plainWords(text: string, botUserId: string): string {
  return text
    .replaceAll(new RegExp(`<@${botUserId}(\\|[^>]*)?>`, 'g'), ' ')
    .replaceAll(TOKEN, (_token, inner: string) => wordsOf(inner))
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&')
    .replaceAll(/[^\S\n]+/g, ' ')
    .trim();
}

/** Mentions and links only: "latency <100 ms, load >5 k/s" typed into a command must keep its signs. */
const TOKEN = /<((?:[@#!]|[a-z][a-z0-9+.-]*:)[^<>]*)>/gi;

/** Whether a text mentions this user. */
export function mentions(text: string, userId: string): boolean {
  return mentioned(text).includes(userId);
}

/** Whether a text calls on people other than this user: a person, a user group, or everybody. */
export function mentionsOthers(text: string, userId: string): boolean {
  return mentioned(text).some((id) => id !== userId) || /<!(subteam|channel|here|everyone)\b/.test(text);
}

function mentioned(text: string): string[] {
  return [...text.matchAll(/<@([UW][A-Z0-9]+)(?:\|[^>]*)?>/g)].map((match) => match[1] ?? '');
}

function wordsOf(inner: string): string {
  const bar = inner.indexOf('|');
  const target = bar === -1 ? inner : inner.slice(0, bar);
  const label = bar === -1 ? '' : inner.slice(bar + 1);
  if (target.startsWith('@')) return label === '' ? 'somebody' : label;
  if (target.startsWith('#')) return label === '' ? 'a channel' : `#${label}`;
  if (target.startsWith('!')) return label === '' ? (target.slice(1).split('^')[0] ?? '') : label;
  return label === '' ? target : label;
}
