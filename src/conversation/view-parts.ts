import type { Link } from '../knowledge/model.ts';

// What several views are made of; `views.ts` passes them on.

/** A button. `action` is opaque to adapters: it comes back unchanged in a `press` event. */
export type Control = {
  readonly label: string;
  readonly action: string;
  readonly emphasis: 'primary' | 'plain' | 'danger';
};

/** What one person said, and where it leads. `by` is the platform's user id. */
export type Position = { readonly by: string; readonly value: string; readonly pick: string };

export type QuestionChoice = { readonly label: string; readonly action: string; readonly value: string };

export type UnderstoodItem = {
  readonly criterion: string;
  readonly title: string;
  readonly value: string;
  readonly how: 'said' | 'inferred';
  readonly change: Control;
  /** Who gave it, as the platform's user id, where several people answered. */
  readonly by?: string;
  /** The person's own words, where they may be shown. */
  readonly words?: string;
};

/** How people say what they think of a reply. */
export type FeedbackControls = { readonly up: Control; readonly down: Control };

export type ReasonView = {
  readonly text: string;
  readonly points: number;
  readonly rule: string;
  readonly house: boolean;
  /** Names of the criteria that the rule looks at. */
  readonly about?: readonly string[];
  readonly links: readonly Link[];
};

export type RankedView = {
  readonly name: string;
  readonly engine: string;
  readonly mode: string | null;
  readonly score: number;
  /** Why it is out of the question; null when it is not. */
  readonly excluded: string | null;
  readonly reasons: readonly ReasonView[];
};

/** A range with the verdict at either end, e.g. latency at 100 ms and at 2 s. */
export type EndsView = { readonly title: string; readonly low: EndView; readonly high: EndView };
export type EndView = { readonly at: string; readonly pick: string };

/** A small proof of concept that tests the claim the verdict rests on most; then the main risk and what to watch. */
export type NextStepsView = {
  /** The claim to be tested, in the words of its rule; null when nothing in particular speaks for the pick. */
  readonly claim: string | null;
  readonly build: string;
  readonly measure: string;
  readonly pass: string;
  readonly risk: string;
  readonly watch: readonly string[];
  readonly links: readonly Link[];
};
