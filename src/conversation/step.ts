import { answer, decline, settleClash } from './answered.ts';
import { answerQuestion, explain, help, whyAsked } from './answers.ts';
import { compare } from './compare.ts';
import { comparisonIn } from './comparing.ts';
import type { Context, Moment } from './context.ts';
import type { Actor, Event } from './events.ts';
import { feedback } from './feedback.ts';
import { wouldChange } from './flips.ts';
import { goOn, ROOT, recommend, status } from './interview.ts';
import { newState } from './new-state.ts';
import { offerPresets, usePreset } from './presets.ts';
import { decodePress } from './press.ts';
import { agree, record, requirementsOf } from './record.ts';
import { regain, renew, tellOfNewer } from './renew.ts';
import { back, cancel, reopen, restart } from './reopen.ts';
import { hear } from './say.ts';
import { giveRecord, share, unshare } from './share.ts';
import { note } from './show/note.ts';
import type { State } from './state.ts';
import { begin, say, type Turn } from './turn.ts';
import type { Reply } from './views.ts';
import { whyNot } from './why-not.ts';

export type StepInput = {
  /** Null for a conversation that is just beginning. */
  readonly state: State | null;
  readonly id: string;
  readonly event: Event;
  readonly actor: Actor;
  /** Milliseconds since 1970. */
  readonly now: number;
};

/**
 * One step of a conversation: old state and event in, new state and replies out. Pure: the same input and knowledge
 * give the same output, so a conversation can be replayed from its events.
 * @param context the knowledge that the conversation goes by, with the newer one where there is one; where it goes by
 * another version, that one is lost and the conversation is moved to this one
 */
export function step(context: Context, input: StepInput): Turn {
  const moment: Moment = { actor: input.actor, now: input.now };
  const ready = regain(context, begin(input.state ?? begun(context, input)));
  const done = on(context, ready, input.event, moment);
  const turn = done.state.knowledge === context.knowledge.version ? tellOfNewer(context, done) : done;
  return rootFirst(input.state === null ? withRoot(turn, firstLine(input.event)) : turn);
}

/** A conversation always opens with its root message: the thread hangs on it. */
function withRoot(turn: Turn, line: string): Turn {
  const has = turn.replies.some((reply) => reply.slot === ROOT);
  return has ? turn : status(turn, line);
}

/** What a conversation that did not begin with a question of ours is about. */
function firstLine(event: Event): string {
  if (event.kind === 'ask') return `Question: ${event.question}`;
  if (event.kind === 'compare-words') return `Comparison: ${event.words}`;
  return 'Choosing a stream processor';
}

function rootFirst(turn: Turn): Turn {
  const isRoot = (reply: Reply): boolean => reply.slot === ROOT;
  return {
    ...turn,
    replies: [...turn.replies.filter(isRoot), ...turn.replies.filter((one) => !isRoot(one))],
  };
}

function begun(context: Context, { id, actor, now }: StepInput): State {
  return newState({ id, startedBy: actor.id, startedAt: now, knowledge: context.knowledge.version });
}

function on(context: Context, turn: Turn, event: Event, moment: Moment): Turn {
  switch (event.kind) {
    case 'start':
    case 'say':
      return event.text.trim() === '' ? goOn(context, turn, moment) : hear(context, turn, event, moment);
    case 'press':
      return press(context, turn, event.action, event.values ?? [], moment);
    case 'answer':
      return answer(context, turn, event.token, [event.choice], moment);
    case 'answer-many':
      return answer(context, turn, event.token, event.choices, moment);
    case 'dont-know':
    case 'skip':
      return decline(context, turn, event.token, event.kind, moment);
    case 'settle':
      return settleClash(context, turn, event.token, event.position, moment);
    case 'share':
      return share(context, turn, event, moment);
    default:
      return onControl(context, turn, event, moment);
  }
}

type ControlEvent = Exclude<
  Event,
  { kind: 'start' | 'say' | 'press' | 'answer' | 'answer-many' | 'dont-know' | 'skip' | 'settle' | 'share' }
>;

function onControl(context: Context, turn: Turn, event: ControlEvent, moment: Moment): Turn {
  switch (event.kind) {
    case 'back':
      return back(context, turn);
    case 'change':
      return context.criteria.has(event.criterion)
        ? reopen(context, turn, event.criterion)
        : unknownPress(turn, `change:${event.criterion}`);
    case 'why-asked':
      return whyAsked(context, turn);
    case 'ask':
      return answerQuestion(context, turn, topicTitle(context, event.question));
    case 'what-if':
      return hear(context, turn, { kind: 'say', text: event.text }, moment);
    case 'adopt':
      return adopt(context, turn, moment);
    case 'explain':
      return explain(context, turn);
    case 'compare':
      return compare(context, turn, { ...event, words: '' });
    case 'compare-words':
      return compareWords(context, turn, event.words);
    case 'why-not':
      return whyNot(context, turn, event.engine);
    case 'unshare':
      return unshare(turn, event.destination);
    case 'record':
      return giveRecord(context, turn, moment);
    case 'would-change':
      return wouldChange(context, turn);
    case 'feedback':
      return feedback(turn, event, moment) ?? unknownPress(turn, `feedback:${event.slot}`);
    case 'presets':
      return offerPresets(context, turn);
    case 'preset':
      return fromPreset(context, turn, event.preset, moment);
    case 'recommend':
      return recommend(context, turn, moment);
    case 'restart':
      return restart(context, turn, moment);
    case 'renew':
      return renew(context, turn, moment);
    case 'cancel':
      return cancel(context, turn, moment);
    case 'help':
      return help(context, turn);
  }
}

function compareWords(context: Context, turn: Turn, words: string): Turn {
  const understood = context.understand(words, null, requirementsOf(turn.state));
  return compare(context, turn, comparisonIn(context, words, understood));
}

function press(
  context: Context,
  turn: Turn,
  action: string,
  values: readonly string[],
  moment: Moment,
): Turn {
  const event = decodePress(action, values);
  return event === null ? unknownPress(turn, action) : on(context, turn, event, moment);
}

/** Keep the change of the last what-if. */
function adopt(context: Context, turn: Turn, moment: Moment): Turn {
  const changes = turn.state.whatIf;
  if (changes === null)
    return say(
      turn,
      'n',
      note('There is no what-if to adopt.', ['Try one: "what if latency is 5 s?".']),
      'actor',
    );
  const given = Object.entries(changes).map(([id, value]) => [
    id,
    { value, words: 'what-if', how: 'said' as const },
  ]);
  const adopted = record(turn, Object.fromEntries(given), moment);
  // Whoever adopts has seen what it does: that decides it for everybody.
  const decided = Object.keys(changes).reduce((sum, id) => agree(sum, id, sum.state.given[id]), adopted);
  return goOn(context, decided, moment);
}

function fromPreset(context: Context, turn: Turn, id: string, moment: Moment): Turn {
  const preset = context.knowledge.presets.find((one) => one.id === id);
  return preset === undefined ? unknownPress(turn, `preset:${id}`) : usePreset(context, turn, preset, moment);
}

/** A suggestion names a topic by id; the lookup wants words. */
function topicTitle(context: Context, question: string): string {
  return context.knowledge.topics.find((topic) => topic.id === question)?.title ?? question;
}

function unknownPress(turn: Turn, action: string): Turn {
  const lines = [
    'Expected: a button of this conversation.',
    `Came: "${action.slice(0, 60)}".`,
    'Use the newest message of this conversation, or type your answer.',
  ];
  return say(turn, 'n', note('That button is not known here.', lines), 'actor');
}
