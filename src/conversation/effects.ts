/** Something to be kept beside the conversation; data, so that a step stays pure. */
export type Effect = {
  /** A question without an answer, for the maintainers of the knowledge base; `nearest` are ids of topics. */
  readonly kind: 'unanswered';
  readonly question: string;
  readonly nearest: readonly string[];
};
