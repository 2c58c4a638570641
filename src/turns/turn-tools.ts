import type { Store } from '../store/open-store.ts';
import type { Remembered } from './remembered.ts';
import type { Saving } from './save-turn.ts';
import type { Step } from './types.ts';

/** What a turn needs. */
export type TurnTools = Saving & {
  readonly store: Store;
  readonly step: Step;
  readonly now: () => number;
  readonly newId: () => string;
  readonly remembered: Remembered;
};
