import { clip, plainLine } from '../../src/adapters/cards/text.ts';
import type { StoreOptions } from '../../src/store/open-store.ts';
import { directSql } from '../../tests/support/direct-sql.ts';

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
    `select o.slot, o.view, o.conversation, c.address from outbox o join conversations c on c.id = o.conversation
     where o.status = 'delivered' order by o.id`,
  );
  const shows = new Map<string, Map<string, string>>();
  for (const row of rows) {
    const place = placeOf(JSON.parse(String(row['address'])));
    const slots = shows.get(place) ?? new Map<string, string>();
    const { text } = JSON.parse(String(row['view'])) as { text: string };
    slots.set(`${row['conversation']} ${row['slot']}`, start(text));
    shows.set(place, slots);
  }
  return new Map([...shows].map(([place, slots]) => [place, [...slots.values()]]));
}

/** The start of a message, free of what renderers do to it. */
export function start(text: string): string {
  return clip(plainLine(text).replaceAll(/[*_`<>&]/g, ''), COMPARED);
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
