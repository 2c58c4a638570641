import type { Link } from '../knowledge/model.ts';
import type { Control, ReasonView } from './view-parts.ts';

// Views that answer side questions; `views.ts` passes them on.

/** Engines side by side: a column for each, a row for each subject or rule. */
export type ComparisonView = {
  readonly kind: 'comparison';
  readonly text: string;
  readonly title: string;
  readonly columns: readonly ColumnView[];
  readonly rows: readonly ComparisonRow[];
  /** What the table leaves out or rests on; null when there is nothing to say. */
  readonly note: string | null;
  readonly controls: readonly Control[];
};

/** `score` is null where facts and not points are compared. */
export type ColumnView = {
  readonly engine: string;
  readonly mode: string | null;
  readonly name: string;
  readonly score: number | null;
};

export type ComparisonRow = {
  readonly title: string;
  /** Why the engines differ here, where one sentence holds for all; null where each cell says its own. */
  readonly because: string | null;
  readonly house: boolean;
  readonly links: readonly Link[];
  /** One for each column. */
  readonly cells: readonly ComparisonCell[];
};

export type ComparisonCell = {
  /** Signed points, or a sentence. */
  readonly text: string;
  /** Versions the sentence holds for and the day it was checked; null where points are shown. */
  readonly holds: string | null;
  readonly links: readonly Link[];
};

/** Why an engine is not the pick: what speaks for and against it here, and what would make it win. */
export type WhyNotView = {
  readonly kind: 'why-not';
  readonly text: string;
  readonly headline: string;
  readonly engine: string;
  readonly supports: readonly ReasonView[];
  readonly against: readonly ReasonView[];
  /** Changes under which it would win, each tried out. */
  readonly wouldWin: readonly { readonly change: string; readonly pick: string }[];
  /** Said in their place when there are none; null when it is the pick. */
  readonly noWay: string | null;
  readonly controls: readonly Control[];
};
