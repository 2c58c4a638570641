import { z } from 'zod';
import { STATE_VERSION, type State } from './state.ts';

/** A stored state as this program understands it, or why it cannot. The reason never holds what a person typed. */
export type ReadState =
  | { readonly ok: true; readonly state: State }
  | { readonly ok: false; readonly reason: string };

/** Turns a state of one version into the next; each is kept for ever. */
type Upcaster = (old: Readonly<Record<string, unknown>>) => Readonly<Record<string, unknown>>;

/** By the version they start from. */
const UPCASTERS: Readonly<Record<number, Upcaster>> = { 1: withOthers, 2: withNewer };

/**
 * Check a state at the door, after lifting it to the current version. Strict: an unknown or missing field means that
 * somebody else wrote the row, and going on would lose data.
 * `upcasters` is a parameter so that the lifting itself can be tested.
 */
export function readState(
  stored: unknown,
  upcasters = UPCASTERS,
  current: number = STATE_VERSION,
): ReadState {
  const versioned = versionSchema.safeParse(stored);
  if (!versioned.success) return refuse('the state has no whole number "v" as its version');
  let state = versioned.data;
  if (state.v > current)
    return refuse(`the state has version ${state.v}, newer than this program's ${current}`);
  while (state.v < current) {
    const upcaster = upcasters[state.v];
    if (!upcaster)
      return refuse(`the state has version ${state.v} and nothing here lifts that version to ${current}`);
    state = { ...upcaster(state), v: state.v + 1 };
  }
  return check(state);
}

/** Version 2 keeps what other people said about the same criterion; version 1 knew the last value only. */
function withOthers(old: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  const given = old['given'];
  // What is no record stays as it is; the schema says what is wrong with it.
  if (!isRecord(given)) return old;
  const lifted = Object.entries(given).map(([id, one]) => [id, isRecord(one) ? { ...one, others: [] } : one]);
  return { ...old, given: Object.fromEntries(lifted) };
}

/** Version 3 knows of newer knowledge and remembers its pick; older conversations have heard of none. */
function withNewer(old: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  return { ...old, newerTold: null, pick: null };
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function check(candidate: unknown): ReadState {
  const parsed = stateSchema.safeParse(candidate);
  if (parsed.success) return { ok: true, state: parsed.data };
  const faults = parsed.error.issues.map((issue) => `${issue.path.join('.') || 'state'}: ${issue.code}`);
  return refuse(`the state does not fit its schema (${faults.slice(0, FAULTS_SHOWN).join('; ')})`);
}

function refuse(reason: string): ReadState {
  return { ok: false, reason };
}

/** Enough to see what went wrong in one log line. */
const FAULTS_SHOWN = 3;

const versionSchema = z.looseObject({ v: z.int().positive() });

/** Finite: infinities do not survive JSON. */
const end = z.number().nullable();
const amountSchema = z.strictObject({ approx: end, min: end, max: end });

const requirementSchema = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('interval'),
    amounts: z.partialRecord(
      z.enum(['time', 'bytes', 'events-per-second', 'bytes-per-second']),
      amountSchema,
    ),
    level: z.string().nullable(),
    none: z.boolean(),
  }),
  z.strictObject({ kind: z.literal('set'), has: z.array(z.string()), lacks: z.array(z.string()) }),
  z.strictObject({ kind: z.literal('flag'), value: z.boolean() }),
  z.strictObject({ kind: z.literal('choice'), value: z.string() }),
  z.strictObject({ kind: z.literal('unknown') }),
]);

const saidSchema = z.strictObject({
  value: requirementSchema,
  by: z.string(),
  at: z.int().nonnegative(),
  words: z.string(),
  how: z.enum(['said', 'inferred']),
});
const givenSchema = z.strictObject({ ...saidSchema.shape, others: z.array(saidSchema) });

const stateSchema: z.ZodType<State> = z.strictObject({
  v: z.literal(STATE_VERSION),
  id: z.string().min(1),
  stage: z.enum(['asking', 'recommended', 'cancelled']),
  startedBy: z.string(),
  startedAt: z.int().nonnegative(),
  knowledge: z.string(),
  newerTold: z.string().nullable(),
  given: z.record(z.string(), givenSchema),
  skipped: z.array(z.string()),
  question: z.strictObject({ token: z.string(), criterion: z.string() }).nullable(),
  asked: z.array(z.string()),
  counter: z.int().nonnegative(),
  misses: z.int().nonnegative(),
  whatIf: z.record(z.string(), requirementSchema).nullable(),
  verdictSlot: z.string().nullable(),
  pick: z.string().nullable(),
});
