import type { ConversationRow } from '../store/conversations.ts';
import { isOutdated } from '../store/outdated.ts';
import { isElsewhere } from './locate.ts';
import { openRow } from './read.ts';
import { outcomeOf, save } from './save-turn.ts';
import type { TurnTools } from './turn-tools.ts';
import type { Delivery, TurnResult } from './types.ts';

/**
 * A turn from what this process remembers of its conversation, or, where others change it too, has just read of it, without
 * holding it: the step is taken first, and then the claim and all that is
 * to be saved go to the database together, on PostgreSQL in one statement. They hold only together: where another writer
 * was there in between, or the delivery has come before, nothing is kept. Null then, and for whatever is not this simple: the
 * whole turn decides, from what is stored.
 */
export async function quickTurn(
  tools: TurnTools,
  delivery: Delivery,
  at: number,
): Promise<TurnResult | null> {
  const { target, platform, event, actor } = delivery;
  const row =
    target.by === 'id' ? (tools.remembered.get(target.id) ?? (await reread(tools, target.id))) : null;
  if (row === null || row.platform !== platform || isElsewhere(delivery, row)) return null;
  const opened = openRow(row);
  if (!opened.ok) return null;
  const conversation = row.id;
  const output = tools.step({ state: opened.state, id: conversation, event, actor, now: at });
  try {
    // The claim behind the conversation, as in a whole turn: two that lock in different orders would wait for each other.
    const { turn, beside, left } = outcomeOf(tools, { delivery, row, output, at }, { claims: true });
    if (beside === null) await tools.store.saveTurn(turn);
    else await tools.store.transaction((tables) => save(tables, { turn, beside, left }));
    tools.remembered.keep(left);
    return { status: 'done', conversation, replies: output.replies };
  } catch (error) {
    if (!isOutdated(error)) throw error;
    tools.remembered.contested(conversation);
    return null;
  }
}

async function reread({ remembered, store }: TurnTools, id: string): Promise<ConversationRow | null> {
  return remembered.isContested(id) ? store.conversations.read(id) : null;
}
