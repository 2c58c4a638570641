import { action } from '../conversation/press.ts';
import { control, note } from '../conversation/show/note.ts';
import type { Store } from '../store/open-store.ts';
import { AFTER_THE_TURN } from '../store/outbox-rows.ts';
import type { Log } from './types.ts';

/** Days until a conversation that nobody touches goes, and how many of them people are told before; 0 days: never. */
export type ExpiryRule = { readonly days: number; readonly warningDays: number };

export type ExpiryTools = {
  readonly store: Store;
  /** Platforms on which people can be told. */
  readonly platforms: readonly string[];
  readonly rule: ExpiryRule;
  readonly now: () => number;
  readonly log: Log;
};

const DAY_MS = 24 * 3_600_000;
/** Handled in one round; the next one goes on. */
const ROUND = 200;
const SLOT = 'expiry';

/**
 * Tell the people of conversations that are about to go, and let those go whose time is over. Nothing goes before it was
 * announced, and anything said or pressed meanwhile keeps it. Where nobody can be told (the local page), a conversation is
 * kept for the days of the warning on top.
 */
export async function expireConversations(tools: ExpiryTools): Promise<{ warned: number; expired: number }> {
  const { store, platforms, rule, now, log } = tools;
  if (rule.days === 0) return { warned: 0, expired: 0 };
  const at = now();
  const warned = await warnAll(tools, at);
  const expired = await store.aging.expire({
    platforms,
    untouchedSince: at - rule.days * DAY_MS,
    warnedBefore: at - rule.warningDays * DAY_MS,
    silentSince: at - (rule.days + rule.warningDays) * DAY_MS,
    limit: ROUND,
  });
  if (warned + expired > 0) log.info({ warned, expired }, 'old conversations announced and removed');
  return { warned, expired };
}

async function warnAll({ store, platforms, rule }: ExpiryTools, at: number): Promise<number> {
  const since = at - (rule.days - rule.warningDays) * DAY_MS;
  let warned = 0;
  for (const id of await store.aging.unwarned(platforms, since, ROUND))
    if (await warn(store, id, since, rule, at)) warned += 1;
  return warned;
}

/** The announcement goes through the outbox like any reply; it is no turn, so the conversation stays as old as it is. */
function warn(store: Store, id: string, since: number, rule: ExpiryRule, at: number): Promise<boolean> {
  return store.transaction(async (tables) => {
    const row = await tables.conversations.lock(id);
    if (row === null || !(await tables.aging.warn(id, since, at))) return false;
    const view = warning(row.updatedAt, at + rule.warningDays * DAY_MS, rule);
    const { platform, version: seq } = row;
    const reply = { conversation: id, seq, platform, slot: SLOT, audience: 'everyone', actor: '' };
    const message = { ...reply, place: AFTER_THE_TURN, reply: null, destination: null, trace: null };
    await tables.outbox.add([{ ...message, view: JSON.stringify(view) }], at);
    return true;
  });
}

function warning(touchedAt: number, goesAt: number, { days }: ExpiryRule): object {
  const day = (at: number): string => new Date(at).toISOString().slice(0, 10);
  return note(
    `I will forget this interview on ${day(goesAt)}.`,
    [
      `Nobody has answered here since ${day(touchedAt)}, and interviews are kept for ${days} days.`,
      'Press the button or say anything here to keep it. The messages themselves stay.',
    ],
    [control('Keep it', action.help)],
  );
}
