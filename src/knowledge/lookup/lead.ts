/** A sentence as it is written, with the stems of its words. */
export type Sentence = { readonly sentence: string; readonly stems: readonly string[] };

/** A sentence ends at . ! or ? before a blank and a capital, digit, quote, code or bold mark; abbreviations do not. */
const BOUNDARY = /(?<!\b(?:e\.g|i\.e|vs|cf|approx|no|etc)\.)(?<=[.!?][)"*`]*)\s+(?=[A-Z0-9"*`(])/;
/**
 * How much more of the question's rarity another sentence must hold before it is taken instead of the first: about
 * two words that stand in one phrase of fifty each.
 */
const MARGIN = 8;

/** The sentences of a text in their order. */
export function sentencesOf(text: string): string[] {
  return text
    .split(/\n+/)
    .flatMap((line) => line.split(BOUNDARY))
    .filter((sentence) => sentence !== '');
}

/**
 * The sentence that answers best. Sections are written so that their first sentence answers by itself, so another is
 * taken only when it holds clearly more of the question's words.
 */
export function leadOf(
  sentences: readonly Sentence[],
  asked: ReadonlySet<string>,
  rarity: (stem: string) => number,
): string {
  const [first, ...others] = sentences;
  if (first === undefined) return '';
  let best = { sentence: first.sentence, worth: worthOf(first, asked, rarity) + MARGIN };
  for (const other of others) {
    const worth = worthOf(other, asked, rarity);
    if (worth > best.worth) best = { sentence: other.sentence, worth };
  }
  return best.sentence;
}

function worthOf({ stems }: Sentence, asked: ReadonlySet<string>, rarity: (stem: string) => number): number {
  const found = new Set(stems.filter((stem) => asked.has(stem)));
  return [...found].reduce((sum, stem) => sum + rarity(stem), 0);
}
