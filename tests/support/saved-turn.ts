import type { SavedTurn } from '../../src/store/saved-turn.ts';

/** A first turn of conversation `a`, that was begun with the address `{}`, as it is saved. */
export const FIRST_TURN: SavedTurn = {
  id: 'a',
  from: { version: 0, state: null, address: '{}', knowledge: null, activeDay: 0 },
  state: '{"v":1}',
  schemaVersion: 1,
  knowledge: 'k1',
  at: 1,
  said: { event: 'press', actor: 'U1', replies: '[]' },
  messages: [],
  claim: null,
};
