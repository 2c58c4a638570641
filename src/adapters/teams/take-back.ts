import type { CardPress } from '../cards/press-data.ts';
import { type Activity, tenantOf } from './activity.ts';
import type { TurnTools } from './bot.ts';
import { deliveryOf, personId } from './delivery.ts';
import type { TeamsShares, TeamsTurns } from './types.ts';
import { words } from './words.ts';

/**
 * "Remove" on a shared card: only for who shared it. The card stands in a channel and acts on the conversation that it
 * came from, which must be of the same organisation. True when the turn was handed over; else the person was told why not.
 */
export async function takeBack(
  taking: { readonly turns: TeamsTurns; readonly shares: TeamsShares },
  activity: Activity,
  tools: TurnTools,
  { conversation }: Extract<CardPress, { kind: 'unshare' }>,
): Promise<boolean> {
  const channel = activity.channelData?.channel?.id;
  const share = (await taking.shares.of(conversation)).findLast(({ destination }) => destination === channel);
  if (share === undefined) return refuse(tools, words.notShared);
  if (share.by !== personId(activity)) return refuse(tools, words.notYours);
  const result = await taking.turns.handle(
    deliveryOf(
      activity,
      { by: 'id', id: conversation, place: { tenantId: tenantOf(activity) } },
      { kind: 'unshare', destination: share.destination },
    ),
  );
  if (result.status === 'done' || result.status === 'duplicate') return true;
  return refuse(tools, result.status === 'damaged' ? words.damaged : words.notShared);
}

async function refuse(tools: TurnTools, text: string): Promise<false> {
  await tools.reply(text);
  return false;
}
