/** What patterns are matched against: anything that answers to some keys and may end a gap. */
export type Matchable = {
  readonly keys: readonly string[];
  /** 0: gaps run on; 1: only wide gaps (`...`) cross it; 2: nothing crosses it. */
  readonly barrier: 0 | 1 | 2;
};
