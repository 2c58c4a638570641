import type { ConversationRead, Delivery, TranscriptEntry, TurnResult } from '../../turns/types.ts';

export const PLATFORM = 'web';

/** What the page needs of the turns room; `Turns` itself fits. */
export type WebTurns = {
  handle(delivery: Delivery): Promise<TurnResult>;
  transcript(conversation: string, afterSeq: number): Promise<readonly TranscriptEntry[]>;
  conversation(id: string): Promise<ConversationRead>;
};

/** A structured logger: fixed message, details as fields, never anybody's words. */
export type WebLog = { error(fields: Readonly<Record<string, unknown>>, message: string): void };
