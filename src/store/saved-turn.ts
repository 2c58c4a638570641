import type { ConversationRow } from './conversations.ts';
import type { NewOutboxRow } from './outbox-rows.ts';
import type { DeliveryClaim, TranscriptRow } from './turn-log.ts';

/** The outcome of one turn, written only when `from`, the row as it was read, is still the stored one. */
export type SavedTurn = {
  readonly id: string;
  readonly from: Pick<ConversationRow, 'version' | 'state' | 'address' | 'knowledge' | 'activeDay'>;
  /** JSON text. */
  readonly state: string;
  readonly schemaVersion: number;
  /** Version of the knowledge that the conversation goes by. */
  readonly knowledge: string;
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly said: Pick<TranscriptRow, 'event' | 'actor' | 'replies'>;
  readonly messages: readonly NewOutboxRow[];
  /** Of a delivery that is most likely new, and was not claimed before. */
  readonly claim: DeliveryClaim | null;
};
