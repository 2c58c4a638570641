import type { App, ReceiverEvent } from '@slack/bolt';
import { errorFields } from '../../../http/error-fields.ts';
import type { Count, Log } from '../types.ts';
import { words } from '../words.ts';
import type { Deadlines } from './deadlines.ts';
import type { TellLate } from './late-answer.ts';
import { malformed } from './well-formed.ts';

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
  readonly deadlines: Deadlines;
};

/**
 * Run one delivery through Bolt and hold the acknowledgement back until its turn is saved. Bolt acknowledges an event
 * before its listeners run, so for events the end of processing counts; commands and actions acknowledge themselves.
 * After the limit Slack is answered whatever happens, and the slow turn goes on, counted and logged: a person who waits is
 * told so, and gets the answer of a command when it is there; an event is answered as not saved yet, so that Slack delivers it again should the slow turn fail. When it did
 * not, that is a duplicate.
 */
export function holdAck(app: Pick<App, 'processEvent'>, incoming: Incoming, watch: Watch): Promise<Outcome> {
  const kind = kindOf(incoming.body);
  const fault = malformed(incoming.body);
  if (fault !== null) {
    watch.count('refused', 'malformed');
    watch.log.warn({ kind, ...fault }, 'slack payload refused, it is not as Slack makes them');
    return Promise.resolve({ kind: 'malformed' });
  }
  const { promise, resolve } = Promise.withResolvers<Outcome>();
  const { limitMs, begin } = watch.deadlines;
  let isLate = false;
  const end = begin(() => {
    isLate = true;
    watch.count('slow-ack', kind);
    watch.log.warn({ kind, limitMs }, 'slack delivery answered before its end');
    resolve(atTheLimit(kind));
  });
  const answer = (outcome: Outcome): void => {
    end();
    resolve(outcome);
  };
  run(app, incoming, { kind, watch, isLate: () => isLate, answer });
  return promise;
}

function atTheLimit(kind: string): Outcome {
  if (kind === 'event') return { kind: 'failed' };
  const body = kind === 'command' ? { response_type: 'ephemeral', text: words.stillSaving } : undefined;
  return { kind: 'acknowledged', body };
}

type Held = {
  readonly kind: string;
  readonly watch: Watch;
  readonly isLate: () => boolean;
  /** Called with every outcome there is; the first one counts. */
  readonly answer: (outcome: Outcome) => void;
};

function run(
  app: Pick<App, 'processEvent'>,
  incoming: Incoming,
  { kind, watch, isLate, answer }: Held,
): void {
  let acknowledged = false;
  const ack = async (body?: unknown): Promise<void> => {
    acknowledged = true;
    if (kind === 'command' && body !== undefined && isLate()) await watch.tellLate(incoming.body, body);
    if (kind !== 'event') answer({ kind: 'acknowledged', body });
  };
  app.processEvent({ ...incoming, ack }).then(
    () => {
      if (!acknowledged) watch.count('dropped', 'unhandled');
      answer(acknowledged ? { kind: 'acknowledged', body: undefined } : { kind: 'nobody-answered' });
    },
    (error: unknown) => {
      watch.count('failed', kind);
      watch.log.error(
        { kind, retry: incoming.retryNum ?? 0, ...errorFields(error) },
        'slack delivery failed',
      );
      answer({ kind: 'failed' });
    },
  );
}

function kindOf(body: Incoming['body']): string {
  if (body['event'] !== undefined) return 'event';
  if (body['command'] !== undefined) return 'command';
  return typeof body['type'] === 'string' ? body['type'] : 'unknown';
}
