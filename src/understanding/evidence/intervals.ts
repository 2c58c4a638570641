import type { Dimension, RequirementValue } from '../../knowledge/requirements.ts';
import type { Reading } from '../lexicon/readings.ts';
import { boundsIn } from '../quantities/bounds.ts';
import type { QuantityPiece } from '../text/pieces.ts';
import type { Scene } from '../text/scene.ts';
import type { Context } from '../types.ts';
import { givenEnd } from './correction-targets.ts';
import { type Denials, isDenied } from './denial.ts';
import type { Evidence, Weight } from './evidence.ts';
import { intervalValue } from './interval-value.ts';
import { type Cues, cuesIn, isPossible, isTooSmall, weigh } from './weigh.ts';

/** A text of at most so many pieces is taken as an answer, whatever cues it lacks. */
const SHORT_ANSWER = 8;

/** What the quantities of a text say about interval criteria. */
export function intervalsIn(scene: Scene, denials: Denials, context: Context): Evidence[] {
  const bounds = boundsIn(scene.line);
  const cues = cuesIn(scene);
  return scene.pieces.flatMap((piece, at): Evidence[] => {
    if (piece.kind !== 'quantity' || isDenied(denials, { from: at, to: at + 1 })) return [];
    const best = bestReading(scene, piece, cues.get(at), context);
    if (best === null) return [];
    const { of: criterion, dimension } = best.reading;
    const quantity = isChange(scene, at, context.prior[criterion.id], dimension)
      ? { ...piece.quantity, low: piece.quantity.high }
      : piece.quantity;
    const value = intervalValue(criterion, dimension, quantity, bounds.get(at) ?? null);
    const isCertain = best.weight !== 'weak' || dimension.endsWith('-per-second');
    const how = isCertain ? 'said' : 'inferred';
    return [{ criterion, value, how, from: at, to: at + 1, weight: best.weight }];
  });
}

/** "From 2 s to 20 s" beside a known 2 s is no range but a change. */
function isChange(
  scene: Scene,
  at: number,
  before: RequirementValue | undefined,
  dimension: Dimension,
): boolean {
  const piece = scene.pieces[at];
  const known = before?.kind === 'interval' ? before.amounts[dimension] : undefined;
  if (piece?.kind !== 'quantity' || known === undefined || givenEnd(known) !== piece.quantity.low)
    return false;
  return scene.pieces[at - 1]?.text === 'from' || scene.speech.has('revise') || scene.speech.has('retract');
}

type Best = { readonly reading: Reading; readonly weight: Weight };

function bestReading(
  scene: Scene,
  piece: QuantityPiece,
  cues: ReturnType<Cues['get']>,
  context: Context,
): Best | null {
  if (countsOther(scene, piece.quantity.nouns)) return null;
  for (const reading of scene.lexicon.readings) {
    if (!isPossible(reading, piece)) continue;
    const weight = weigh(reading, cues?.get(reading), piece.quantity, isAnswer(scene, reading, context));
    const isUnsure = weight === 'weak' && lacksPeriod(scene, piece, context);
    if (weight !== null && !isUnsure && !isTooSmall(reading, piece, weight)) return { reading, weight };
  }
  return null;
}

/** "3 team meetings a week"; but of "meter readings" the last noun says what is counted. */
function countsOther({ lexicon }: Scene, nouns: readonly string[]): boolean {
  return nouns.some((noun) => lexicon.isOther(noun)) && !lexicon.isCounted(nouns.at(-1) ?? '');
}

/** "5 TB" when a rate was asked about: a day's, not the size of anything. */
function lacksPeriod(scene: Scene, { quantity }: QuantityPiece, { asked }: Context): boolean {
  if (scene.pieces.length > SHORT_ANSWER) return false;
  return scene.lexicon.readings.some(
    ({ criterion, dimension }) => criterion === asked && dimension === `${quantity.measure}-per-second`,
  );
}

/** A short text answers the question just asked, or corrects what is known. */
function isAnswer(scene: Scene, { criterion }: Reading, { asked, prior }: Context): boolean {
  if (scene.pieces.length > SHORT_ANSWER) return false;
  const corrects = scene.speech.has('retract') || scene.speech.has('revise');
  return asked === criterion || (corrects && prior[criterion] !== undefined);
}
