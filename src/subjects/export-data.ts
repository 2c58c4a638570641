import type { Held } from '../store/holdings.ts';
import type { Store } from '../store/open-store.ts';
import { names } from './scrub.ts';
import { conversationsOf, occursIn, owns, type Subject } from './subject.ts';

/** Everything that is kept of a subject, as one JSON document. Tokens are never part of it. */
export type Exported = {
  readonly subject: Subject;
  readonly conversations: readonly object[];
  readonly settings: readonly object[];
  readonly installations: readonly object[];
};

/** Gather what is kept of a person or a workspace: their conversations whole, of others' only the person's own part. */
export async function exportData(store: Store, subject: Subject): Promise<Exported> {
  const conversations: object[] = [];
  for (const id of await conversationsOf(store, subject)) {
    const held = await store.holdings.read(id);
    if (held === null || !occursIn(subject, held)) continue;
    if (owns(subject, held)) conversations.push(readable(held));
    else if (subject.kind === 'person') conversations.push(ownPart(held, subject.id));
  }
  const { platform, id } = subject;
  const settings = (await store.holdings.settings(id)).filter(({ scope, key }) =>
    names(`${scope} ${key}`, id),
  );
  const installed = (await store.installations.all()).filter(
    (row) => row.platform === platform && (row.by === id || names(row.workspace, id)),
  );
  const installations = installed.map(({ workspace, by, at }) => ({ workspace, by, at }));
  return { subject, conversations, settings, installations };
}

function readable(held: Held): object {
  const transcript = held.transcript.map((turn) => ({ ...turn, replies: fromJson(turn.replies) }));
  const outbox = held.outbox.map((reply) => ({
    ...reply,
    view: reply.view === null ? null : fromJson(reply.view),
  }));
  return {
    ...held,
    address: fromJson(held.address),
    state: held.state === null ? null : fromJson(held.state),
    transcript,
    outbox,
  };
}

function ownPart({ id, platform, state, transcript, shares, questions }: Held, person: string): object {
  const turns = transcript.filter(({ actor }) => actor === person);
  return {
    id,
    platform,
    said: state === null ? [] : saidBy(fromJson(state), person),
    transcript: turns.map((turn) => ({ ...turn, replies: fromJson(turn.replies) })),
    shares: shares.filter(({ by }) => by === person),
    questions: questions.filter(({ by }) => by === person),
  };
}

/** Everything in a state that is marked as said by this person. */
function saidBy(value: unknown, person: string): object[] {
  if (typeof value !== 'object' || value === null) return [];
  const inside = Object.values(value).flatMap((one) => saidBy(one, person));
  return 'by' in value && value.by === person && !Array.isArray(value) ? [value, ...inside] : inside;
}

/** JSON as a value; damaged text as it is, since it is theirs all the same. */
function fromJson(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return json;
  }
}
