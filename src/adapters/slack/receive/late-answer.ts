import type { KnownBlock } from '@slack/types';
import type { Notify } from '../notice.ts';
import { commandBody } from './well-formed.ts';

/** Tells the answer of a command that was ready only after Slack had to be answered without it. */
export type TellLate = (command: Readonly<Record<string, unknown>>, answer: unknown) => Promise<void>;

/** "My answer follows here" was promised: privately, where the command was typed. */
export function lateAnswer(notify: Notify): TellLate {
  return async (command, answer) => {
    const { team_id: team, user_id: user, channel_id: channel, response_url } = commandBody.parse(command);
    const { text, blocks } = answer as { readonly text: string; readonly blocks?: readonly KnownBlock[] };
    await notify({ team, user, channel, thread: null, responseUrl: response_url ?? null }, text, blocks);
  };
}
