import type { Effect } from '../conversation/effects.ts';
import type { Actor, Event } from '../conversation/events.ts';
import type { State } from '../conversation/state.ts';
import type { Reply, View } from '../conversation/views.ts';
import type { Pace } from '../store/paces.ts';

export type { Pace };

/** Where a conversation lives: opaque to everybody but the adapter of its platform; plain JSON. */
export type Address = Readonly<Record<string, string | null>>;

/**
 * How a delivery names its conversation: by our id (a button carries it), by a platform key such as the thread,
 * or as a new one. `orCreate`: start one at this address when the key is unknown. A new conversation takes its key
 * over from the one that had it. An id of another platform's conversation is unknown.
 */
export type Target =
  | {
      readonly by: 'id';
      readonly id: string;
      /** Where the button was pressed: fields of the address that must be those of the conversation. */
      readonly place?: Readonly<Record<string, string>>;
    }
  | { readonly by: 'key'; readonly key: string; readonly orCreate: boolean }
  | { readonly by: 'new'; readonly key: string | null };

/**
 * One inbound delivery. `key` identifies it across retries, within its platform. `address` is kept when the delivery
 * begins a conversation; later ones change it through `Posted`.
 */
export type Delivery = {
  readonly key: string;
  readonly platform: string;
  /** The organisation it comes from, for its limit: a Slack team, a Teams tenant. */
  readonly workspace?: string | null;
  readonly actor: Actor;
  readonly address: Address;
  readonly target: Target;
  readonly event: Event;
  /** The room it happened in, by which past conversations are listed; absent where the platform has none. */
  readonly place?: string;
  /** The conversation goes on elsewhere: from this turn on it lives at `address` and `keys` name it too. */
  readonly move?: { readonly address: Address; readonly keys: readonly string[] };
};

/**
 * What came of a delivery. `unknown-conversation` leaves no trace, so it costs nothing to offer every message of a
 * channel; `elsewhere` when it names one of another place, which a copied button may do. `damaged`: the stored conversation cannot be read; it was left as it is, `reason` says why (no user text).
 */
export type TurnResult =
  | { readonly status: 'done'; readonly conversation: string; readonly replies: readonly Reply[] }
  | { readonly status: 'duplicate'; readonly conversation: string | null }
  | { readonly status: 'unknown-conversation'; readonly elsewhere?: true }
  | { readonly status: 'damaged'; readonly conversation: string; readonly reason: string }
  /** Too many at once: nothing was saved. `limitText` says it to the person, unless they were told before (`tell`). */
  | ({ readonly status: 'limited' } & Refused);

/** A delivery that came too fast. `tell`: the person has not been told yet that there is a limit. */
export type Refused = {
  readonly by: 'person' | 'workspace';
  readonly perMinute: number;
  readonly retryAfterMs: number;
  readonly tell: boolean;
};

/** The pure conversation: what was, what happened, who did it and when; `state` is null for a new conversation. */
export type Step = (input: StepInput) => StepOutput;

/** Thrown by a step that needs something fetched before it can be taken; the turn is then tried again. */
export class NotReady extends Error {
  /** Fetches it; rejects when it cannot be had now, and the turn fails. */
  readonly fetch: () => Promise<void>;

  constructor(what: string, fetch: () => Promise<void>) {
    super(`Not at hand yet: ${what}.`);
    this.name = 'NotReady';
    this.fetch = fetch;
  }
}
export type StepInput = {
  readonly state: State | null;
  readonly id: string;
  readonly event: Event;
  readonly actor: Actor;
  /** Milliseconds since 1970. */
  readonly now: number;
};
export type StepOutput = {
  readonly state: State;
  readonly replies: readonly Reply[];
  /** Kept in the same transaction as the state. */
  readonly effects?: readonly Effect[];
};

/** A conversation as readers see it. */
export type ConversationRead =
  | {
      readonly status: 'found';
      readonly id: string;
      readonly platform: string;
      readonly address: Address;
      readonly state: State | null;
      readonly updatedAt: number;
    }
  | { readonly status: 'unknown-conversation' }
  | { readonly status: 'damaged'; readonly conversation: string; readonly reason: string };

/** One turn as it went: `seq` counts from 1 without gaps; what the person typed is kept only where a reply quotes it. */
export type TranscriptEntry = {
  readonly seq: number;
  readonly event: Event['kind'];
  readonly actor: string;
  readonly replies: readonly Reply[];
  readonly at: number;
};

