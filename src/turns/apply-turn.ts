import type { Effect } from '../conversation/effects.ts';
import { STATE_VERSION } from '../conversation/state.ts';
import type { Reply, View } from '../conversation/views.ts';
import type { ConversationRow } from '../store/conversations.ts';
import type { Store, Tables } from '../store/open-store.ts';
import type { NewOutboxRow } from '../store/outbox.ts';
import { begin, isElsewhere, locate, mayBegin } from './locate.ts';
import { openRow } from './read.ts';
import { stateText } from './stored-state.ts';
import { traceOf } from './trace.ts';
import { type Delivery, NotReady, partSlot, type Step, type StepOutput, type TurnResult } from './types.ts';

/**
 * What a turn needs; `delivers` says whether replies of a platform are sent or only read from the transcript, `parts`
 * how many messages a view takes there.
 */
export type TurnTools = {
  readonly store: Store;
  readonly step: Step;
  readonly now: () => number;
  readonly newId: () => string;
  readonly delivers: (platform: string) => boolean;
  readonly parts: (platform: string, view: View) => number;
};

/**
 * Handle one delivery as one transaction: claim its key, load or begin the conversation, run the step, save state,
 * transcript and outbox. All of it or, when anything throws, nothing: then the delivery may come again. What a step
 * finds missing is fetched between two tries, so that no transaction waits for it.
 */
export async function applyTurn(tools: TurnTools, delivery: Delivery): Promise<TurnResult> {
  const at = tools.now();
  for (let tries = 1; ; tries += 1) {
    try {
      return await tools.store.transaction((tables) => inTransaction(tools, tables, delivery, at));
    } catch (error) {
      if (error instanceof LeaveNoTrace) return error.result;
      if (!(error instanceof NotReady) || tries === FETCHES) throw error;
      await error.fetch();
    }
  }
}

/** One fetch is enough, unless what was fetched has been pushed out again by others meanwhile. */
const FETCHES = 3;

/** Undoes the transaction, the claim of the delivery included: it is not for us. */
class LeaveNoTrace extends Error {
  readonly result: TurnResult;

  constructor(result: TurnResult) {
    super('The delivery names no conversation that it may change.');
    this.result = result;
  }
}

async function inTransaction(
  tools: TurnTools,
  tables: Tables,
  delivery: Delivery,
  at: number,
): Promise<TurnResult> {
  const { platform, key, target } = delivery;
  const located = locate(tables, delivery);
  // Where the delivery itself names the conversation, the claim need not wait for what is found there.
  const early = target.by === 'id' ? claim(tables, delivery, target.id, at) : null;
  const [existing, claimed] = await Promise.all([located, early]);
  const isOurs = existing === null ? mayBegin(target) : !isElsewhere(delivery, existing);
  if (!isOurs) {
    const elsewhere = existing === null ? {} : { elsewhere: true as const };
    const result: TurnResult = { status: 'unknown-conversation', ...elsewhere };
    if (early === null) return result;
    throw new LeaveNoTrace(result);
  }
  const id = existing?.id ?? tools.newId();
  const first = claimed ?? (await claim(tables, delivery, id, at));
  if (!first.claimed) return { status: 'duplicate', conversation: first.conversation };

  const row = existing ?? (await begin(tables, delivery, id, at));
  const opened = openRow(row);
  const status = opened.ok ? 'done' : 'damaged';
  if (row.id !== id || status === 'damaged') {
    await tables.deliveries.amend({ platform, key, conversation: row.id, status });
  }
  if (!opened.ok) return { status: 'damaged', conversation: row.id, reason: opened.reason };
  const { event, actor } = delivery;
  const output = tools.step({ state: opened.state, id: row.id, event, actor, now: at });
  await save(tools, tables, delivery, row, output, at);
  return { status: 'done', conversation: row.id, replies: output.replies };
}

function claim(
  tables: Tables,
  { platform, key }: Delivery,
  conversation: string,
  at: number,
): ReturnType<Tables['deliveries']['claim']> {
  return tables.deliveries.claim({ platform, key, conversation, status: 'done', at });
}

async function save(
  tools: TurnTools,
  tables: Tables,
  delivery: Delivery,
  row: ConversationRow,
  output: StepOutput,
  at: number,
): Promise<void> {
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
  if (delivery.move !== undefined) await move(tables, row, delivery.move);
  await saved;
}

function outboxRows(
  { delivers, parts }: TurnTools,
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

async function move(
  tables: Tables,
  { id, platform }: ConversationRow,
  { address, keys }: NonNullable<Delivery['move']>,
): Promise<void> {
  await tables.conversations.setAddress(id, JSON.stringify(address));
  await tables.conversations.bindKeys(platform, keys, id);
}
