import type { App } from '@slack/bolt';
import type { WebClient } from '@slack/web-api';
import { z } from 'zod';
import { slackCode } from '../deliver/slack-errors.ts';
import { SUGGESTED_PROMPTS } from '../prompts.ts';
import { type RoomList, renderHome } from '../render/home.ts';
import { designChannel } from './design-channel.ts';
import type { Door } from './door.ts';
import { ofPerson } from './history.ts';

/** Event types this code listens to. */
export const HOME_EVENT = 'app_home_opened';

const openedSchema = z.object({
  user: z.string(),
  channel: z.string().optional(),
  tab: z.string().optional(),
});

/** The Home tab is drawn whenever it is opened; the Messages tab gets suggestions of what to write. */
export function listenToHome(app: App, door: Door): void {
  app.event(HOME_EVENT, async ({ event, context, client }) => {
    const read = openedSchema.safeParse(event);
    if (!read.success) return door.count('dropped', 'unreadable-home');
    const { user, channel, tab } = read.data;
    if (tab === 'messages') return suggest(door, client, channel ?? '');
    return publishHome(door, client, context.teamId ?? '', user);
  });
}

/** Draw a person's Home tab with what is kept now; `room`: what was recommended in the channel they chose. */
export async function publishHome(
  door: Door,
  client: WebClient,
  team: string,
  user: string,
  room: RoomList | null = null,
): Promise<void> {
  const past = await ofPerson(door, client, user);
  const view = renderHome({
    past,
    room,
    design: await designChannel(door.ports, team),
    about: { version: door.ports.about.version, knowledge: door.ports.about.knowledge() },
  });
  await client.views.publish({ user_id: user, view });
}

/** A courtesy of the agent view: without its permission or feature nothing is missed. */
async function suggest(door: Door, client: WebClient, channel: string): Promise<void> {
  try {
    await client.apiCall('assistant.threads.setSuggestedPrompts', {
      channel_id: channel,
      title: 'What is it about?',
      prompts: JSON.stringify(SUGGESTED_PROMPTS),
    });
  } catch (error) {
    const code = slackCode(error);
    if (code === null) throw error;
    door.log.info({ code }, 'slack suggestions not shown');
  }
}