/** Where turns report; the shape of a pino logger. Messages are fixed, fields hold no user text. */
export type Log = {
  info(fields: object, message: string): void;
  warn(fields: object, message: string): void;
  error(fields: object, message: string): void;
};

/**
 * Counters: `turns` by platform and status; `deliveries` by platform, outcome and reason; `platform_errors` by platform and
 * class. `turn_seconds`: how long a turn took, by platform.
 */
export type Metrics = {
  count(name: 'turns' | 'deliveries' | 'platform_errors', labels: Readonly<Record<string, string>>): void;
  observe(name: 'turn_seconds', labels: Readonly<Record<string, string>>, value: number): void;
};

/**
 * One reply waiting to be delivered; `ref` is the platform id of the message to replace, if it was posted before.
 * `attempts` counts earlier tries. `uncertain`: an earlier try ended without an answer (crash, lost connection), so the
 * message may be there already: look it up, where the platform can be asked, before posting again.
 */
export type OutboxItem = {
  readonly id: number;
  readonly conversation: string;
  readonly platform: string;
  readonly slot: string;
  readonly audience: Reply['audience'];
  readonly actor: string;
  /** Another place than the conversation's own address, from `Reply.to`; null for the conversation itself. */
  readonly to: string | null;
  readonly view: View;
  readonly address: Address;
  readonly ref: string | null;
  readonly attempts: number;
  readonly uncertain: boolean;
};

/**
 * What the platform says after a post. `ref` finds the message again. `keys` are further platform keys under which
 * deliveries will name this conversation from now on (the thread that the root message opened). `address` replaces the
 * conversation's address when it is now known better.
 */
export type Posted = { readonly ref: string; readonly keys?: readonly string[]; readonly address?: Address };

/**
 * The outbound half of an adapter. Throws `DeliveryError` when the platform refuses; it must not retry by itself and
 * should end within 20 s. Any other error counts as a try whose outcome is unknown.
 */
export type Deliverer = {
  readonly platform: string;
  deliver(item: OutboxItem): Promise<Posted | Gone>;
  /**
   * How many messages a view takes there, at least 1. Each is an item of its own with the same view: the first has the
   * reply's slot, the following ones `partSlot` of it. Absent: always one.
   */
  parts?(view: View): number;
  /** The pace that this post has to keep, shared by every conversation and replica; null or absent: none. */
  paceOf?(item: OutboxItem): Pace | null;
};

/** Nothing stands in this slot (any more): a message that was taken away, or one that was only to be replaced. */
export type Gone = { readonly gone: true };

/** The slot of a further message of a reply; `part` counts from 1, which is the reply's own slot. */
export function partSlot(slot: string, part: number): string {
  return part === 1 ? slot : `${slot}/${part}`;
}

/** The number of a slot's part, from 1. */
export function partOf(slot: string): number {
  return Number(/\/(\d+)$/.exec(slot)?.[1] ?? 1);
}

/**
 * What kind of trouble a refusal is. `rate-limit`: too fast; `temporary`: the platform's own, it passes; `repair`: a person
 * has to act first (token, scopes); `no-answer`: nobody knows what became of the try; `final`: the same call would get
 * the same answer.
 */
export type ErrorClass = 'rate-limit' | 'temporary' | 'repair' | 'no-answer' | 'final';

/**
 * A refusal by the platform: whether it may be tried again, and when. `outcome: 'unknown'` when no answer came, so
 * that the message may have been posted all the same.
 */
export class DeliveryError extends Error {
  readonly code: string;
  readonly retry: boolean;
  readonly afterMs: number | null;
  readonly outcome: 'refused' | 'unknown';
  readonly kind: ErrorClass;
  /** It happens in everyday use and the person knows of it: nothing for an operator to look into. */
  readonly everyday: boolean;
  constructor(
    code: string,
    options: {
      retry: boolean;
      afterMs?: number | null;
      outcome?: 'refused' | 'unknown';
      /** Told by the adapter where the other fields do not say it: a rate limit, a repair. */
      kind?: ErrorClass;
      everyday?: boolean;
      cause?: unknown;
    },
  ) {
    super(`The platform refused a message: ${code}.`, { cause: options.cause });
    this.name = 'DeliveryError';
    this.code = code;
    this.retry = options.retry;
    this.afterMs = options.afterMs ?? null;
    this.outcome = options.outcome ?? 'refused';
    this.everyday = options.everyday ?? false;
    const plain = options.retry ? 'temporary' : 'final';
    this.kind = options.kind ?? (this.outcome === 'unknown' ? 'no-answer' : plain);
  }
}
