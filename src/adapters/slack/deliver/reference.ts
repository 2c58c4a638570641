/** Where a posted message is: what the outbox keeps as `ref`. */
export type Reference = { readonly channel: string; readonly ts: string };

/** As one string, `<channel>:<ts>`. */
export function referenceText({ channel, ts }: Reference): string {
  return `${channel}:${ts}`;
}

/** Read it back. Throws on anything else: posting anew instead would show a message twice. */
export function readReference(text: string): Reference {
  const [channel = '', ts = ''] = text.split(':');
  if (channel === '' || !/^\d+\.\d+$/.test(ts)) {
    throw new Error(`Expected a reference "<channel>:<ts>", got "${text}"; the outbox row is not Slack's.`);
  }
  return { channel, ts };
}
