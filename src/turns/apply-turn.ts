import type { ConversationRow } from '../store/conversations.ts';
import type { Tables } from '../store/open-store.ts';
import { begin, isElsewhere, locate, mayBegin } from './locate.ts';
import { quickTurn } from './quick-turn.ts';
import { openRow } from './read.ts';
import { outcomeOf, save } from './save-turn.ts';
import type { TurnTools } from './turn-tools.ts';
import { type Delivery, NotReady, type TurnResult } from './types.ts';

/**
 * Handle one delivery as one transaction: claim its key, load or begin the conversation, run the step, save state,
 * transcript and outbox. All of it or, when anything throws, nothing: then the delivery may come again. What a step
 * finds missing is fetched between two tries, so that no transaction waits for it. Loading is left out where the
 * conversation is still as this process remembers it.
 */
export async function applyTurn(tools: TurnTools, delivery: Delivery): Promise<TurnResult> {
  const at = tools.now();
  for (let tries = 1; ; tries += 1) {
    try {
      return (await quickTurn(tools, delivery, at)) ?? (await wholeTurn(tools, delivery, at));
    } catch (error) {
      if (error instanceof LeaveNoTrace) return error.result;
      if (!(error instanceof NotReady) || tries === FETCHES) throw error;
      await error.fetch();
    }
  }
}

async function wholeTurn(tools: TurnTools, delivery: Delivery, at: number): Promise<TurnResult> {
  const { result, row } = await tools.store.transaction((tables) =>
    inTransaction(tools, tables, delivery, at),
  );
  if (row !== undefined) tools.remembered.keep(row);
  return result;
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

/** `row`: the conversation as the turn leaves it. */
type Ended = { readonly result: TurnResult; readonly row?: ConversationRow };

async function inTransaction(
  tools: TurnTools,
  tables: Tables,
  delivery: Delivery,
  at: number,
): Promise<Ended> {
  const { platform, key, target } = delivery;
  const located = locate(tables, delivery);
  // Where the delivery itself names the conversation, the claim need not wait for what is found there.
  const early = target.by === 'id' ? claim(tables, delivery, target.id, at) : null;
  const [existing, claimed] = await Promise.all([located, early]);
  const isOurs = existing === null ? mayBegin(target) : !isElsewhere(delivery, existing);
  if (!isOurs) {
    const elsewhere = existing === null ? {} : { elsewhere: true as const };
    const result: TurnResult = { status: 'unknown-conversation', ...elsewhere };
    if (early === null) return { result };
    throw new LeaveNoTrace(result);
  }
  const id = existing?.id ?? tools.newId();
  const first = claimed ?? (await claim(tables, delivery, id, at));
  if (!first.claimed) return { result: { status: 'duplicate', conversation: first.conversation } };

  const row = existing ?? (await begin(tables, delivery, id, at));
  const opened = openRow(row);
  const status = opened.ok ? 'done' : 'damaged';
  if (row.id !== id || status === 'damaged') {
    await tables.deliveries.amend({ platform, key, conversation: row.id, status });
  }
  if (!opened.ok) return { result: { status: 'damaged', conversation: row.id, reason: opened.reason } };
  const { event, actor } = delivery;
  const output = tools.step({ state: opened.state, id: row.id, event, actor, now: at });
  const left = await save(tables, outcomeOf(tools, { delivery, row, output, at }, { claims: false }));
  return { result: { status: 'done', conversation: row.id, replies: output.replies }, row: left };
}

function claim(
  tables: Tables,
  { platform, key }: Delivery,
  conversation: string,
  at: number,
): ReturnType<Tables['deliveries']['claim']> {
  return tables.deliveries.claim({ platform, key, conversation, status: 'done', at });
}
