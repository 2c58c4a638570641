import { z } from 'zod';
import { patternProblem } from './pattern-syntax.ts';
import { parseQuantity } from './units.ts';

const text = z.string().trim().min(1);
const amount = text.refine((written) => parseQuantity(written) !== null, 'a quantity such as 3d or 100/d');
const words = z.array(text).default([]);
/** See `pattern-syntax.ts` for the language. */
const pattern = text.superRefine((say, { addIssue }) => {
  const message = patternProblem(say);
  if (message !== null) addIssue({ code: 'custom', message });
});
const patterns = z.array(pattern).default([]);
const itemsByCriterion = z.record(text, z.array(text)).default({});

/**
 * A word or name and what saying it means: `mention` when it is merely named, `known` when it is said to be known
 * or is the answer about what is known, `refused` when it is said to be missing or unwanted. Items by criterion id.
 * `exact` names are never recognised through a misspelling. A name that says nothing is still kept apart from
 * shorter names inside it. `plain` is what it says where one of the patterns (the name being `$`) shows that its words are meant and no product.
 */
const name = z.strictObject({
  say: z.array(text).min(1),
  mention: itemsByCriterion,
  known: itemsByCriterion,
  refused: itemsByCriterion,
  exact: z.boolean().default(false),
  plain: z
    .strictObject({
      when: z.array(pattern).min(1),
      mention: itemsByCriterion,
      known: itemsByCriterion,
      refused: itemsByCriterion,
    })
    .optional(),
});

/**
 * Phrases that mean a value. `value` is in the short form of criteria files (`<=1h,level:hours`, `cep`, `yes`);
 * none of it holds in a sentence where a pattern of `unless` stands. `weak` phrases count only when the text says
 * nothing firmer about the same criterion; `whenAsked` ones only when the text answers the question about it.
 */
const phrase = z.strictObject({
  criterion: text,
  value: text,
  how: z.enum(['said', 'inferred']).default('inferred'),
  weak: z.boolean().default(false),
  whenAsked: z.boolean().default(false),
  say: z.array(pattern).min(1),
  unless: patterns,
});

/**
 * When a quantity of a dimension speaks of a criterion. Patterns contain the quantity as `#`. `never` beats `surely`,
 * which beats `unlikely`; a quantity without any cue is taken when `otherwise` is true. `aside` patterns hold for
 * the whole sentence. `prefer` marks the one that counts among several, `stale` what was the case before. `certainly` (the
 * criterion itself is named) beats `never` and `aside`; a `demand` ("must be out within #") beats `stale` too, unless what is
 * demanded is said to be `elsewhere` ("a restart must ...").
 * `longest` is the largest value that can be meant, `least` the smallest that is meant where no word says so.
 */
const reading = z.strictObject({
  criterion: text,
  dimension: z.enum(['time', 'bytes', 'events-per-second', 'bytes-per-second']),
  certainly: patterns,
  surely: patterns,
  unlikely: patterns,
  never: patterns,
  aside: patterns,
  prefer: patterns,
  stale: patterns,
  demand: patterns,
  elsewhere: patterns,
  otherwise: z.boolean().default(true),
  longest: amount.optional(),
  least: amount.optional(),
});

/**
 * What a flag inferred from values far apart (`spread` in its criterion's file) needs to know about words: `slow` says a
 * second consumer without a number, by its schedule, unless a pattern of `unless` stands in the sentence; what stands
 * inside a pattern of `never` is none of the values.
 */
const spread = z.strictObject({ criterion: text, slow: patterns, unless: patterns, never: patterns });

const command = z.strictObject({ command: text, say: z.array(pattern).min(1) });

/** Everything about words that understanding free text needs: the files of `vocabulary/understanding` together. */
export const vocabularySchema = z.strictObject({
  /** Named lists of words, written `@name` inside patterns. */
  sets: z.record(text, z.array(text)).default({}),
  names: z.array(name).default([]),
  phrases: z.array(phrase).default([]),
  readings: z.array(reading).default([]),
  spreads: z.array(spread).default([]),
  /** What criteria are called in conversation, by criterion id. */
  subjects: z.record(text, patterns).default({}),
  /** Nouns that are counted in rates, and nouns whose rates are something else. */
  counted: z.strictObject({ events: words, others: words }).prefault({}),
  negation: z
    .strictObject({
      /** Words and phrases that deny what follows, or what stands before them. */
      before: patterns,
      after: patterns,
      /** Deny what was named before, even in an earlier sentence ("we know neither", "that's out"). */
      named: patterns,
      /** Deny the one name of a clause that speaks of nothing else. */
      stance: patterns,
      /** Look like a denial and are none. */
      cancel: patterns,
      /** Words a denial reaches across, and words at which it ends. */
      through: patterns,
      until: patterns,
    })
    .prefault({}),
  /** What a name has to be beside a verb: known, only considered, used by somebody whatever is considered, or told of others' systems. */
  standing: z
    .strictObject({ known: patterns, prospect: patterns, used: patterns, hearsay: patterns })
    .prefault({}),
  /** Taking back: firmly, or by the way; a requirement altogether; relative changes by a fixed factor. */
  correction: z
    .strictObject({
      retract: patterns,
      revise: patterns,
      remove: patterns,
      scale: z.record(text, patterns).default({}),
      /** Relative changes by the number that stands as `#`. */
      multiply: patterns,
      divide: patterns,
    })
    .prefault({}),
  intents: z
    .strictObject({
      commands: z.array(command).default([]),
      /** Openings of questions; `asking` ones only where a question mark follows. */
      question: patterns,
      asking: patterns,
      advice: patterns,
      /** Compares in so many words; `compare` may do so. */
      contrast: patterns,
      capable: patterns,
      compare: patterns,
      /** Speaks of the sender's own workload. */
      own: patterns,
      why: patterns,
      whyNot: patterns,
      whatIf: patterns,
      smallTalk: patterns,
      dontKnow: patterns,
      yes: patterns,
      no: patterns,
    })
    .prefault({}),
  /** Ordinary words that are right although a word of this vocabulary is near, and slips that are ordinary words. */
  spelling: z
    .strictObject({ ordinary: z.string().default(''), alike: z.record(text, text).default({}) })
    .prefault({}),
});

export type Vocabulary = z.infer<typeof vocabularySchema>;
export type VocabularyName = Vocabulary['names'][number];
export type VocabularyPhrase = Vocabulary['phrases'][number];
export type VocabularyReading = Vocabulary['readings'][number];
