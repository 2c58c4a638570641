import type { BackEnd, Stage } from './stage.ts';

/** What one part of a drill showed. `counts` are as measured; `mark` says what they had to be. */
export type Finding = {
  readonly part: string;
  readonly hypothesis: string;
  readonly counts: Readonly<Record<string, number | string>>;
  readonly mark: string;
  readonly met: boolean;
};

/** A way of breaking the service on purpose, with the claim that it should survive. */
export type Drill = {
  readonly number: number;
  readonly name: string;
  readonly stores: readonly BackEnd[];
  /** Stores on which `npm test` runs its short version; each costs a few starts of the service. */
  readonly inTest: readonly BackEnd[];
  run(stage: Stage): Promise<readonly Finding[]>;
};
