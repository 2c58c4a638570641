import type { Candidate, Rule } from '../knowledge/model.ts';
import type { RequirementValue } from '../knowledge/requirements.ts';

/** One rule that applied to one candidate: its points, or that it excluded the candidate. */
export type Reason = { readonly rule: Rule; readonly points: number; readonly excludes: boolean };

/** One candidate with everything that speaks for and against it, strongest first. */
export type Ranked = {
  readonly candidate: Candidate;
  readonly score: number;
  readonly excluded: boolean;
  readonly reasons: readonly Reason[];
};

export type Strength = 'strong' | 'lean' | 'toss-up';

/** A smallest change of one requirement that flips the verdict; `null` means "not required after all". */
export type Counterfactual = {
  readonly criterion: string;
  readonly value: RequirementValue;
  readonly pick: Candidate;
};

/** A reason against the pick: one that costs it points, or (`favours`) one that a rival has and it lacks. */
export type Objection = Reason & { readonly favours: Candidate | null };

export type Verdict = {
  readonly pick: Candidate;
  readonly strength: Strength;
  /** Points between the pick and the best candidate of another engine. */
  readonly margin: number;
  /** Share of random re-weightings that keep the pick's engine, 0 to 1. */
  readonly sensitivity: number;
  readonly ranking: readonly Ranked[];
  readonly against: readonly Objection[];
};
