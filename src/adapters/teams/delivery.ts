import type { Event } from '../../conversation/events.ts';
import type { Address, Delivery, Target } from '../../turns/types.ts';
import { type Activity, tenantOf } from './activity.ts';
import { PLATFORM } from './types.ts';

/** The person who did it: their id in the directory, the same in every chat. */
export function personId({ from }: Activity): string {
  return from.aadObjectId ?? from.id;
}

/** What an activity is to the turns room. Activity ids are unique within their conversation only. */
export function deliveryOf(activity: Activity, target: Target, event: Event, again = ''): Delivery {
  return {
    key: `${activity.conversation.id}:${activity.id}${again}`,
    platform: PLATFORM,
    workspace: tenantOf(activity),
    actor: { id: personId(activity), name: activity.from.name ?? '' },
    address: addressOf(activity),
    target,
    event,
  };
}

function addressOf(activity: Activity): Address {
  return {
    serviceUrl: activity.serviceUrl,
    conversationId: activity.conversation.id,
    tenantId: tenantOf(activity),
    botId: activity.recipient.id,
  };
}
