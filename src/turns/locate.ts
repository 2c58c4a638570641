import { type ConversationRow, dayOf } from '../store/conversations.ts';
import type { Tables } from '../store/open-store.ts';
import { openAddress } from './stored-state.ts';
import type { Delivery, Target } from './types.ts';

/** The conversation a delivery names, held against other turns; null when there is none (yet) on its platform. */
export async function locate(tables: Tables, delivery: Delivery): Promise<ConversationRow | null> {
  const { target, platform } = delivery;
  if (target.by === 'new') return null;
  const id = target.by === 'id' ? target.id : await tables.conversations.findByKey(platform, target.key);
  const row = id === null ? null : await tables.conversations.lock(id);
  return row?.platform === platform ? row : null;
}

/** Whether a button was pressed in another place than its conversation's: a copied card must not reach into it. */
export function isElsewhere({ target }: Delivery, row: ConversationRow): boolean {
  if (target.by !== 'id' || target.place === undefined) return false;
  const address = openAddress(row.address);
  // A damaged row is reported as such, not as a stranger's.
  if (address === null) return false;
  return Object.entries(target.place).some(([field, value]) => address[field] !== value);
}

/** Whether a delivery may begin a conversation when it names none that exists. */
export function mayBegin(target: Target): boolean {
  return target.by === 'new' || (target.by === 'key' && target.orCreate);
}

/** Begin a conversation; when another replica began it under the same key a moment ago, hold that one instead. */
export async function begin(
  tables: Tables,
  delivery: Delivery,
  id: string,
  at: number,
): Promise<ConversationRow> {
  const { platform, target } = delivery;
  const address = JSON.stringify(delivery.address);
  const key = target.by === 'id' ? null : target.key;
  const takeKey = target.by === 'new';
  if (await tables.conversations.create({ id, platform, address, key, takeKey, at })) {
    return {
      id,
      platform,
      address,
      state: null,
      version: 0,
      updatedAt: at,
      knowledge: null,
      activeDay: dayOf(at),
    };
  }
  const winner = await locate(tables, delivery);
  if (winner) return winner;
  throw new Error(
    'A conversation began elsewhere under the key of this delivery and was gone a moment later. Deliver it again.',
  );
}

/** Deliveries with the same lane name the same conversation in the same way, so their order of arrival counts. */
export function laneOf(delivery: Delivery): string {
  const { target, platform } = delivery;
  if (target.by === 'id') return `id ${target.id}`;
  return target.key === null ? `delivery ${platform} ${delivery.key}` : `key ${platform} ${target.key}`;
}
