import { STATE_VERSION, type State } from './state.ts';

/** What differs between conversations at their beginning. */
type Beginning = Pick<State, 'id' | 'startedBy' | 'startedAt' | 'knowledge'>;

/** A conversation in which nothing has been said yet. */
export function newState({ id, startedBy, startedAt, knowledge }: Beginning): State {
  return {
    v: STATE_VERSION,
    id,
    stage: 'asking',
    startedBy,
    startedAt,
    knowledge,
    newerTold: null,
    given: {},
    skipped: [],
    question: null,
    asked: [],
    counter: 0,
    misses: 0,
    whatIf: null,
    verdictSlot: null,
    pick: null,
  };
}
