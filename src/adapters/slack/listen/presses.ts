import type { App, Context } from '@slack/bolt';
import { errorFields } from '../../../http/error-fields.ts';
import { limitText } from '../../../turns/limits.ts';
import { deliveryKey } from '../keys.ts';
import type { Person } from '../notice.ts';
import { escapeText } from '../render/mrkdwn.ts';
import { PLATFORM } from '../types.ts';
import { words } from '../words.ts';
import type { Door } from './door.ts';
import {
  elementSchema,
  type PressedElement,
  type PressPayload,
  pressSchema,
  readPress,
} from './press-payload.ts';

/** As much of a foreign value as helps to report it. */
const SHOWN_CHARACTERS = 60;

/** One listener for every button and menu: what we cannot read is acknowledged and explained as well. */
export function listenToPresses(app: App, door: Door): void {
  app.action(/.*/, async ({ body, action, context, ack }) => {
    await press(body, action, context, door);
    await ack();
  });
  // Nothing of ours opens these; a stray one is acknowledged so that nobody waits for a timeout.
  app.shortcut(/.*/, async ({ ack }) => {
    door.count('dropped', 'unknown-shortcut');
    await ack();
  });
  app.view(/.*/, async ({ ack }) => {
    door.count('dropped', 'unknown-view');
    await ack();
  });
}

async function press(body: unknown, action: unknown, context: Context, door: Door): Promise<void> {
  const payload = pressSchema.safeParse(body);
  const element = elementSchema.safeParse(action);
  if (!payload.success || !element.success) {
    door.count('dropped', 'unreadable-press');
    return;
  }
  const team = context.teamId ?? '';
  const person = personOf(payload.data, team);
  const read = readPress(element.data, payload.data.state);
  if (read.kind === 'nothing') return;
  if (read.kind === 'unreadable') {
    door.count('dropped', 'unknown-button');
    const what = element.data.value ?? element.data.action_id;
    await door.notify(person, words.unknownButton(escapeText(what.slice(0, SHOWN_CHARACTERS))));
    return;
  }
  await handOver(read, payload.data, element.data, person, door);
}

async function handOver(
  { conversation, event }: Extract<ReturnType<typeof readPress>, { kind: 'press' }>,
  payload: PressPayload,
  element: PressedElement,
  person: Person,
  door: Door,
): Promise<void> {
  const { id, username, name } = payload.user;
  const { team, channel, thread } = person;
  const message = payload.message?.ts ?? payload.container?.message_ts ?? '';
  try {
    const result = await door.turns.handle({
      key: deliveryKey.press(team, channel, message, element.action_id, element.action_ts ?? ''),
      platform: PLATFORM,
      workspace: team,
      actor: { id, name: username ?? name ?? '' },
      address: { team, channel, thread, responseUrl: null },
      // The app's home and modals have no channel; a message does, and must be in its own.
      target: { by: 'id', id: conversation, place: channel === '' ? { team } : { team, channel } },
      event,
    });
    if (result.status === 'done' || result.status === 'duplicate') return;
    door.count('dropped', result.status);
    if (result.status === 'limited') {
      if (result.tell) await door.notify(person, limitText(result));
      return;
    }
    await door.notify(person, result.status === 'damaged' ? words.damaged : words.lostConversation);
  } catch (error) {
    door.count('failed', 'press');
    door.log.error(errorFields(error), 'slack press not saved');
    await door.notify(person, words.notSaved);
  }
}

/** Who pressed and where. */
function personOf({ user, channel, message, container, response_url }: PressPayload, team: string): Person {
  return {
    team,
    user: user.id,
    channel: channel?.id ?? container?.channel_id ?? '',
    thread: message?.thread_ts ?? container?.thread_ts ?? null,
    responseUrl: response_url ?? null,
  };
}
