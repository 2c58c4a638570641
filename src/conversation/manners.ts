import type { Understanding } from '../understanding/types.ts';
import type { Context, Moment } from './context.ts';
import type { Event } from './events.ts';
import { presetIn } from './presets.ts';
import { answerers } from './show/status.ts';
import type { State } from './state.ts';

/** What was typed, and whether as the first words of a conversation. */
export type Heard = Extract<Event, { kind: 'start' | 'say' }>;

/**
 * Whether words are people's talk among each other, to be left alone: overheard, by somebody who takes no part in the
 * interview, and with nothing in them that we could take, answer or carry out.
 */
export function isTalkAmongPeople(
  context: Context,
  state: State,
  heard: Heard,
  understood: Understanding,
  { actor }: Moment,
): boolean {
  if (heard.kind !== 'say' || heard.overheard !== true) return false;
  if (actor.id === state.startedBy || answerers(state).includes(actor.id)) return false;
  const { intent, question, requirements, removed } = understood;
  if (Object.keys(requirements).length + removed.length > 0) return false;
  if (intent === 'small-talk' || intent === 'dont-know') return true;
  if (intent === 'unclear' && question === null) return true;
  return question !== null && !context.ask(question, 1).answered;
}

/** Whether words, as the first of a conversation, say anything about a workload, ask or call for something. */
export function meansSomething(context: Context, text: string): boolean {
  if (presetIn(context, text) !== undefined) return true;
  const { intent } = context.understand(text, null, {});
  return intent !== 'unclear' && intent !== 'small-talk';
}
