import type { ConversationRow } from '../store/conversations.ts';
import { isOutdated } from '../store/outdated.ts';
import { isElsewhere } from './locate.ts';
import { openRow } from './read.ts';
import { outcomeOf, type Stepped, save } from './save-turn.ts';
import type { TurnTools } from './turn-tools.ts';
import type { Delivery, TurnResult } from './types.ts';

/**
 * With several replicas at work on a conversation, some tries meet another's: the next one reads what that has left, at half
 * the cost of a whole turn, which holds the conversation and so comes through always.
 */
const TRIES = 2;

/**
 * A turn from what this process remembers of its conversation, or, where others change it too, has just read of it, without
 * holding it: the step is taken first, and then the claim and all that is to be saved go to the database together, on
 * PostgreSQL in one statement. They hold only together: where another writer was there in between, or the delivery has come
 * before, nothing is kept. Null then, and for whatever is not this simple: the whole turn decides, from what is stored.
 */
export async function quickTurn(
  tools: TurnTools,
  delivery: Delivery,
  at: number,
): Promise<TurnResult | null> {
  const { target } = delivery;
  if (target.by !== 'id') return null;
  for (let tries = 1; tries <= TRIES; tries += 1) {
    const row = tools.remembered.get(target.id) ?? (await reread(tools, target.id));
    const stepped = row === null ? null : stepFrom(tools, delivery, row, at);
    if (stepped === null) return null;
    try {
      // The claim behind the conversation, as in a whole turn: two that lock in different orders would wait for each other.
      const outcome = outcomeOf(tools, stepped, { claims: true });
      if (outcome.beside === null) await tools.store.saveTurn(outcome.turn);
      else await tools.store.transaction((tables) => save(tables, outcome));
      tools.remembered.keep(outcome.left);
      return { status: 'done', conversation: target.id, replies: stepped.output.replies };
    } catch (error) {
      if (!isOutdated(error)) throw error;
      tools.remembered.contested(target.id);
    }
  }
  return null;
}

async function reread({ remembered, store }: TurnTools, id: string): Promise<ConversationRow | null> {
  return remembered.isContested(id) ? store.conversations.read(id) : null;
}

function stepFrom(tools: TurnTools, delivery: Delivery, row: ConversationRow, at: number): Stepped | null {
  const { platform, event, actor } = delivery;
  if (row.platform !== platform || isElsewhere(delivery, row)) return null;
  const opened = openRow(row);
  if (!opened.ok) return null;
  const output = tools.step({ state: opened.state, id: row.id, event, actor, now: at });
  return { delivery, row, output, at };
}
