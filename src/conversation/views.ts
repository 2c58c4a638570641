import type { Link } from '../knowledge/model.ts';
import type { ComparisonView, WhyNotView } from './side-views.ts';
import type {
  Control,
  EndsView,
  FeedbackControls,
  NextStepsView,
  Position,
  QuestionChoice,
  RankedView,
  ReasonView,
  UnderstoodItem,
} from './view-parts.ts';

export type * from './side-views.ts';
export type * from './view-parts.ts';

/**
 * What the conversation says, free of any platform. Adapters render these; each view carries `text`, a complete
 * plain form, which is also the notification, the screen-reader and the search text. Views are stored (outbox,
 * transcript) and shown again by later versions, so a field that is added to a view is optional.
 */
export type View =
  | StatusView
  | QuestionView
  | AnsweredView
  | UnderstoodView
  | RecommendationView
  | AnswerView
  | WhatIfView
  | ComparisonView
  | WhyNotView
  | SharedView
  | WithdrawnView
  | RecordView
  | NoteView;

/**
 * One reply. `slot` names the message within the conversation: a reply whose slot was posted before replaces that
 * message (the question that turns into its answer), any other is posted anew.
 */
export type Reply = {
  readonly slot: string;
  /** `actor`: only for who caused the turn (a private note where the platform has such). */
  readonly audience: 'everyone' | 'actor';
  /** Another place to post to (a channel id of the platform), for sharing; absent: the conversation itself. */
  readonly to?: string;
  readonly view: View;
};

/** The state of the whole conversation in one line; the root message of a thread. */
export type StatusView = {
  readonly kind: 'status';
  readonly text: string;
  readonly headline: string;
  /** Who began, as the platform's user id, so that adapters can show a name without our storing it. */
  readonly startedBy: string;
  readonly stage: 'asking' | 'recommended' | 'cancelled';
  /** Others who gave answers, as the platform's user ids. */
  readonly others?: readonly string[];
};

export type QuestionView = {
  readonly kind: 'question';
  readonly text: string;
  readonly criterion: string;
  readonly title: string;
  readonly prompt: string;
  readonly why: string;
  /** Number of this question, and how many are expected at most. */
  readonly number: number;
  readonly about: number;
  /** One press answers; with `multi`, several values are chosen and `submit` sends them. */
  readonly choices: readonly QuestionChoice[];
  readonly multi: boolean;
  /** Press with `values` (choice values) answers a multi question. */
  readonly submit: string;
  readonly controls: readonly Control[];
  /** Said before the question when the last answer was not understood. */
  readonly hint: string | null;
  /** Values that several people gave, when the question is which of them holds; the choices are in the same order. */
  readonly positions?: readonly Position[];
};

/** What a question becomes once answered. */
export type AnsweredView = {
  readonly kind: 'answered';
  readonly text: string;
  readonly criterion: string;
  readonly title: string;
  readonly answer: string;
  readonly by: string;
  readonly controls: readonly Control[];
};

/** What was taken from a message, each item said or inferred, with a control to fix it. */
export type UnderstoodView = {
  readonly kind: 'understood';
  readonly text: string;
  readonly items: readonly UnderstoodItem[];
  /** What to know about the items, e.g. that they are an example's and not the person's own. */
  readonly note?: string;
};

export type RecommendationView = {
  readonly kind: 'recommendation';
  readonly text: string;
  /** The verdict in one line, e.g. "Recommended: X (lean)". */
  readonly headline: string;
  readonly summary: string;
  readonly engine: string;
  readonly mode: string | null;
  readonly strength: 'strong' | 'lean' | 'toss-up';
  readonly settled: boolean;
  /** The strongest reasons for the pick, best first; all of them are in `ranking`. */
  readonly reasons: readonly ReasonView[];
  readonly against: readonly ReasonView[];
  readonly wouldChange: readonly { readonly change: string; readonly pick: string }[];
  readonly ranking: readonly RankedView[];
  readonly requirements: readonly UnderstoodItem[];
  /** What was taken for granted because nobody said otherwise. */
  readonly assumptions: readonly string[];
  readonly withoutHouseRules: string | null;
  /** For each range that was given: the verdicts at its two ends, where they differ. */
  readonly atEnds?: readonly EndsView[];
  /** What to do first with this verdict; null when the knowledge names nothing. */
  readonly nextSteps?: NextStepsView | null;
  readonly links: readonly Link[];
  /** The version of the knowledge and its date, as people see them. */
  readonly knowledge: string;
  /** ISO date of the verdict. */
  readonly date: string;
  readonly controls: readonly Control[];
  readonly feedback?: FeedbackControls;
};

export type PassageView = {
  readonly id: string;
  readonly title: string;
  /** The part that answers, shown first. */
  readonly lead: string;
  readonly rest: string;
  readonly links: readonly Link[];
  readonly holds: string;
  readonly checked: string;
  readonly contested: string | null;
};

/** An answer from the knowledge base, or the honest statement that it has none. */
export type AnswerView = {
  readonly kind: 'answer';
  readonly text: string;
  readonly question: string;
  readonly answered: boolean;
  readonly passages: readonly PassageView[];
  readonly corrections: readonly string[];
  readonly suggestions: readonly Control[];
  readonly feedback?: FeedbackControls;
};

export type WhatIfView = {
  readonly kind: 'what-if';
  readonly text: string;
  readonly change: string;
  readonly before: string;
  readonly after: string;
  readonly changed: boolean;
  readonly reasons: readonly ReasonView[];
  readonly controls: readonly Control[];
};

/** The compact form for another room, e.g. a design channel. */
export type SharedView = {
  readonly kind: 'shared';
  readonly text: string;
  readonly headline: string;
  readonly requirements: readonly UnderstoodItem[];
  readonly reasons: readonly ReasonView[];
  readonly wouldChange: readonly { readonly change: string; readonly pick: string }[];
  readonly sharedBy: string;
  readonly note: string | null;
  readonly date: string;
  readonly knowledge: string;
  /** The decision record that goes with it. */
  readonly record?: RecordView;
};

/** A shared recommendation was taken back: what was posted there is to go. */
export type WithdrawnView = { readonly kind: 'withdrawn'; readonly text: string };

/** A decision record, to be kept or pasted elsewhere: `text` is Markdown (MADR), `json` the same for programs. */
export type RecordView = {
  readonly kind: 'record';
  readonly text: string;
  readonly title: string;
  readonly id: string;
  readonly fileName: string;
  readonly json: string;
};

/** Help, notices and refusals: a title, some lines, perhaps controls. */
export type NoteView = {
  readonly kind: 'note';
  readonly text: string;
  readonly title: string;
  readonly lines: readonly string[];
  readonly controls: readonly Control[];
  /** Only worth showing in place of an earlier message; not to be posted anew. */
  readonly onlyInPlace?: boolean;
  /** Values that several people gave, shown with who gave them. */
  readonly positions?: readonly Position[];
};
