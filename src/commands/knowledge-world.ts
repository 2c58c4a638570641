/** What the verbs about the knowledge base touch of the world outside. */
export type KnowledgeWorld = {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly output: NodeJS.WritableStream;
  readonly errors: NodeJS.WritableStream;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** How link targets are reached; the platform's own `fetch` unless told otherwise. */
  readonly fetch?: typeof globalThis.fetch;
};
