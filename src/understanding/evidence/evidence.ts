import type { Criterion } from '../../knowledge/model.ts';
import type { RequirementValue } from '../../knowledge/requirements.ts';
import type { Span } from '../text/span.ts';
import type { How } from '../types.ts';

/** From the weightiest on; weightier evidence silences lighter about the same criterion. Stale is what held before. */
export const WEIGHTS = ['sure', 'firm', 'weak', 'stale'] as const;
export type Weight = (typeof WEIGHTS)[number];

/** One thing found for a criterion, with the pieces that say it. */
export type Evidence = Span & {
  readonly criterion: Criterion;
  readonly value: RequirementValue;
  readonly how: How;
  readonly weight: Weight;
};

/** A denial: its cue words, and the pieces it reaches. */
export type Denial = { readonly cue: Span; readonly reach: Span };
