/** Where a posted message is: what the outbox keeps as `ref`. `file`: the id of a file that goes with it. */
export type Reference = { readonly channel: string; readonly ts: string; readonly file?: string };

/** As one string, `<channel>:<ts>`, with `:<file>` where there is one. */
export function referenceText({ channel, ts, file }: Reference): string {
  return file === undefined ? `${channel}:${ts}` : `${channel}:${ts}:${file}`;
}

/** Read it back. Throws on anything else: posting anew instead would show a message twice. */
export function readReference(text: string): Reference {
  const [channel = '', ts = '', file] = text.split(':');
  if (channel === '' || !/^\d+\.\d+$/.test(ts)) {
    throw new Error(`Expected a reference "<channel>:<ts>", got "${text}"; the outbox row is not Slack's.`);
  }
  return file === undefined ? { channel, ts } : { channel, ts, file };
}
