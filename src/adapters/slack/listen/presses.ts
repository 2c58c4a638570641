import type { AllMiddlewareArgs, App, Context } from '@slack/bolt';
import { errorFields } from '../../../http/error-fields.ts';
import { ELEMENT } from '../keys.ts';
import type { Person } from '../notice.ts';
import { words } from '../words.ts';
import type { Door } from './door.ts';
import { rate } from './feedback.ts';
import { goDirect, joinHere } from './hearing.ts';
import { forgetMe, openDescribe, startWith } from './offers.ts';
import type { Press } from './press.ts';
import { elementSchema, nameOf, type PressPayload, pressSchema } from './press-payload.ts';
import { showRoom } from './room.ts';
import { chooseDesign, clearDesign } from './settings.ts';
import { openShare, openShareTo, takeBack } from './share-open.ts';
import { handOver } from './to-conversation.ts';

type Handler = (press: Press, door: Door) => Promise<void>;

/** Elements that do more, or something else, than to act on a conversation. */
const HANDLERS: Readonly<Record<string, Handler>> = {
  [ELEMENT.feedback]: rate,
  [ELEMENT.post]: openShare,
  [ELEMENT.share]: openShareTo,
  [ELEMENT.unshare]: takeBack,
  [ELEMENT.start]: startWith,
  [ELEMENT.describe]: openDescribe,
  [ELEMENT.join]: joinHere,
  [ELEMENT.direct]: goDirect,
  [ELEMENT.design]: chooseDesign,
  [ELEMENT.noDesign]: clearDesign,
  [ELEMENT.forget]: forgetMe,
  [ELEMENT.room]: showRoom,
};

/**
 * Every button and menu: what we cannot read is acknowledged and explained as well. Taken before the listeners, since Bolt
 * hands each delivery to all of them, and most deliveries are presses.
 */
export function takePresses(app: App, door: Door, now: () => number): void {
  app.use(async (args) => {
    if (!('action' in args) || args.body.type !== 'block_actions') return args.next();
    const { body, action, context, client, ack } = args;
    await press(body, action, { context, client }, door, now());
    await ack();
  });
}

type Bolt = { readonly context: Context; readonly client: AllMiddlewareArgs['client'] };

async function press(body: unknown, action: unknown, bolt: Bolt, door: Door, now: number): Promise<void> {
  const payload = pressSchema.safeParse(body);
  const element = elementSchema.safeParse(action);
  if (!payload.success || !element.success) {
    door.count('dropped', 'unreadable-press');
    return;
  }
  const one = pressOf(payload.data, element.data, bolt, now);
  try {
    await (HANDLERS[nameOf(element.data)] ?? handOver)(one, door);
  } catch (error) {
    door.count('failed', 'press');
    door.log.error(errorFields(error), 'slack press not carried out');
    await door.notify(one.person, words.notSaved);
  }
}

function pressOf(payload: PressPayload, element: Press['element'], bolt: Bolt, now: number): Press {
  const { user, message, container } = payload;
  const team = bolt.context.teamId ?? '';
  const person = personOf(payload, team);
  const at = message?.ts ?? container?.message_ts ?? container?.view_id ?? '';
  return {
    element,
    payload,
    person,
    client: bolt.client,
    trigger: payload.trigger_id ?? '',
    now,
    here: {
      team,
      channel: person.channel,
      user: user.id,
      name: user.username ?? user.name ?? '',
      responseUrl: payload.response_url ?? null,
      id: [team, person.channel, at, element.action_id, element.action_ts ?? ''].join(':'),
    },
  };
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
