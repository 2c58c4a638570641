/** Something to be kept beside the conversation; data, so that a step stays pure. */
export type Effect = UnansweredEffect | FeedbackEffect;

/** A question without an answer, for the maintainers of the knowledge base; `nearest` are ids of topics. */
export type UnansweredEffect = {
  readonly kind: 'unanswered';
  readonly question: string;
  readonly nearest: readonly string[];
};

/** What a person thinks of the reply in a slot; a later vote of theirs replaces it. */
export type FeedbackEffect = {
  readonly kind: 'feedback';
  readonly slot: string;
  readonly person: string;
  readonly about: string;
  readonly vote: 'up' | 'down';
  readonly reason: string | null;
  readonly comment: string | null;
  readonly knowledge: string;
};
