import { STATE_VERSION, type State } from '../../src/conversation/state.ts';
import type { NoteView, Reply } from '../../src/conversation/views.ts';
import type { StepInput, StepOutput } from '../../src/turns/types.ts';

/**
 * A conversation small enough to see through. Each turn is numbered, remembers its words in `asked`, and answers with
 * one note `<number> <words>`. Words that do more: `!silent` says nothing, `!two` answers twice, `!update` rewrites the
 * first note, `!boom` throws, `!broken` makes a state that cannot be read again. The event `share` posts elsewhere.
 */
export function fakeStep(input: StepInput): StepOutput {
  const words = 'text' in input.event ? input.event.text : input.event.kind;
  if (words === '!boom') throw new Error('the step failed');
  const state = next(input, words);
  return {
    state: words === '!broken' ? { ...state, misses: -1 } : state,
    replies: answer(input, state, words),
  };
}

function next({ state, id, actor, now }: StepInput, words: string): State {
  const before = state ?? emptyState(id, actor.id, now);
  return { ...before, counter: before.counter + 1, asked: [...before.asked, words] };
}

/** A state that passes the schema, as it stands before the first turn. */
function emptyState(id: string, startedBy: string, startedAt: number): State {
  return {
    v: STATE_VERSION,
    id,
    stage: 'asking',
    startedBy,
    startedAt,
    knowledge: 'test',
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

function answer({ event }: StepInput, state: State, words: string): Reply[] {
  const slot = `m${state.counter}`;
  const reply: Reply = { slot, audience: 'everyone', view: note(`${state.counter} ${words}`) };
  if (event.kind === 'share') return [{ ...reply, to: event.destination }];
  if (words === '!silent') return [];
  if (words === '!two')
    return [reply, { ...reply, slot: `${slot}b`, audience: 'actor', view: note(`${state.counter} again`) }];
  if (words === '!update') return [{ ...reply, slot: 'm1' }];
  return [reply];
}

function note(text: string): NoteView {
  return { kind: 'note', text, title: text, lines: [], controls: [] };
}
