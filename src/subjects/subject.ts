import type { Held } from '../store/holdings.ts';
import type { Tables } from '../store/open-store.ts';
import { names } from './scrub.ts';

/** Whose data: a person or a workspace, by the platform's own id. */
export type Subject = {
  readonly kind: 'person' | 'workspace';
  readonly platform: string;
  readonly id: string;
};

/** The conversations in which the subject occurs; whether one is theirs altogether is for `owns` to say. */
export async function conversationsOf(tables: Tables, { platform, id }: Subject): Promise<readonly string[]> {
  return tables.holdings.mentioning(platform, id);
}

/** Whether a conversation is the subject's own: begun by the person, or in the workspace. */
export function owns({ kind, id }: Subject, held: Held): boolean {
  return kind === 'person' ? startedBy(held) === id : addressNames(held, id);
}

/** Whether the subject occurs in a conversation; the search of the store may find a few too many. */
export function occursIn({ id }: Subject, held: Held): boolean {
  return names(JSON.stringify(held), id);
}

function startedBy({ state, transcript }: Held): string | null {
  const known = state === null ? undefined : textField(state, 'startedBy');
  return known ?? transcript[0]?.actor ?? null;
}

/** Every platform keeps its organisation in a field of the address; which one is the adapter's affair. */
function addressNames({ address }: Held, id: string): boolean {
  const fields = parsed(address);
  return fields === null ? names(address, id) : Object.values(fields).includes(id);
}

function textField(json: string, field: string): string | undefined {
  const value = parsed(json)?.[field];
  return typeof value === 'string' ? value : undefined;
}

function parsed(json: string): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(json);
    return typeof value === 'object' && value !== null ? { ...value } : null;
  } catch {
    return null;
  }
}
