import type { Reply, View } from '../../../src/conversation/views.ts';
import {
  type Address,
  type Deliverer,
  type Delivery,
  DeliveryError,
  type OutboxItem,
  type TurnResult,
} from '../../../src/turns/types.ts';

/** What the stand-in answers to one delivery. */
export type Script = (
  delivery: Delivery,
  conversation: string,
) => readonly Reply[] | Promise<readonly Reply[]>;

export type ScriptedTurns = {
  handle(delivery: Delivery): Promise<TurnResult>;
  /** Every delivery that became a turn, in order. */
  readonly turns: readonly Delivery[];
  /** Every delivery handed over, duplicates and unknown ones included. */
  readonly seen: readonly Delivery[];
  readonly refused: readonly DeliveryError[];
  /** Wait until everything said so far is posted or refused. */
  settled(): Promise<void>;
};

type Talk = { id: string; address: Address; readonly refs: Map<string, string> };

/**
 * Stands in for the turns room: one effect per delivery key, conversations found by id or key, replies posted in order
 * through the deliverer. Nothing is stored and nothing is tried twice.
 */
export function scriptedTurns(deliverer: () => Deliverer, script: Script): ScriptedTurns {
  const keys = new Map<string, Talk>();
  const talks = new Map<string, Talk>();
  const done = new Set<string>();
  const turns: Delivery[] = [];
  const seen: Delivery[] = [];
  const refused: DeliveryError[] = [];
  let outbox = Promise.resolve();
  let items = 0;

  const find = ({ target }: Delivery): Talk | undefined =>
    target.by === 'id' ? talks.get(target.id) : target.by === 'key' ? keys.get(target.key) : undefined;

  const keep = (talk: Talk, { target }: Delivery): void => {
    if (talks.has(talk.id)) return;
    talks.set(talk.id, talk);
    if (target.by !== 'id' && target.key !== null) keys.set(target.key, talk);
  };

  /** A turn that fails leaves its delivery unseen. */
  const saved = async (delivery: Delivery, id: string): Promise<readonly Reply[]> => {
    try {
      return await script(delivery, id);
    } catch (error) {
      done.delete(delivery.key);
      throw error;
    }
  };

  const postOne = async (talk: Talk, delivery: Delivery, reply: Reply): Promise<void> => {
    items += 1;
    try {
      const posted = await deliverer().deliver(itemOf(items, talk, delivery, reply));
      if ('gone' in posted) {
        talk.refs.delete(reply.slot);
        return;
      }
      talk.refs.set(reply.slot, posted.ref);
      talk.address = posted.address ?? talk.address;
      for (const key of posted.keys ?? []) keys.set(key, talk);
    } catch (error) {
      if (!(error instanceof DeliveryError)) throw error;
      refused.push(error);
    }
  };

  const postAll = async (talk: Talk, delivery: Delivery, replies: readonly Reply[]): Promise<void> => {
    for (const reply of replies) await postOne(talk, delivery, reply);
  };

  return {
    turns,
    seen,
    refused,
    settled: () => outbox,
    handle: async (delivery) => {
      seen.push(delivery);
      if (done.has(delivery.key)) return { status: 'duplicate', conversation: null };
      const { target } = delivery;
      const known = find(delivery);
      const mayCreate = target.by === 'new' || (target.by === 'key' && target.orCreate);
      if (known === undefined && !mayCreate) return { status: 'unknown-conversation' };
      done.add(delivery.key);
      const talk = known ?? { id: `conv-${talks.size + 1}`, address: delivery.address, refs: new Map() };
      const replies = await saved(delivery, talk.id);
      keep(talk, delivery);
      turns.push(delivery);
      outbox = outbox.then(() => postAll(talk, delivery, replies));
      return { status: 'done', conversation: talk.id, replies };
    },
  };
}

function itemOf(id: number, talk: Talk, delivery: Delivery, reply: Reply): OutboxItem {
  const { slot, audience, view } = reply;
  return {
    id,
    conversation: talk.id,
    platform: delivery.platform,
    slot,
    audience,
    actor: delivery.actor.id,
    to: reply.to ?? null,
    view,
    address: talk.address,
    ref: talk.refs.get(slot) ?? null,
    attempts: 0,
    uncertain: false,
  };
}

/** A reply for everybody in the conversation. */
export function reply(slot: string, view: View, more: Partial<Reply> = {}): Reply {
  return { slot, audience: 'everyone', view, ...more };
}
