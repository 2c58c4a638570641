import { remember } from './memo.ts';

type Ending = readonly [ending: RegExp, by: string, left: number];

/** Taken off abbreviations too ("VMs"), unlike the others, which need a vowel to remain. */
const PLURAL = /(?<![suai])s$/;

/** Endings taken off in this order, each with the fewest letters that must remain. */
const ENDINGS: readonly Ending[] = [
  [/'s?$/, '', 1],
  [/ies$/, 'y', 3],
  [/(?<=s|x|z|ch|sh)es$/, '', 2],
  [PLURAL, '', 2],
  [/(?:ing|ed)$/, '', 3],
  [/([^aeiouls])\1$/, '$1', 3],
  [/(?<=....)e$/, '', 4],
];
const VOWEL = /[aeiouy]/;
const VERBAL = /(?:ing|ed)$/;
/** What is left of "coming" or "timed": with a doubled consonant it would have been "running". */
const LOST_E = /^[^aeiou][aeiou][^aeiouwxy]$/;

/**
 * The word without its inflection, so that "joins", "joined" and "joining" are one. Lighter than Porter's stemmer on
 * purpose: it never maps words of different meaning ("universe", "university"; "care", "car") onto each other.
 */
export const stem: (word: string) => string = remember(withoutEndings);

function withoutEndings(word: string): string {
  let left = word;
  for (const [ending, by, least] of ENDINGS) {
    const cut = left.replace(ending, by);
    if (cut.length < least || !(VOWEL.test(cut) || ending === PLURAL)) continue;
    if (cut !== left && LOST_E.test(cut) && VERBAL.test(left)) return `${cut}e`;
    left = cut;
  }
  return left;
}

/** The keys under which patterns find a word: as it stands, and its stem. */
export const wordKeys: (word: string) => readonly string[] = remember((word) => [`=${word}`, stem(word)]);
