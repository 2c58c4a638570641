import type { AllMiddlewareArgs, App, SlackCommandMiddlewareArgs } from '@slack/bolt';
import { errorFields } from '../../../http/error-fields.ts';
import { limitText } from '../../../turns/limits.ts';
import { conversationKey, deliveryKey, isDirect } from '../keys.ts';
import { plainWords } from '../text-in.ts';
import { PLATFORM } from '../types.ts';
import { COMMAND, words } from '../words.ts';
import type { Door } from './door.ts';

/** Commands this code answers; the manifest must offer exactly these. */
export const COMMANDS: readonly string[] = [COMMAND];

type Args = SlackCommandMiddlewareArgs & AllMiddlewareArgs;

/** One listener for every command, so that one we do not know is acknowledged and explained too. */
export function listenToCommands(app: App, door: Door): void {
  app.command(/.*/, async (args) => {
    if (!COMMANDS.includes(args.command.command)) return explain(args, door);
    const text = plainWords(args.command.text ?? '', args.context.botUserId ?? '');
    if (/^help$/i.test(text)) return args.ack({ response_type: 'ephemeral', text: words.help });
    await start(args, door, text);
  });
}

async function explain({ command, ack }: Args, { count }: Door): Promise<void> {
  count('dropped', 'unknown-command');
  await ack({ response_type: 'ephemeral', text: words.unknownCommand(command.command) });
}

/** A new conversation; its root and questions come through the outbox. Acknowledged after it is saved, or told not. */
async function start({ command, context, ack }: Args, door: Door, text: string): Promise<void> {
  const team = context.teamId ?? command.team_id;
  const channel = command.channel_id;
  const responseUrl = command.response_url ?? null;
  try {
    const result = await door.turns.handle({
      key: deliveryKey.command(command.trigger_id),
      platform: PLATFORM,
      workspace: team,
      actor: { id: command.user_id, name: command.user_name ?? '' },
      address: { team, channel, thread: null, responseUrl },
      target: { by: 'new', key: isDirect(channel) ? conversationKey(team, channel, null) : null },
      event: { kind: 'start', text },
    });
    if (result.status === 'limited') {
      door.count('dropped', 'limited');
      return await ack(result.tell ? { response_type: 'ephemeral', text: limitText(result) } : undefined);
    }
  } catch (error) {
    door.count('failed', 'command');
    door.log.error(errorFields(error), 'slack command not saved');
    await ack({ response_type: 'ephemeral', text: words.notSaved });
    return;
  }
  await ack();
}
