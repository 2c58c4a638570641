import type { Event } from './events.ts';

/**
 * Actions of controls, as they travel through a platform and come back: short words joined by colons, ids only, never
 * answers or state. Encoding and decoding stand together so that no button is made that cannot be read.
 */
export const action = {
  answer: (token: string, choice: string): string => `answer:${token}:${choice}`,
  answerMany: (token: string): string => `answer-many:${token}`,
  dontKnow: (token: string): string => `dont-know:${token}`,
  skip: (token: string): string => `skip:${token}`,
  change: (criterion: string): string => `change:${criterion}`,
  ask: (topic: string): string => `ask:${topic}`,
  compare: (engines: readonly string[], topics: readonly string[] = []): string =>
    ['compare', engines.join(','), ...(topics.length === 0 ? [] : [topics.join(',')])].join(':'),
  compareAll: (engines: readonly string[]): string => `compare-all:${engines.join(',')}`,
  whyNot: (engine: string): string => `why-not:${engine}`,
  preset: (preset: string): string => `preset:${preset}`,
  feedback: (slot: string, vote: 'up' | 'down'): string => `feedback:${slot}:${vote}`,
  settle: (token: string, position: number): string => `settle:${token}:${position}`,
  back: 'back',
  whyAsked: 'why-asked',
  explain: 'explain',
  recommend: 'recommend',
  adopt: 'adopt',
  presets: 'presets',
  record: 'record',
  wouldChange: 'would-change',
  restart: 'restart',
  renew: 'renew',
  cancel: 'cancel',
  help: 'help',
} as const;

const PLAIN_ACTIONS = new Set([
  'back',
  'why-asked',
  'explain',
  'recommend',
  'adopt',
  'presets',
  'record',
  'would-change',
  'restart',
  'renew',
  'cancel',
  'help',
] as const);

type PlainAction = typeof PLAIN_ACTIONS extends Set<infer Name> ? Name : never;

/** What a press means, or null when the action is none of ours (a forged, foreign or very old button). */
export function decodePress(text: string, values: readonly string[]): Event | null {
  const [verb = '', first = '', ...rest] = text.split(':');
  if (isPlain(verb) && first === '') return { kind: verb };
  return first === ''
    ? null
    : (aboutQuestion(verb, first, rest.join(':'), values) ?? aboutSubject(verb, first, rest));
}

/** Presses that belong to one asking; `token` names it. */
function aboutQuestion(verb: string, token: string, choice: string, values: readonly string[]): Event | null {
  switch (verb) {
    case 'answer':
      return choice === '' ? null : { kind: 'answer', token, choice };
    case 'answer-many':
      return { kind: 'answer-many', token, choices: values };
    case 'settle':
      return /^\d{1,2}$/.test(choice) ? { kind: 'settle', token, position: Number(choice) } : null;
    case 'dont-know':
    case 'skip':
      return { kind: verb, token };
    default:
      return null;
  }
}

/** Presses that name what they are about: a criterion, a topic, an engine, a preset. */
function aboutSubject(verb: string, id: string, rest: readonly string[]): Event | null {
  switch (verb) {
    case 'change':
      return { kind: 'change', criterion: id };
    case 'ask':
      return { kind: 'ask', question: id };
    case 'compare':
      return {
        kind: 'compare',
        engines: id.split(','),
        topics: rest.flatMap((ids) => ids.split(',')),
        all: false,
      };
    case 'compare-all':
      return { kind: 'compare', engines: id.split(','), topics: [], all: true };
    case 'why-not':
      return { kind: 'why-not', engine: id };
    case 'preset':
      return { kind: 'preset', preset: id };
    case 'feedback':
      return feedback(id, rest[0]);
    default:
      return null;
  }
}

function feedback(slot: string, vote: string | undefined): Event | null {
  const isVote = vote === 'up' || vote === 'down';
  return isVote ? { kind: 'feedback', slot, vote, reason: null, comment: null } : null;
}

function isPlain(verb: string): verb is PlainAction {
  return (PLAIN_ACTIONS as ReadonlySet<string>).has(verb);
}
