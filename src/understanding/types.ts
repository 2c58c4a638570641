import type { Knowledge } from '../knowledge/model.ts';
import type { Requirements, RequirementValue } from '../knowledge/requirements.ts';

/** The parts of the knowledge base that reading a text needs. */
export type ReadingKnowledge = Pick<Knowledge, 'criteria' | 'engines' | 'products' | 'topics' | 'vocabulary'>;

/** What is known when a text arrives: the criterion just asked about, and the requirements so far. */
export type Context = { readonly asked: string | null; readonly prior: Requirements };

export type Intent =
  | 'requirements'
  | 'correction'
  | 'what-if'
  | 'question'
  | 'compare'
  | 'why'
  | 'why-not'
  | 'command'
  | 'small-talk'
  | 'dont-know'
  | 'unclear';

/** Whether a value was said in so many words or concluded from a description. */
export type How = 'said' | 'inferred';

/** One thing taken from the text, with the words it was taken from. */
export type UnderstoodItem = {
  readonly criterion: string;
  readonly value: RequirementValue;
  readonly how: How;
  readonly words: string;
};

/** Something taken back: items of a set, or (no items) the whole requirement. */
export type Removal = { readonly criterion: string; readonly items: readonly string[] };

/** Something said that needs one more word from the person, with readings to choose from. */
export type Ambiguity = {
  readonly criterion: string;
  readonly reason: 'unit' | 'conflict';
  readonly options: readonly string[];
};

/** All that one text says. Sets in `requirements` are added to what is known; a moved item changes sides. */
export type Understanding = {
  readonly requirements: Requirements;
  readonly items: readonly UnderstoodItem[];
  readonly removed: readonly Removal[];
  readonly intent: Intent;
  readonly question: string | null;
  readonly command: string | null;
  readonly engines: readonly string[];
  readonly topics: readonly string[];
  readonly ambiguous: readonly Ambiguity[];
};
