import type { Requirements, RequirementValue } from '../knowledge/requirements.ts';

/** Schema version of a stored conversation; raised with an upcaster, never reused. */
export const STATE_VERSION = 3;

/** A value as one person gave it: when, in which words, and how we came to it. */
export type Said = {
  readonly value: RequirementValue;
  readonly by: string;
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly words: string;
  readonly how: 'said' | 'inferred';
};

/** One requirement: the value that counts, and what other people said that differs from it, newest first. */
export type Given = Said & { readonly others: readonly Said[] };

/** The question now open. The token names this very asking, so that an old button is known to be old. */
export type OpenQuestion = { readonly token: string; readonly criterion: string };

/** Everything one conversation needs between turns; plain JSON. */
export type State = {
  readonly v: typeof STATE_VERSION;
  readonly id: string;
  readonly stage: 'asking' | 'recommended' | 'cancelled';
  readonly startedBy: string;
  readonly startedAt: number;
  /** Knowledge version the conversation goes by: the one it began with, until somebody asks for a newer one. */
  readonly knowledge: string;
  /** The newer version that was told of, so that it is told once; null when none was. */
  readonly newerTold: string | null;
  readonly given: Readonly<Record<string, Given>>;
  readonly skipped: readonly string[];
  readonly question: OpenQuestion | null;
  /** Criteria in the order they were asked, for "back". */
  readonly asked: readonly string[];
  /** Messages posted so far; makes slots and tokens unique. */
  readonly counter: number;
  /** Answers in a row that were not understood. */
  readonly misses: number;
  /** Changes tried in the last what-if, for "adopt"; null when there is none. */
  readonly whatIf: Requirements | null;
  /** Slot of the message that shows the recommendation, once there is one. */
  readonly verdictSlot: string | null;
  /** Id of the candidate recommended last, to be compared when the knowledge behind it is gone. */
  readonly pick: string | null;
};
