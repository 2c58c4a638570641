import type { App, ReceiverEvent } from '@slack/bolt';
import { errorFields } from '../../../http/error-fields.ts';
import type { Count, Log } from '../types.ts';
import { words } from '../words.ts';
import type { TellLate } from './late-answer.ts';
import { malformed } from './well-formed.ts';

/** Slack gives up after 3 s; half a second is left for the way back. */
export const ACK_LIMIT_MS = 2_500;

/** What to tell Slack about one delivery. */
export type Outcome =
  /** `body` is the answer for the platform, if the listener gave one. */
  | { readonly kind: 'acknowledged'; readonly body: unknown }
  /** Not saved: Slack is to deliver it again. */
  | { readonly kind: 'failed' }
  /** No payload that Slack makes: another try would not help. */
  | { readonly kind: 'malformed' }
  | { readonly kind: 'nobody-answered' };

export type Incoming = Omit<ReceiverEvent, 'ack'>;

export type Watch = {
  readonly log: Log;
  readonly count: Count;
  readonly tellLate: TellLate;
  readonly limitMs?: number;
};

/**
 * Run one delivery through Bolt and hold the acknowledgement back until its turn is saved. Bolt acknowledges an event
 * before its listeners run, so for events the end of processing counts; commands and actions acknowledge themselves.
 * After `limitMs` Slack is answered whatever happens, and the slow turn goes on, counted and logged: a person who waits is
 * told so, and gets the answer of a command when it is there; an event is answered as not saved yet, so that Slack delivers it again should the slow turn fail. When it did
 * not, that is a duplicate.
 */
export async function holdAck(
  app: Pick<App, 'processEvent'>,
  incoming: Incoming,
  watch: Watch,
): Promise<Outcome> {
  const kind = kindOf(incoming.body);
  const fault = malformed(incoming.body);
  if (fault !== null) {
    watch.count('refused', 'malformed');
    watch.log.warn({ kind, ...fault }, 'slack payload refused, it is not as Slack makes them');
    return { kind: 'malformed' };
  }
  let stop = (): void => undefined;
  let isLate = false;
  const tooSlow = new Promise<Outcome>((resolve) => {
    const timer = setTimeout(() => {
      isLate = true;
      watch.count('slow-ack', kind);
      watch.log.warn(
        { kind, limitMs: watch.limitMs ?? ACK_LIMIT_MS },
        'slack delivery answered before its end',
      );
      resolve(atTheLimit(kind));
    }, watch.limitMs ?? ACK_LIMIT_MS);
    stop = () => clearTimeout(timer);
  });
  const outcome = await Promise.race([run(app, incoming, kind, watch, () => isLate), tooSlow]);
  stop();
  return outcome;
}

function atTheLimit(kind: string): Outcome {
  if (kind === 'event') return { kind: 'failed' };
  const body = kind === 'command' ? { response_type: 'ephemeral', text: words.stillSaving } : undefined;
  return { kind: 'acknowledged', body };
}

function run(
  app: Pick<App, 'processEvent'>,
  incoming: Incoming,
  kind: string,
  watch: Watch,
  isLate: () => boolean,
): Promise<Outcome> {
  return new Promise((resolve) => {
    let acknowledged = false;
    const ack = async (body?: unknown): Promise<void> => {
      acknowledged = true;
      if (kind === 'command' && body !== undefined && isLate()) await watch.tellLate(incoming.body, body);
      if (kind !== 'event') resolve({ kind: 'acknowledged', body });
    };
    app.processEvent({ ...incoming, ack }).then(
      () => {
        if (!acknowledged) watch.count('dropped', 'unhandled');
        resolve(acknowledged ? { kind: 'acknowledged', body: undefined } : { kind: 'nobody-answered' });
      },
      (error: unknown) => {
        watch.count('failed', kind);
        watch.log.error(
          { kind, retry: incoming.retryNum ?? 0, ...errorFields(error) },
          'slack delivery failed',
        );
        resolve({ kind: 'failed' });
      },
    );
  });
}

function kindOf(body: Incoming['body']): string {
  if (body['event'] !== undefined) return 'event';
  if (body['command'] !== undefined) return 'command';
  return typeof body['type'] === 'string' ? body['type'] : 'unknown';
}
