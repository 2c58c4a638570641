import type { Criterion } from '../../knowledge/model.ts';
import { type Lexicon, lexiconOf } from '../lexicon/lexicon.ts';
import { type Found, type Line, lineOf } from '../lexicon/patterns.ts';
import type { Phrase } from '../lexicon/phrases.ts';
import type { Speech } from '../lexicon/speech.ts';
import { carryUnits } from '../quantities/carried-units.ts';
import { joinQuantities } from '../quantities/join-quantities.ts';
import type { ReadingKnowledge } from '../types.ts';
import { asMeant } from './as-meant.ts';
import { cleanText } from './clean-text.ts';
import { joinWords } from './join-words.ts';
import { withoutListNumbers } from './list-numbers.ts';
import { makePieces, type Piece } from './pieces.ts';
import type { Span } from './span.ts';
import { splitScales } from './split-scales.ts';
import { tokenize } from './tokens.ts';

/** A text cut up, with everything the vocabulary finds in it; what all readers look at. */
export type Scene = {
  readonly text: string;
  readonly pieces: readonly Piece[];
  /** The same pieces, ready for patterns. */
  readonly line: Line;
  readonly lexicon: Lexicon;
  readonly phrases: readonly Found<Phrase>[];
  /** Turns of phrase by what they do, in the order of the text. */
  readonly speech: ReadonlyMap<Speech['act'], readonly Found<Speech>[]>;
};

/** Look at a text through the lexicon. */
export function lookAt(raw: string, knowledge: ReadingKnowledge): Scene {
  const lexicon = lexiconOf(knowledge);
  const text = cleanText(raw);
  const cutUp = splitScales(withoutListNumbers(tokenize(text)), lexicon.isCounted);
  const tokens = joinWords(cutUp).map((token) => {
    const spelt = token.kind === 'word' ? lexicon.fixSpelling(token.text) : token.text;
    return spelt === token.text ? token : { ...token, text: spelt };
  });
  const cut = joinQuantities(carryUnits(makePieces(text, tokens, lexicon)), lexicon);
  const line = lineOf(cut);
  const pieces = asMeant(cut, lexicon.plain.find(line));
  const speech = Map.groupBy(lexicon.speech.find(line), ({ data }) => data.act);
  return { text, pieces, line, lexicon, phrases: phrasesIn(pieces, line, lexicon), speech };
}

/** The words of a stretch of pieces, as they were written. */
export function wordsOf(scene: Scene, { from, to }: Span): string {
  const first = scene.pieces[from];
  const last = scene.pieces[to - 1];
  return first === undefined || last === undefined ? '' : scene.text.slice(first.start, last.end);
}

/** The turns of phrase of one kind. */
export function speechOf(scene: Scene, act: Speech['act']): readonly Found<Speech>[] {
  return scene.speech.get(act) ?? [];
}

/**
 * Phrases that hold: nothing in their sentence bars them, and of those about one criterion that share words the first
 * and longest counts ("no late" against "late data"); kinds of work add up.
 */
function phrasesIn(pieces: readonly Piece[], line: Line, lexicon: Lexicon): Found<Phrase>[] {
  const placeOf = (row: number, from: number): string => `${row} ${pieces[from]?.sentence}`;
  const barred = new Set(lexicon.unless.find(line).map(({ data, from }) => placeOf(data, from)));
  const told = new Map<Criterion, number>();
  return lexicon.phrases
    .find(line)
    .filter(({ data, from }) => !barred.has(placeOf(data.row, from)))
    .sort((a, b) => a.from - b.from || b.to - a.to || saidFirst(a) - saidFirst(b))
    .filter(({ data, from, to }) => {
      if (data.criterion.kind === 'set') return true;
      if (from < (told.get(data.criterion) ?? 0)) return false;
      told.set(data.criterion, to);
      return true;
    });
}

function saidFirst({ data }: Found<Phrase>): number {
  return data.how === 'said' ? 0 : 1;
}
