/** Who acts: the platform's own id; the name is only shown, never used to decide. */
export type Actor = { readonly id: string; readonly name: string };

/**
 * What can happen to a conversation. Buttons arrive as `press` with the opaque action of their control and are
 * decoded by `press.ts`; everything typed arrives as `start` (first words) or `say`.
 */
export type Event =
  | { readonly kind: 'start'; readonly text: string }
  /** `overheard`: said where people also talk to each other, and to nobody in particular. */
  | { readonly kind: 'say'; readonly text: string; readonly overheard?: boolean }
  | { readonly kind: 'press'; readonly action: string; readonly values?: readonly string[] }
  | { readonly kind: 'answer'; readonly token: string; readonly choice: string }
  | { readonly kind: 'answer-many'; readonly token: string; readonly choices: readonly string[] }
  | { readonly kind: 'dont-know'; readonly token: string }
  | { readonly kind: 'skip'; readonly token: string }
  | { readonly kind: 'back' }
  | { readonly kind: 'change'; readonly criterion: string }
  | { readonly kind: 'why-asked' }
  | { readonly kind: 'ask'; readonly question: string }
  | { readonly kind: 'what-if'; readonly text: string }
  | { readonly kind: 'explain' }
  | {
      readonly kind: 'compare';
      /** Ids of engines or, with a mode, candidates; none means all engines that run jobs. */
      readonly engines: readonly string[];
      /** Ids of topics; none means the rules that apply to the workload. */
      readonly topics: readonly string[];
      /** Rows in which the engines do not differ, too. */
      readonly all: boolean;
    }
  /** Compare what these words name. */
  | { readonly kind: 'compare-words'; readonly words: string }
  | { readonly kind: 'why-not'; readonly engine: string }
  | { readonly kind: 'presets' }
  | { readonly kind: 'preset'; readonly preset: string }
  /** Decide between what several people said; `position` counts from 0. */
  | { readonly kind: 'settle'; readonly token: string; readonly position: number }
  | { readonly kind: 'recommend' }
  | { readonly kind: 'adopt' }
  /** `words`: with the people's own words, which otherwise stay in the conversation. */
  | {
      readonly kind: 'share';
      readonly destination: string;
      readonly note: string | null;
      readonly words?: boolean;
    }
  /** Take back what was posted there. */
  | { readonly kind: 'unshare'; readonly destination: string }
  | { readonly kind: 'record' }
  | { readonly kind: 'would-change' }
  | {
      readonly kind: 'feedback';
      /** Of the reply that is judged. */
      readonly slot: string;
      readonly vote: 'up' | 'down';
      readonly reason: string | null;
      readonly comment: string | null;
    }
  | { readonly kind: 'restart' }
  /** Go on with the knowledge now in use. */
  | { readonly kind: 'renew' }
  | { readonly kind: 'cancel' }
  | { readonly kind: 'help' };
