import type { Logger } from '@slack/bolt';
import type { Route } from '../../../http/types.ts';
import { SetupError } from '../setup-error.ts';
import type { Count, Log, SlackConfig, SlackMode } from '../types.ts';
import { type HttpReceiver, httpReceiver } from './http-receiver.ts';
import type { TellLate } from './late-answer.ts';
import { type SocketReceiver, socketReceiver } from './socket-receiver.ts';

type Chosen = {
  readonly bolt: HttpReceiver | SocketReceiver;
  readonly routes: readonly Route[];
  readonly isReady: () => boolean;
};

type Wanted = {
  readonly config: SlackConfig;
  readonly mode: SlackMode;
  readonly now: () => number;
  readonly ackLimitMs?: number;
};

type Watch = {
  readonly apiUrl: string;
  readonly logger: Logger;
  readonly log: Log;
  readonly count: Count;
  readonly tellLate: TellLate;
};

/** The way in that the mode names; the application behind it is the same. Throws with the variable that is missing. */
export function receiverFor({ config, mode, now, ackLimitMs }: Wanted, watch: Watch): Chosen {
  if (mode === 'http') {
    const signingSecret = required(
      config.signingSecret,
      'SLACK_SIGNING_SECRET',
      'copy it from "Basic Information"',
    );
    const bolt = httpReceiver({ ...watch, signingSecret, now, ackLimitMs });
    return { bolt, routes: bolt.routes, isReady: () => true };
  }
  const appToken = required(
    config.appToken,
    'SLACK_APP_TOKEN',
    'create an app-level token with connections:write',
  );
  const bolt = socketReceiver({ ...watch, appToken, ackLimitMs });
  return { bolt, routes: [], isReady: bolt.isConnected };
}

function required(value: string | undefined, name: string, remedy: string): string {
  if (value !== undefined && value.trim() !== '') return value;
  throw new SetupError(`${name} is not set; ${remedy} of the Slack app.`);
}
