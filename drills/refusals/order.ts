import { clip, plainLine } from '../../src/adapters/cards/text.ts';
import type { StoreOptions } from '../../src/store/open-store.ts';
import { directSql } from '../../tests/support/direct-sql.ts';

type View = { readonly text: string };

/** Characters of a message's start by which it is recognised. */
const COMPARED = 40;

/**
 * What each place should show, in order: the delivered replies of its conversations, each where its slot first came up,
 * with the text it was given last.
 */
export async function expectedShows(
  options: StoreOptions,
  placeOf: (address: Record<string, string | null>) => string,
): Promise<Map<string, string[]>> {
  const rows = await directSql(
    options,
    `select o.slot, o.view, o.reply, t.replies, o.conversation, c.address from outbox o
     join conversations c on c.id = o.conversation
     left join transcript t on t.conversation = o.conversation and t.seq = o.seq
     where o.status = 'delivered' order by o.created_at, o.id`,
  );
  const shows = new Map<string, Map<string, string>>();
  for (const row of rows) {
    const place = placeOf(JSON.parse(String(row['address'])));
    const slots = shows.get(place) ?? new Map<string, string>();
    slots.set(`${row['conversation']} ${row['slot']}`, start(textOf(row)));
    shows.set(place, slots);
  }
  return new Map([...shows].map(([place, slots]) => [place, [...slots.values()]]));
}

/** The text of a message: of its own view, or of the reply in the transcript that it stands for. */
function textOf(row: Record<string, unknown>): string {
  const own = row['view'] === null ? null : (JSON.parse(String(row['view'])) as View);
  const replies = JSON.parse(String(row['replies'] ?? '[]')) as readonly { readonly view: View }[];
  return (own ?? replies[Number(row['reply'])]?.view)?.text ?? '';
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
