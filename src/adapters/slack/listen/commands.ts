import type { AllMiddlewareArgs, App, SlackCommandMiddlewareArgs } from '@slack/bolt';
import { errorFields } from '../../../http/error-fields.ts';
import { escapeText } from '../render/mrkdwn.ts';
import { renderUnknownWords } from '../render/unknown-words.ts';
import { plainWords } from '../text-in.ts';
import { COMMAND, words } from '../words.ts';
import { begin, type Here } from './begin.ts';
import { cancelLatest } from './cancel.ts';
import type { Door } from './door.ts';
import { answerHistory } from './history.ts';
import type { PrivateAnswer } from './private-answer.ts';
import { answerSettings } from './settings.ts';
import { shareLatest } from './share-open.ts';
import { readTyped, type Typed } from './verbs.ts';

/** Commands this code answers; the manifest must offer exactly these. */
export const COMMANDS: readonly string[] = [COMMAND];

type Args = SlackCommandMiddlewareArgs & AllMiddlewareArgs;

/** One listener for every command, so that one we do not know is acknowledged and explained too. */
export function listenToCommands(app: App, door: Door): void {
  app.command(/.*/, async (args) => {
    const { command, ack } = args;
    const answer = COMMANDS.includes(command.command)
      ? await answerTo(args, door)
      : unknownCommand(command.command, door);
    await ack(answer === null ? undefined : { response_type: 'ephemeral', ...answer });
  });
}

/** Null: the answer comes as a conversation. A failure is told, never left to a timeout. */
async function answerTo(args: Args, door: Door): Promise<PrivateAnswer | null> {
  const text = plainWords(args.command.text ?? '', args.context.botUserId ?? '');
  try {
    return await carryOut(readTyped(text, door.ports.means), args, door);
  } catch (error) {
    door.count('failed', 'command');
    door.log.error(errorFields(error), 'slack command not carried out');
    return { text: words.notSaved };
  }
}

async function carryOut(typed: Typed, args: Args, door: Door): Promise<PrivateAnswer | null> {
  const here = hereOf(args);
  if (typed.kind === 'start') return begin(door, here, { kind: 'start', text: typed.words });
  if (typed.kind === 'unknown') return renderUnknownWords(typed.typed, typed.near);
  const { client, command } = args;
  switch (typed.verb) {
    case 'help':
      return { text: words.help };
    case 'about':
      return { text: words.about(door.ports.about.version, door.ports.about.knowledge()) };
    case 'ask':
      return typed.words === ''
        ? { text: words.askWhat }
        : begin(door, here, { kind: 'ask', question: typed.words });
    case 'compare':
      return typed.words === ''
        ? { text: words.compareWhat }
        : begin(door, here, { kind: 'compare-words', words: typed.words });
    case 'history':
      return answerHistory(door, client, here);
    case 'settings':
      return answerSettings(door, here);
    case 'share':
      return shareLatest(door, client, here, command.trigger_id);
    case 'cancel':
      return cancelLatest(door, here);
  }
}

function unknownCommand(command: string, { count }: Door): PrivateAnswer {
  count('dropped', 'unknown-command');
  return { text: words.unknownCommand(escapeText(command)) };
}

function hereOf({ command, context }: Args): Here {
  return {
    team: context.teamId ?? command.team_id,
    channel: command.channel_id,
    user: command.user_id,
    name: command.user_name ?? '',
    responseUrl: command.response_url ?? null,
    id: command.trigger_id,
  };
}
