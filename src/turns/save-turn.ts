import type { Effect } from '../conversation/effects.ts';
import { STATE_VERSION } from '../conversation/state.ts';
import type { Reply, View } from '../conversation/views.ts';
import { type ConversationRow, dayOf } from '../store/conversations.ts';
import type { Tables } from '../store/open-store.ts';
import type { NewOutboxRow } from '../store/outbox.ts';
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

/**
 * Save state, transcript and outbox of a turn, in its transaction. Resolves with the conversation as it is then, valid once
 * the transaction is committed. Rejects when the stored conversation is not the one the turn began from.
 */
export async function save(
  tools: Saving,
  tables: Tables,
  { delivery, row, output, at }: Stepped,
): Promise<ConversationRow> {
  const { id } = row;
  const seq = row.version + 1;
  const state = stateText(output.state);
  const replies = JSON.stringify(output.replies);
  const messages = outboxRows(tools, output.replies, row, seq, delivery);
  const { knowledge } = output.state;
  const actor = delivery.actor.id;
  const event = delivery.event.kind;
  // None of these needs another's answer, so none waits for it, nor the commit for them.
  const saved = tables.last([
    tables.conversations.save({ id, from: row, state, schemaVersion: STATE_VERSION, knowledge, at }),
    tables.transcript.append({ conversation: id, seq, event, actor, replies, at }),
    noteOverview(tables, row, delivery, output, at),
    tables.outbox.add(messages, at),
  ]);
  for (const effect of output.effects ?? []) await keep(tables, effect, id, actor, at);
  const address = delivery.move === undefined ? row.address : await move(tables, row, delivery.move);
  await saved;
  return { ...row, address, state, version: seq, updatedAt: at, knowledge, activeDay: dayOf(at) };
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
async function noteOverview(
  tables: Tables,
  row: ConversationRow,
  delivery: Delivery,
  output: StepOutput,
  at: number,
): Promise<void> {
  const view = output.replies.map((reply) => reply.view).findLast((one) => one.kind === 'status');
  if (view === undefined) return;
  const { startedBy, stage, headline } = view;
  const { id: conversation, platform } = row;
  const place = delivery.place ?? null;
  await tables.overviews.note({ conversation, platform, place, startedBy, stage, headline, at });
}

/** Resolves with the address as it is stored from now on. */
async function move(
  tables: Tables,
  { id, platform }: ConversationRow,
  { address, keys }: NonNullable<Delivery['move']>,
): Promise<string> {
  const stored = JSON.stringify(address);
  await tables.conversations.setAddress(id, stored);
  await tables.conversations.bindKeys(platform, keys, id);
  return stored;
}
