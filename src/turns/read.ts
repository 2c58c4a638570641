import type { State } from '../conversation/state.ts';
import type { Reply } from '../conversation/views.ts';
import type { ConversationRow } from '../store/conversations.ts';
import type { Store } from '../store/open-store.ts';
import type { TranscriptRow } from '../store/turn-log.ts';
import { openAddress, openState } from './stored-state.ts';
import type { Address, ConversationRead, TranscriptEntry } from './types.ts';

/** A stored conversation with its JSON checked, or why it cannot be used. */
export type OpenedRow =
  | { readonly ok: true; readonly state: State | null; readonly address: Address }
  | { readonly ok: false; readonly reason: string };

/** Check a stored conversation; damage is an answer, not an exception, so that it stays with this conversation. */
export function openRow(row: Pick<ConversationRow, 'state' | 'address'>): OpenedRow {
  const address = openAddress(row.address);
  if (address === null) return { ok: false, reason: 'the address is not an object of texts' };
  if (row.state === null) return { ok: true, state: null, address };
  const read = openState(row.state);
  return read.ok ? { ok: true, state: read.state, address } : read;
}

/** A conversation as readers see it. */
export async function readConversation(store: Store, id: string): Promise<ConversationRead> {
  const row = await store.conversations.read(id);
  if (!row) return { status: 'unknown-conversation' };
  const opened = openRow(row);
  if (!opened.ok) return { status: 'damaged', conversation: id, reason: opened.reason };
  const { platform, updatedAt } = row;
  return { status: 'found', id, platform, address: opened.address, state: opened.state, updatedAt };
}

/** The turns of a conversation after number `afterSeq`, oldest first; empty when there is no such conversation. */
export async function readTranscript(
  store: Store,
  conversation: string,
  afterSeq: number,
): Promise<readonly TranscriptEntry[]> {
  const rows = await store.transcript.after(conversation, afterSeq);
  return rows.map(entryOf);
}

/** Rows of our own writing: their JSON is trusted for its shape, as replies are only shown, never decided upon. */
function entryOf(row: TranscriptRow): TranscriptEntry {
  return {
    seq: row.seq,
    event: row.event as TranscriptEntry['event'],
    actor: row.actor,
    replies: JSON.parse(row.replies) as Reply[],
    at: row.at,
  };
}
