import { join } from 'node:path';
import { contextOf } from '../../src/advice.ts';
import type { Context } from '../../src/conversation/context.ts';
import type { Effect } from '../../src/conversation/effects.ts';
import type { Actor, Event } from '../../src/conversation/events.ts';
import type { State } from '../../src/conversation/state.ts';
import { step } from '../../src/conversation/step.ts';
import type { QuestionView, RecommendationView, Reply, View } from '../../src/conversation/views.ts';
import { loadKnowledge } from '../../src/knowledge/loader.ts';

export const ANNA: Actor = { id: 'U1', name: 'Anna' };
export const BEN: Actor = { id: 'U2', name: 'Ben' };
export const NOON = Date.UTC(2026, 10, 22, 12);

/** The context over the shipped knowledge. */
export async function shippedContext(): Promise<Context> {
  return contextOf(await loadKnowledge([join(import.meta.dirname, '../../knowledge')]));
}

/** A conversation driven by hand: sends events, remembers the state and what every slot shows now. */
export class Talk {
  state: State | null = null;
  last: readonly Reply[] = [];
  effects: readonly Effect[] = [];
  readonly shown = new Map<string, View>();
  private readonly context: Context;

  constructor(context: Context) {
    this.context = context;
  }

  send(event: Event, actor: Actor = ANNA, now: number = NOON): readonly Reply[] {
    const turn = step(this.context, { state: frozen(this.state), id: 'c1', event, actor, now });
    this.state = turn.state;
    this.last = turn.replies;
    this.effects = turn.effects;
    for (const reply of turn.replies) this.shown.set(reply.slot, reply.view);
    return turn.replies;
  }

  start(text = ''): readonly Reply[] {
    return this.send({ kind: 'start', text });
  }

  say(text: string, actor: Actor = ANNA): readonly Reply[] {
    return this.send({ kind: 'say', text }, actor);
  }

  press(action: string, values: readonly string[] = [], actor: Actor = ANNA): readonly Reply[] {
    return this.send({ kind: 'press', action, values }, actor);
  }

  /** The newest view of a kind in the last turn. */
  view<Kind extends View['kind']>(kind: Kind): Extract<View, { kind: Kind }> {
    const view = this.last.map((reply) => reply.view).findLast((one) => one.kind === kind);
    if (view === undefined) throw new Error(`the last turn showed ${this.kinds().join(', ')}, no ${kind}`);
    return view as Extract<View, { kind: Kind }>;
  }

  /** The question that is open now, as shown. */
  question(): QuestionView {
    const view = this.shown.get(this.state?.question?.token ?? '');
    if (view?.kind !== 'question')
      throw new Error(`no question is open: ${JSON.stringify(this.state?.question)}`);
    return view;
  }

  /** The newest recommendation. */
  recommendation(): RecommendationView {
    const view = this.shown.get(this.state?.verdictSlot ?? '');
    if (view?.kind !== 'recommendation') throw new Error('nothing is recommended yet');
    return view;
  }

  kinds(): string[] {
    return this.last.map((reply) => `${reply.view.kind}${reply.audience === 'actor' ? ' (private)' : ''}`);
  }

  /** Answer by the first offered choice until a recommendation comes. */
  finish(): RecommendationView {
    for (let i = 0; i < 20 && this.state?.stage === 'asking'; i += 1) {
      const { choices, multi, submit } = this.question();
      const [first] = choices;
      if (first === undefined) throw new Error('a question without choices');
      if (multi) this.press(submit, [first.value]);
      else this.press(first.action);
    }
    return this.recommendation();
  }
}

/** Turns share what was read: a step that changed the state it is given would change it for all of them. */
function frozen<T>(value: T): T {
  if (typeof value !== 'object' || value === null || Object.isFrozen(value)) return value;
  for (const inner of Object.values(value)) frozen(inner);
  return Object.freeze(value);
}
