import type { App } from '@slack/bolt';
import type { WebClient } from '@slack/web-api';
import { z } from 'zod';
import { toDeliveryError } from '../deliver/slack-errors.ts';
import { renderWelcome } from '../render/welcome.ts';
import type { Door } from './door.ts';

/** Event type this code listens to. */
export const JOINED_EVENT = 'member_joined_channel';

/** `inviter` is absent where the app joined by itself, because somebody there had called it. */
const joinedSchema = z.object({ user: z.string(), channel: z.string(), inviter: z.string().optional() });

/** One short message to a channel that somebody brought the app into: what it does, how to start, how to end it. */
export function listenToJoining(app: App, door: Door): void {
  app.event(JOINED_EVENT, async ({ event, context, client }) => {
    const read = joinedSchema.safeParse(event);
    if (!read.success) return door.count('dropped', 'unreadable-joined');
    const { user, channel, inviter } = read.data;
    if (user !== context.botUserId) return door.count('dropped', 'others-joined');
    if (inviter !== undefined) await welcome(door, client, context.teamId ?? '', channel);
  });
}

/** Never twice: noted first, and taken back only where it is sure that nothing was posted. */
async function welcome(door: Door, client: WebClient, team: string, channel: string): Promise<void> {
  const note = [`slack:${team}`, `welcomed:${channel}`] as const;
  const { settings } = door.ports;
  if (!(await settings.claim(...note, 'yes'))) return door.count('dropped', 'welcomed-before');
  try {
    await client.chat.postMessage({ channel, ...renderWelcome(), unfurl_links: false, unfurl_media: false });
  } catch (error) {
    const { code, retry, outcome } = toDeliveryError(error);
    door.count('notice-lost', 'welcome');
    door.log.info({ code, channel }, 'slack channel not welcomed');
    if (!retry || outcome === 'unknown') return;
    await settings.remove(...note);
    throw error;
  }
}
