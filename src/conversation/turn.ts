import type { Effect } from './effects.ts';
import type { State } from './state.ts';
import type { Reply, View } from './views.ts';

/** A state with what was said on the way to it; steps pass it on and add to it. */
export type Turn = {
  readonly state: State;
  readonly replies: readonly Reply[];
  /** What is to be kept beside the conversation; done with the turn or not at all. */
  readonly effects: readonly Effect[];
};

/** A turn that has said nothing yet. */
export function begin(state: State): Turn {
  return { state, replies: [], effects: [] };
}

/** The same turn with another state. */
export function withState(turn: Turn, change: Partial<State>): Turn {
  return { ...turn, state: { ...turn.state, ...change } };
}

/** The same turn with one more effect. */
export function withEffect(turn: Turn, effect: Effect): Turn {
  return { ...turn, effects: [...turn.effects, effect] };
}

/** Say something in a new message. `prefix` names its kind; the number makes the slot unique. */
export function say(turn: Turn, prefix: string, view: View, audience: Reply['audience'] = 'everyone'): Turn {
  const counter = turn.state.counter + 1;
  const reply: Reply = { slot: `${prefix}${counter}`, audience, view };
  return { ...turn, state: { ...turn.state, counter }, replies: [...turn.replies, reply] };
}

/** Replace a message said before, or post it under that slot for the first time. */
export function replace(turn: Turn, slot: string, view: View): Turn {
  const others = turn.replies.filter((reply) => reply.slot !== slot);
  return { ...turn, replies: [...others, { slot, audience: 'everyone', view }] };
}
