import { parseQuantity } from '../../knowledge/units.ts';
import type { Cue, Reading } from '../lexicon/readings.ts';
import type { Quantity } from '../quantities/quantity.ts';
import type { Piece, QuantityPiece } from '../text/pieces.ts';
import type { Scene } from '../text/scene.ts';
import type { Weight } from './evidence.ts';

/** The cues for each quantity, by its place among the pieces and by reading. */
export type Cues = ReadonlyMap<number, ReadonlyMap<Reading, ReadonlySet<Cue>>>;

type Collected = Map<number, Map<Reading, Set<Cue>>>;

/** Collect the cues of all quantities; `aside` cues speak of every quantity in their sentence. */
export function cuesIn({ pieces, line, lexicon }: Scene): Cues {
  const collected: Collected = new Map();
  const asides = new Map<number, Set<Reading>>();
  for (const { data, from, slots } of lexicon.cues.find(line)) {
    const sentence = pieces[from]?.sentence ?? 0;
    if (data.cue === 'aside') asides.set(sentence, (asides.get(sentence) ?? new Set()).add(data.reading));
    else for (const slot of slots) put(collected, slot, data.reading, data.cue);
  }
  pieces.forEach((piece, at) => {
    if (piece.kind !== 'quantity') return;
    for (const reading of asides.get(piece.sentence) ?? []) put(collected, at, reading, 'aside');
    for (const reading of continuedRefusals(pieces, at, collected)) put(collected, at, reading, 'never');
  });
  return collected;
}

/** Pieces back to the first half of "a 5 min gap on phones, 30 min on TVs". */
const ELLIPSIS_REACH = 6;
const ELLIPSIS_LINKS = new Set(['on', 'for', 'with', 'in', 'at', 'when']);

/** Readings refused for a quantity just before, of which this one without any cue is a further case. */
function continuedRefusals(pieces: readonly Piece[], at: number, collected: Collected): Reading[] {
  if (collected.has(at) || !ELLIPSIS_LINKS.has(pieces[at + 1]?.text ?? '')) return [];
  for (let before = at - 1; before >= Math.max(0, at - ELLIPSIS_REACH); before -= 1) {
    const piece = pieces[before];
    if (piece?.barrier === 2) return [];
    if (piece?.kind !== 'quantity') continue;
    const refused = [...(collected.get(before) ?? [])].filter(([, cues]) => cues.has('never'));
    return refused.map(([reading]) => reading);
  }
  return [];
}

function put(collected: Collected, at: number, reading: Reading, cue: Cue): void {
  const readings = collected.get(at) ?? new Map<Reading, Set<Cue>>();
  collected.set(at, readings.set(reading, (readings.get(reading) ?? new Set<Cue>()).add(cue)));
}

/** What the strongest cue makes of a quantity: a weight, or nothing. Cues stand in order of their strength. */
const VERDICTS: readonly (readonly [Cue, Weight | null])[] = [
  ['elsewhere', null],
  ['demand', 'firm'],
  ['never', null],
  ['aside', null],
  ['stale', 'stale'],
  ['prefer', 'sure'],
  ['surely', 'firm'],
  ['certainly', 'firm'],
];
/** What is said of the sentence or of words nearby yields where the criterion itself is named. */
const OVERRULED: ReadonlySet<Cue> = new Set(['elsewhere', 'never', 'aside']);

/**
 * How much a quantity says about the criterion of a reading; null when it speaks of something else. Without a cue an
 * answer to the question asked counts fully, any other number weakly, and a mere article ("a minute") not at all.
 */
export function weigh(
  reading: Reading,
  cues: ReadonlySet<Cue> | undefined,
  quantity: Quantity,
  isAnswer: boolean,
): Weight | null {
  const isNamed = cues?.has('certainly') ?? false;
  const verdict = VERDICTS.find(([cue]) => cues?.has(cue) && !(isNamed && OVERRULED.has(cue)));
  if (verdict !== undefined) return isPreferred(verdict[0], cues) ? 'sure' : verdict[1];
  if (isAnswer) return 'firm';
  if (cues?.has('unlikely') || quantity.article) return null;
  return reading.otherwise ? 'weak' : null;
}

/** Of several demands the preferred one counts: "250 ms p95, 400 ms p99". */
function isPreferred(cue: Cue, cues: ReadonlySet<Cue> | undefined): boolean {
  return cue === 'demand' && (cues?.has('prefer') ?? false);
}

/** Whether a reading can be meant at all: the dimension fits, and the size. */
export function isPossible(reading: Reading, { quantity }: QuantityPiece): boolean {
  if (reading.dimension !== quantity.measure) return false;
  return reading.longest === undefined || quantity.low <= amountOf(reading.longest);
}

/** Too small to be meant where nothing says so: three logins a week are no rate, 3 addresses of 200 bytes no state. */
export function isTooSmall(reading: Reading, { quantity }: QuantityPiece, weight: Weight): boolean {
  const isSaid = weight !== 'weak' && !quantity.product;
  return !isSaid && reading.least !== undefined && quantity.high < amountOf(reading.least);
}

function amountOf(written: string): number {
  return parseQuantity(written)?.value ?? Number.NaN;
}
