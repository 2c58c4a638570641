import Fuse from 'fuse.js';

/** The first word of a command that does something else than describe a workload. */
export const VERBS = ['help', 'ask', 'compare', 'history', 'settings', 'share', 'cancel', 'about'] as const;
export type Verb = (typeof VERBS)[number];

export type Typed =
  | { readonly kind: 'start'; readonly words: string }
  | { readonly kind: 'verb'; readonly verb: Verb; readonly words: string }
  /** A word or two that mean nothing to us; `near` is the verb they may have been meant to be. */
  | { readonly kind: 'unknown'; readonly typed: string; readonly near: Verb | null };

/** These take words of their own; the others stand alone, or in a short sentence such as "share it please". */
const WITH_WORDS: ReadonlySet<string> = new Set(['ask', 'compare']);
const SHORT_SENTENCE = 3;
/** 0 is the same word, 1 nothing in common; two letters that changed places in a word of four make 0.5. */
const NEAR = 0.5;
const SHORTEST_MISSPELT = 3;

/**
 * What was typed after the command: a verb, the description of a workload, or neither.
 * @param means whether words say anything about a workload, ask or call for something
 */
export function readTyped(text: string, means: (text: string) => boolean): Typed {
  const [first = '', ...rest] = text.split(/\s+/);
  const typed = first.toLowerCase();
  const verb = VERBS.find((one) => one === typed);
  const isShort = rest.length < SHORT_SENTENCE;
  if (verb !== undefined && (isShort || WITH_WORDS.has(verb)))
    return { kind: 'verb', verb, words: rest.join(' ') };
  const isStart = verb !== undefined || text === '' || !isShort || means(text);
  return isStart ? { kind: 'start', words: text } : { kind: 'unknown', typed: text, near: nearest(typed) };
}

const SPELLER = new Fuse<Verb>(VERBS, { threshold: NEAR, includeScore: true, ignoreLocation: true });

/** The verb that a word was probably meant to be; of about the same length, or half of the language is near "ask". */
function nearest(word: string): Verb | null {
  if (word.length < SHORTEST_MISSPELT || !/^\p{L}+$/u.test(word)) return null;
  const found = SPELLER.search(word).find(({ item }) => Math.abs(item.length - word.length) <= 1);
  return found?.item ?? null;
}
