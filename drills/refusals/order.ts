import { clip, plainLine } from '../../src/adapters/cards/text.ts';
import type { StoreOptions } from '../../src/store/open-store.ts';
import { outboxId } from '../../src/store/outbox-rows.ts';
import { directSql } from '../../tests/support/direct-sql.ts';

/** Each takes one message, so its place among the replies is that of its message. */
type Reply = { readonly slot: string; readonly view: { readonly text: string } };

/** Characters of a message's start by which it is recognised. */
const COMPARED = 40;

/**
 * What each place should show, in order: the replies of its conversations that have left the outbox and did not end
 * undelivered, each where its slot first came up, with the text it was given last.
 */
export async function expectedShows(
  options: StoreOptions,
  placeOf: (address: Record<string, string | null>) => string,
): Promise<Map<string, string[]>> {
  const rows = await directSql(
    options,
    `select t.conversation, t.seq, t.replies, c.address from transcript t
     join conversations c on c.id = t.conversation order by t.at, t.seq`,
  );
  const missing = await directSql(
    options,
    'select conversation, id from undelivered union all select conversation, id from outbox',
  );
  const isMissing = new Set(missing.map((row) => `${row['conversation']} ${row['id']}`));
  const shows = new Map<string, Map<string, string>>();
  for (const row of rows) {
    const place = placeOf(JSON.parse(String(row['address'])));
    const slots = shows.get(place) ?? new Map<string, string>();
    const replies = JSON.parse(String(row['replies'])) as readonly Reply[];
    for (const [at, { slot, view }] of replies.entries())
      if (!isMissing.has(`${row['conversation']} ${outboxId({ seq: Number(row['seq']), place: at })}`))
        slots.set(`${row['conversation']} ${slot}`, start(view.text));
    shows.set(place, slots);
  }
  return new Map([...shows].map(([place, slots]) => [place, [...slots.values()]]));
}

/** A reply with buttons that waited for a minute says so before anything else; see `markLate` of the conversation. */
const LATE = /^Sent late \(from [^)]* the conversation has gone on since\)[.:]\s+/;

/** Whether a message says that it comes late. */
export function saysLate(text: string): boolean {
  return LATE.test(text);
}

/** The start of a message, free of what renderers do to it and of the word that it comes late. */
export function start(text: string): string {
  return clip(plainLine(text.replace(LATE, '')).replaceAll(/[*_`<>&]/g, ''), COMPARED);
}

/** Places that show something else than expected, in whatever way. */
export function differing(
  expected: ReadonlyMap<string, readonly string[]>,
  shown: (place: string) => readonly string[],
): { readonly disordered: number; readonly missing: number; readonly extra: number } {
  const sum = { disordered: 0, missing: 0, extra: 0 };
  for (const [place, wanted] of expected) {
    const seen = shown(place);
    sum.missing += wanted.filter((text) => !seen.includes(text)).length;
    sum.extra += Math.max(0, seen.length - wanted.length);
    const once = seen.filter((text, at) => seen.indexOf(text) === at);
    const inOrder = [...new Set(wanted)].filter((text) => once.includes(text));
    if (once.filter((text) => inOrder.includes(text)).join('\n') !== inOrder.join('\n')) sum.disordered += 1;
  }
  return sum;
}
