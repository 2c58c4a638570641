/** A small proof of concept: what to build, what to measure, when it has passed. May hold placeholders, see `fill-in.ts`. */
export type Trial = {
  readonly build: string;
  readonly measure: string;
  readonly pass: string;
  readonly cites: readonly string[];
};

/** A trial for a verdict that rests on one of these rules or, failing that, on one of these criteria. */
export type ClaimTrial = Trial & {
  readonly rules: readonly string[];
  readonly criteria: readonly string[];
  /** Takes the place of the general risk; null when it does not. */
  readonly risk: string | null;
};

/** What to do first when an engine or a mode is the pick; `id` is a candidate's or an engine's. */
export type NextSteps = {
  readonly id: string;
  /** When no claim fits. */
  readonly trial: Trial;
  readonly claims: readonly ClaimTrial[];
  readonly risk: string;
  readonly watch: readonly string[];
  /** Sections behind the risk and what to watch. */
  readonly cites: readonly string[];
};
