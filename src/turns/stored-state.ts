import { z } from 'zod';
import type { State } from '../conversation/state.ts';
import { type ReadState, readState } from '../conversation/state-schema.ts';
import { parseJson } from './parse-json.ts';
import { Recent } from './recent.ts';
import type { Address } from './types.ts';

/** Each is a few kilobytes. */
const KEPT = 500;
const states = new Recent<State>(KEPT);
const addresses = new Recent<Address>(KEPT);

/**
 * A stored state, checked, and lifted when an older program wrote it. The very text that was checked a moment ago, as it
 * was read or written, is not checked again; a row that anybody changed meanwhile is.
 */
export function openState(text: string): ReadState {
  const known = states.get(text);
  if (known !== undefined) return { ok: true, state: known };
  const stored = parseJson(text);
  if (stored === undefined) return { ok: false, reason: 'the state is not JSON' };
  const read = readState(stored);
  if (read.ok) states.keep(text, read.state);
  return read;
}

/**
 * The text to store for a state. Throws when it would not load again: better one turn that fails, with the state before it
 * kept, than a conversation that never opens again.
 */
export function stateText(state: State): string {
  const read = readState(state);
  if (!read.ok)
    throw new Error(`The conversation step made a state that would not load again: ${read.reason}.`);
  const text = JSON.stringify(state);
  states.keep(text, read.state);
  return text;
}

/** The address of a conversation from its stored JSON; null when it is damaged. */
export function openAddress(text: string): Address | null {
  const known = addresses.get(text);
  if (known !== undefined) return known;
  const address = addressSchema.safeParse(parseJson(text)).data ?? null;
  if (address !== null) addresses.keep(text, address);
  return address;
}

const addressSchema = z.record(z.string(), z.string().nullable());
