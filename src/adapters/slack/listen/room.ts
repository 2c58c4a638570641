import { words } from '../words.ts';
import type { Door } from './door.ts';
import { ofPlace } from './history.ts';
import { publishHome } from './home.ts';
import { mayPost } from './may-post.ts';
import type { Press } from './press.ts';

/** A channel was chosen in the Home tab: what was recommended there, for those who may read it. */
export async function showRoom({ element, client, here }: Press, door: Door): Promise<void> {
  const { selected_conversation: channel } = element;
  if (!channel) return;
  const { team, user } = here;
  // Whoever may post somewhere may read there, too.
  const permission = await mayPost(client, user, channel);
  const room =
    permission.kind === 'yes'
      ? { channel, past: await ofPlace(door, client, { team, channel }) }
      : { channel, refusal: words.cannotShowRoom(channel) };
  await publishHome(door, client, team, user, room);
}
