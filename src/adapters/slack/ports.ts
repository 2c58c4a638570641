import type { SharedView } from '../../conversation/views.ts';
import type { ConversationRead } from '../../turns/types.ts';

/** A past conversation as lists show it; `address` is its stored JSON. */
export type PastConversation = {
  readonly conversation: string;
  readonly startedBy: string;
  readonly headline: string;
  readonly at: number;
  readonly address: string;
};

/** How many found the recommendations of a conversation helpful, and how many did not. */
export type Votes = { readonly up: number; readonly down: number };

/** Where recommendations go by default, and who said so when (milliseconds since 1970). */
export type DesignChannel = { readonly channel: string; readonly by: string; readonly at: number };

type OverviewQuery = {
  readonly platform: string;
  readonly stage?: string;
  readonly limit: number;
} & (
  | { readonly by: 'person'; readonly person: string; readonly place?: string }
  | { readonly by: 'place'; readonly place: string }
);

/** What the adapter reads and keeps beside the turns: the least of the store that it needs. */
export type Ports = {
  readonly settings: {
    get(scope: string, key: string): Promise<string | null>;
    set(scope: string, key: string, value: string): Promise<void>;
    /** Set it unless it is set; true for the one who did. */
    claim(scope: string, key: string, value: string): Promise<boolean>;
    remove(scope: string, key: string): Promise<void>;
  };
  readonly overviews: { list(query: OverviewQuery): Promise<readonly PastConversation[]> };
  /** Votes on the recommendations of these conversations; those without votes are left out. */
  readonly votes: (conversations: readonly string[]) => Promise<ReadonlyMap<string, Votes>>;
  readonly shares: {
    of(conversation: string): Promise<readonly { readonly destination: string; readonly by: string }[]>;
  };
  readonly conversation: (id: string) => Promise<ConversationRead>;
  /** The card that sharing would post now; null before there is a verdict, or without such a conversation. */
  readonly preview: (conversation: string, by: string) => Promise<SharedView | null>;
  /** Delete what is kept about a person on a platform; absent where the service cannot. */
  readonly forget?: (platform: string, person: string) => Promise<void>;
  /** Whether words say anything about a workload, ask or call for something. */
  readonly means: (text: string) => boolean;
  readonly about: { readonly version: string; readonly knowledge: () => string };
};
