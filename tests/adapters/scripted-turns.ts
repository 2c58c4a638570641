import { randomUUID } from 'node:crypto';
import type { Reply } from '../../src/conversation/views.ts';
import type { ConversationRead, Delivery, TranscriptEntry, TurnResult } from '../../src/turns/types.ts';

/** What the stand-in replies to a delivery; throws to play a store that is down. */
export type Script = (delivery: Delivery, turn: number) => readonly Reply[];

type Talk = { readonly platform: string; readonly entries: TranscriptEntry[] };

/**
 * Stands in for the turns room: applies each delivery key once, keeps transcripts in memory, and says what the script
 * says. It keeps the contract of `Turns` that adapters rely on and none of its insides.
 */
export function scriptedTurns(script: Script) {
  const talks = new Map<string, Talk>();
  const keys = new Map<string, string>();
  const byKey = new Map<string, string>();
  const damaged = new Set<string>();
  const effects: Delivery[] = [];

  function find(delivery: Delivery): string | null {
    const { target } = delivery;
    if (target.by === 'new') return null;
    const id = target.by === 'id' ? target.id : byKey.get(target.key);
    return id !== undefined && talks.get(id)?.platform === delivery.platform ? id : null;
  }

  async function handle(delivery: Delivery): Promise<TurnResult> {
    const seen = keys.get(delivery.key);
    if (seen !== undefined) return { status: 'duplicate', conversation: seen };
    const { target, platform } = delivery;
    const known = find(delivery);
    const mayBegin = target.by === 'new' || (target.by === 'key' && target.orCreate);
    if (known === null && !mayBegin) return { status: 'unknown-conversation' };
    const id = known ?? randomUUID();
    const talk = talks.get(id) ?? { platform, entries: [] };
    if (damaged.has(id)) return { status: 'damaged', conversation: id, reason: 'not JSON' };
    const seq = talk.entries.length + 1;
    const replies = script(delivery, seq);
    talks.set(id, talk);
    keys.set(delivery.key, id);
    if (target.by !== 'id' && target.key !== null) byKey.set(target.key, id);
    effects.push(delivery);
    talk.entries.push({ seq, event: delivery.event.kind, actor: delivery.actor.id, replies, at: seq });
    return { status: 'done', conversation: id, replies };
  }

  return {
    /** Deliveries that had an effect, in order. */
    effects,
    handle,
    transcript: async (id: string, afterSeq: number): Promise<readonly TranscriptEntry[]> =>
      (talks.get(id)?.entries ?? []).filter((entry) => entry.seq > afterSeq),
    conversation: async (id: string): Promise<ConversationRead> => {
      const talk = talks.get(id);
      if (damaged.has(id)) return { status: 'damaged', conversation: id, reason: 'not JSON' };
      if (talk === undefined) return { status: 'unknown-conversation' };
      return { status: 'found', id, platform: talk.platform, address: {}, state: null, updatedAt: 0 };
    },
    /** Make a conversation unreadable, as a bad disk would. */
    damage: (id: string) => damaged.add(id),
    /** Conversations begun so far. */
    ids: () => [...talks.keys()],
  };
}

/** A reply to everybody. */
export function reply(slot: string, view: Reply['view']): Reply {
  return { slot, audience: 'everyone', view };
}
