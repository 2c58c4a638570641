import type { Effect } from '../conversation/effects.ts';
import { STATE_VERSION } from '../conversation/state.ts';
import type { Reply, View } from '../conversation/views.ts';
import { type ConversationRow, dayOf } from '../store/conversations.ts';
import type { Tables } from '../store/open-store.ts';
import type { NewOutboxRow } from '../store/outbox.ts';
import type { SavedTurn } from '../store/saved-turn.ts';
import { stateText } from './stored-state.ts';
import { traceOf } from './trace.ts';
import { type Delivery, partSlot, type StepOutput } from './types.ts';

/**
 * What saving needs to know of platforms: `delivers` says whether replies of one are sent or only read from the transcript,
 * `parts` how many messages a view takes there.
 */
export type Saving = {
  readonly delivers: (platform: string) => boolean;
  readonly parts: (platform: string, view: View) => number;
};

/** A turn that has been stepped: the conversation it began from, and what came of it. */
export type Stepped = {
  readonly delivery: Delivery;
  readonly row: ConversationRow;
  readonly output: StepOutput;
  readonly at: number;
};

/** What is to be written of a turn. */
export type Outcome = {
  readonly turn: SavedTurn;
  /** What belongs in the same transaction; null when there is nothing. */
  readonly beside: ((tables: Tables) => Promise<void>) | null;
  /** The conversation as it is once all of it is written. */
  readonly left: ConversationRow;
};

/** What is to be written of a turn; `claims`: its delivery has not been claimed yet. */
export function outcomeOf(
  tools: Saving,
  stepped: Stepped,
  { claims }: { readonly claims: boolean },
): Outcome {
  const { delivery, row, output, at } = stepped;
  const { platform, key, actor, event, move } = delivery;
  const { id } = row;
  const version = row.version + 1;
  const state = stateText(output.state);
  const { knowledge } = output.state;
  const turn: SavedTurn = {
    id,
    from: row,
    state,
    schemaVersion: STATE_VERSION,
    knowledge,
    at,
    said: { event: event.kind, actor: actor.id, replies: JSON.stringify(output.replies) },
    messages: outboxRows(tools, output.replies, row, version, delivery),
    claim: claims ? { platform, key, conversation: id, status: 'done', at } : null,
  };
  const address = move === undefined ? row.address : JSON.stringify(move.address);
  const left = { ...row, address, state, version, updatedAt: at, knowledge, activeDay: dayOf(at) };
  return { turn, beside: besideOf(stepped, address), left };
}

/**
 * Write it in the turn's transaction. Resolves with the conversation as it is once the transaction is committed. Rejects when
 * the stored conversation is not the one the turn began from.
 */
export async function save(tables: Tables, { turn, beside, left }: Outcome): Promise<ConversationRow> {
  // Nothing of it needs another's answer, so none waits for it, nor the commit for them.
  const saved = tables.last([tables.turns.save(turn)]);
  await beside?.(tables);
  await saved;
  return left;
}

function besideOf({ delivery, row, output, at }: Stepped, address: string): Outcome['beside'] {
  const { effects = [], replies } = output;
  const { move } = delivery;
  const status = replies.map((reply) => reply.view).findLast((view) => view.kind === 'status');
  if (effects.length === 0 && move === undefined && status === undefined) return null;
  return async (tables) => {
    const noted = status === undefined ? [] : [noteOverview(tables, row, delivery, status, at)];
    const sent = tables.last(noted);
    for (const effect of effects) await keep(tables, effect, row.id, delivery.actor.id, at);
    if (move !== undefined) {
      await tables.conversations.setAddress(row.id, address);
      await tables.conversations.bindKeys(row.platform, move.keys, row.id);
    }
    await sent;
  };
}

function outboxRows(
  { delivers, parts }: Saving,
  replies: readonly Reply[],
  row: ConversationRow,
  seq: number,
  delivery: Delivery,
): NewOutboxRow[] {
  const { id: conversation, platform } = row;
  if (!delivers(platform)) return [];
  const trace = traceOf(delivery);
  const rows: NewOutboxRow[] = [];
  for (const [index, reply] of replies.entries()) {
    const { audience, to: destination = null } = reply;
    const last = parts(platform, reply.view);
    for (let part = 1; part <= last; part += 1) {
      const [place, slot] = [rows.length, partSlot(reply.slot, part)];
      const who = { audience, actor: delivery.actor.id, destination };
      rows.push({ conversation, seq, place, platform, slot, ...who, reply: index, view: null, trace });
    }
  }
  return rows;
}

function keep(tables: Tables, effect: Effect, conversation: string, by: string, at: number): Promise<void> {
  if (effect.kind === 'unanswered') {
    const { question, nearest } = effect;
    return tables.unanswered.add({ question, nearest, conversation, by, at });
  }
  const { kind: _kind, ...vote } = effect;
  return tables.feedback.vote({ conversation, ...vote, at });
}

/** The line under which lists of past conversations show this one is the one its root message shows. */
function noteOverview(
  tables: Tables,
  { id: conversation, platform }: ConversationRow,
  { place }: Delivery,
  { startedBy, stage, headline }: Extract<View, { kind: 'status' }>,
  at: number,
): Promise<void> {
  return tables.overviews.note({
    conversation,
    platform,
    place: place ?? null,
    startedBy,
    stage,
    headline,
    at,
  });
}
