import type { Criterion } from '../../knowledge/model.ts';
import { type Dimension, noneOfIt, type RequirementValue } from '../../knowledge/requirements.ts';
import { unitsOf } from '../../knowledge/units.ts';
import { unitOf } from '../quantities/units.ts';
import type { QuantityPiece } from '../text/pieces.ts';
import { type Scene, speechOf } from '../text/scene.ts';
import type { Ambiguity, Context } from '../types.ts';
import type { Evidence } from './evidence.ts';
import { intervalValue } from './interval-value.ts';
import { type Cues, cuesIn } from './weigh.ts';

export type ShortAnswer = {
  readonly evidence: readonly Evidence[];
  readonly ambiguous: readonly Ambiguity[];
  readonly said: 'yes' | 'no' | 'dont-know' | null;
};

/** Longer texts are no bare "yes" or "50". */
const MOST_PIECES = 8;
/** Beyond the outermost levels by more than this, nobody means it. */
const PLAUSIBLE_FACTOR = 10;

/** What a short text means as an answer to the question just asked: yes, no, none, a bare number. */
export function shortAnswer(
  scene: Scene,
  { asked }: Context,
  criteria: ReadonlyMap<string, Criterion>,
): ShortAnswer {
  const said = saidIn(scene);
  const criterion = criteria.get(asked ?? '');
  if (criterion === undefined || scene.pieces.length > MOST_PIECES)
    return { evidence: [], ambiguous: [], said };
  const value = hasAmount(scene) ? null : wholeAnswer(criterion, said);
  if (value !== null) {
    const whole = { from: 0, to: scene.pieces.length };
    return { evidence: [{ criterion, value, how: 'said', weight: 'weak', ...whole }], ambiguous: [], said };
  }
  return { ...(criterion.kind === 'interval' ? bareNumber(scene, criterion) : NOTHING), said };
}

/** "Not more than 8 GB" is no bare "no"; of a flag it may be ("no, 2 hours at most"). */
function hasAmount({ pieces }: Scene): boolean {
  return pieces.some((piece) => piece.kind === 'quantity' && piece.quantity.measure === 'bytes');
}

const NOTHING = { evidence: [], ambiguous: [] };

function saidIn(scene: Scene): ShortAnswer['said'] {
  if (scene.speech.has('dontKnow')) return 'dont-know';
  const opens = (act: 'yes' | 'no'): boolean => speechOf(scene, act).some(({ from }) => from === 0);
  if (opens('yes')) return 'yes';
  return opens('no') ? 'no' : null;
}

function wholeAnswer(criterion: Criterion, said: ShortAnswer['said']): RequirementValue | null {
  if (said !== 'yes' && said !== 'no') return null;
  if (criterion.kind === 'flag') return { kind: 'flag', value: said === 'yes' };
  return criterion.json.hasNone && said === 'no' ? noneOfIt() : null;
}

/** A number without unit: a rate is meant a second, anything else needs its unit said. */
function bareNumber(scene: Scene, criterion: Criterion): Pick<ShortAnswer, 'evidence' | 'ambiguous'> {
  const quantities = scene.pieces.filter((piece): piece is QuantityPiece => piece.kind === 'quantity');
  const [only] = quantities;
  const [dimension] = criterion.dimensions;
  if (only === undefined || dimension === undefined || quantities.length > 1) return NOTHING;
  const { quantity } = only;
  if (dimension.endsWith('-per-second')) return rateWithoutPeriod(scene, criterion, dimension, only);
  if (quantity.measure !== 'number' || countsOther(scene, only)) return NOTHING;
  const unit = loneUnit(scene, dimension);
  if (unit !== null) return inUnit(scene, criterion, dimension, only, unit);
  const options = plausibleUnits(criterion, dimension, quantity.high);
  return { evidence: [], ambiguous: [{ criterion: criterion.id, reason: 'unit', options }] };
}

/** "12 cents per GB" */
function countsOther({ pieces, lexicon }: Scene, piece: QuantityPiece): boolean {
  const behind = pieces[pieces.indexOf(piece) + 1];
  return behind?.kind === 'word' && lexicon.isOther(behind.text);
}

/** "some seconds, five at most": the unit stands apart from the number. */
function loneUnit(scene: Scene, dimension: Dimension): number | null {
  const units = scene.pieces.flatMap((piece) =>
    piece.kind === 'word' ? (unitOf(piece.text, piece.text) ?? []) : [],
  );
  const [unit] = units;
  return units.length === 1 && unit?.kind === dimension ? unit.size : null;
}

function inUnit(
  scene: Scene,
  criterion: Criterion,
  dimension: Dimension,
  piece: QuantityPiece,
  size: number,
): Pick<ShortAnswer, 'evidence' | 'ambiguous'> {
  const { low, high } = piece.quantity;
  const from = scene.pieces.indexOf(piece);
  const value = intervalValue(
    criterion,
    dimension,
    { ...piece.quantity, low: low * size, high: high * size },
    null,
  );
  return { evidence: [{ criterion, value, how: 'said', weight: 'firm', from, to: from + 1 }], ambiguous: [] };
}

/** The number in every unit that makes it roughly as large as the criterion's levels are, largest first. */
function plausibleUnits(criterion: Criterion, dimension: Dimension, number: number): string[] {
  const levels = Object.values(criterion.levels);
  const least = Math.min(...levels.map(({ min }) => min ?? 0)) / PLAUSIBLE_FACTOR;
  const most = Math.max(...levels.map(({ max }) => max ?? Number.POSITIVE_INFINITY)) * PLAUSIBLE_FACTOR;
  return unitsOf(dimension)
    .filter(([, size]) => number * size >= least && number * size <= most)
    .map(([unit]) => `${number}${unit}`);
}

/** "Batch size is 5000": the number is known to speak of something else. */
function isRefused(scene: Scene, criterion: Criterion, piece: QuantityPiece): boolean {
  const cues: ReturnType<Cues['get']> = cuesIn(scene).get(scene.pieces.indexOf(piece));
  return [...(cues ?? [])].some(([{ of }, found]) => of.id === criterion.id && found.has('never'));
}

/** "15k" is a rate a second; "5 TB" could be a day's or a second's. */
function rateWithoutPeriod(
  scene: Scene,
  criterion: Criterion,
  dimension: Dimension,
  piece: QuantityPiece,
): Pick<ShortAnswer, 'evidence' | 'ambiguous'> {
  const { quantity, text } = piece;
  if (isRefused(scene, criterion, piece)) return NOTHING;
  if (quantity.measure === 'number' || quantity.measure === 'count') {
    const at = scene.pieces.indexOf(piece);
    const value = intervalValue(criterion, dimension, quantity, null);
    return {
      evidence: [{ criterion, value, how: 'inferred', weight: 'firm', from: at, to: at + 1 }],
      ambiguous: [],
    };
  }
  if (quantity.measure !== 'bytes') return NOTHING;
  const options = ['s', 'h', 'd'].map((period) => `${text}/${period}`);
  return { evidence: [], ambiguous: [{ criterion: criterion.id, reason: 'unit', options }] };
}
