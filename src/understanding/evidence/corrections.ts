import type { Criterion } from '../../knowledge/model.ts';
import { periodsIn } from '../quantities/join-quantities.ts';
import { SECOND_MS } from '../quantities/periods.ts';
import type { Measure, Quantity } from '../quantities/quantity.ts';
import { singularTime, type Unit, unitOf } from '../quantities/units.ts';
import type { Piece } from '../text/pieces.ts';
import { type Scene, speechOf } from '../text/scene.ts';
import type { Span } from '../text/span.ts';
import type { Context } from '../types.ts';
import {
  changedBy,
  givenEnd,
  meantTarget,
  type Target,
  targetsIn,
  unitGiving,
} from './correction-targets.ts';
import { type Denials, isDenied } from './denial.ts';
import type { Evidence } from './evidence.ts';
import { amountUnit } from './written-unit.ts';

/** Corrections are short; in a longer text a lone unit or number is about something else. */
const MOST_PIECES = 14;

type Setting = {
  readonly scene: Scene;
  readonly denials: Denials;
  readonly context: Context;
  readonly targets: readonly Target[];
};

/**
 * Corrections that only make sense beside what was said before: a multiple ("double the state"), another unit for the
 * same number ("minutes, not seconds"), another period ("per minute, not per second"), another number in the same unit ("make it 30").
 */
export function correctionsIn(
  scene: Scene,
  denials: Denials,
  context: Context,
  criteria: ReadonlyMap<string, Criterion>,
): Evidence[] {
  const targets = targetsIn(context, criteria);
  if (targets.length === 0 || scene.pieces.length > MOST_PIECES) return [];
  const setting = { scene, denials, context, targets };
  const change = otherMultiple(setting) ?? otherPeriod(setting) ?? otherUnit(setting) ?? otherNumber(setting);
  return change === null ? [] : [change];
}

function otherMultiple({ scene, context, targets }: Setting): Evidence | null {
  const target = meantTarget(scene, context, targets);
  const found = multipleIn(scene);
  if (found === null || target === null || isStated(scene, target.dimension)) return null;
  return changedBy(target, found.factor, found.span);
}

/** "Double that", "one zero less", "five times as much", "10x smaller". */
function multipleIn(scene: Scene): { readonly factor: number; readonly span: Span } | null {
  const [by] = speechOf(scene, 'multiply');
  const [into] = speechOf(scene, 'divide');
  const counted = into ?? by;
  const number = counted === undefined ? null : numberAt(scene, counted.slots[0]);
  if (counted !== undefined && number !== null)
    return { factor: into === undefined ? number : 1 / number, span: counted };
  const [fixed] = speechOf(scene, 'scale')
    .filter((one) => !leadsToNumber(scene, one))
    .toSorted((a, b) => b.to - b.from - (a.to - a.from));
  return fixed?.data.act === 'scale' ? { factor: fixed.data.factor, span: fixed } : null;
}

/** "Will double to 50k/s" says the new number itself. */
function leadsToNumber({ pieces }: Scene, { to }: Span): boolean {
  return pieces[to]?.text === 'to' && pieces.slice(to + 1, to + 4).some(({ kind }) => kind === 'quantity');
}

function numberAt(scene: Scene, at: number | undefined): number | null {
  const piece = scene.pieces[at ?? -1];
  return piece?.kind === 'quantity' && piece.quantity.high > 0 ? piece.quantity.high : null;
}

/** "Per minute of course, my bad": the same count in another period. */
function otherPeriod({ scene, denials, context, targets }: Setting): Evidence | null {
  const rates = targets.filter(({ dimension }) => dimension.endsWith('-per-second'));
  const target = meantTarget(scene, context, rates);
  const periods = periodsIn(scene.pieces).map((one) => ({
    ...one,
    denied: isDenied(denials, { from: one.at, to: one.at + 1 }),
  }));
  const wanted = periods.find(({ denied }) => !denied);
  if (target === null || wanted === undefined || isStated(scene, target.dimension)) return null;
  const old = periods.find(({ denied }) => denied);
  if (!corrects(scene, old !== undefined) && !saysLittleElse(scene)) return null;
  const before = old === undefined ? amountUnit(target.dimension, target.amount) : SECOND_MS / old.ms;
  return changedBy(target, SECOND_MS / wanted.ms / before, { from: wanted.at, to: wanted.at + 1 });
}

type UnitSaid = { readonly at: number; readonly unit: Unit; readonly denied: boolean };

function otherUnit(setting: Setting): Evidence | null {
  const { scene, context, targets } = setting;
  const units = withOldUnit(setting.scene, unitsSaid(setting));
  const wanted = units.find(({ denied }) => !denied);
  const denied = units.find((one) => one.denied && one.unit.kind === wanted?.unit.kind);
  if (wanted === undefined || isStated(scene, wanted.unit.kind)) return null;
  if (isStated(scene, `${wanted.unit.kind}-per-second`)) return null;
  if (!corrects(scene, denied !== undefined) && scene.pieces.length > MOST_PIECES_OF_UNIT) return null;
  const fitting = targets.filter(({ dimension }) => dimension === wanted.unit.kind);
  const rates = targets.filter(({ dimension }) => dimension === `${wanted.unit.kind}-per-second`);
  const target = meantTarget(scene, context, fitting.length > 0 ? fitting : rates);
  if (target === null) return null;
  const before = denied?.unit.size ?? amountUnit(wanted.unit.kind, target.amount);
  // "15 not 50, minutes stays" names the unit that there was.
  if (wanted.unit.size === before) return null;
  return changedBy(target, wanted.unit.size / before, { from: wanted.at, to: wanted.at + 1 });
}

const SAYING = new Set(['said', 'wrote', 'typed', 'put', 'told', 'read', 'entered']);

/** "Seconds! I wrote minutes", "I said seconds but it's ms": what was said before is what is taken back. */
function withOldUnit({ pieces }: Scene, units: readonly UnitSaid[]): readonly UnitSaid[] {
  const isOld = ({ at }: UnitSaid): boolean =>
    pieces.slice(Math.max(0, at - 2), at).some(({ text }) => SAYING.has(text));
  const open = units.filter(({ denied }) => !denied);
  return open.length > 1 ? units.map((one) => ({ ...one, denied: one.denied || isOld(one) })) : units;
}

function unitsSaid({ scene, denials }: Setting): UnitSaid[] {
  return scene.pieces.flatMap((piece, at): UnitSaid[] => {
    const unit =
      piece.kind === 'word' && isLoneUnit(piece.text, scene) ? unitOf(piece.text, piece.text) : null;
    return unit === null ? [] : [{ at, unit, denied: isDenied(denials, { from: at, to: at + 1 }) }];
  });
}

/** "*GB" and "minutes!" are whole corrections. */
const MOST_PIECES_OF_UNIT = 3;
/** Longer texts say more than another period. */
const MOST_PIECES_OF_PERIOD = 6;
/** A single letter is a unit only where there is hardly anything else: "s, not ms". */
const MOST_PIECES_WITH_LETTERS = 5;

/** "minutes" and "GB" can be a whole correction; "second" is as often an ordinal. */
function isLoneUnit(word: string, scene: Scene): boolean {
  const isLetter = word.length === 1 && scene.pieces.length > MOST_PIECES_WITH_LETTERS;
  return !isLetter && singularTime(word) === null;
}

/** The text itself has a number of this kind, so nothing known before is needed to understand it. */
function isStated(scene: Scene, measure: string): boolean {
  return scene.pieces.some((piece) => piece.kind === 'quantity' && piece.quantity.measure === measure);
}

function otherNumber(setting: Setting): Evidence | null {
  const { scene, context, targets } = setting;
  const numbers = numbersSaid(setting);
  const wanted = numbers.findLast(({ denied, measure }) => !denied && isBare(measure));
  const old = numbers.find(({ denied }) => denied);
  const isGiven = ({ measure, denied }: NumberSaid): boolean =>
    !denied && targets.some(({ dimension }) => dimension === measure);
  if (numbers.some(isGiven)) return null;
  if (wanted === undefined || !corrects(scene, old !== undefined)) return null;
  const target = targets.find((one) => unitSaid(old, one) !== null) ?? meantTarget(scene, context, targets);
  if (target === null) return null;
  const unit = unitSaid(old, target) ?? amountUnit(target.dimension, target.amount);
  const factor = (wanted.number * unit) / givenEnd(target.amount);
  return Number.isFinite(factor) ? changedBy(target, factor, { from: wanted.at, to: wanted.at + 1 }) : null;
}

type NumberSaid = Pick<Quantity, 'measure' | 'unitSize'> & {
  readonly at: number;
  readonly number: number;
  readonly denied: boolean;
};

function numbersSaid({ scene, denials }: Setting): NumberSaid[] {
  return scene.pieces.flatMap((piece, at): NumberSaid[] => {
    if (piece.kind !== 'quantity') return [];
    const { measure, high, unitSize } = piece.quantity;
    return [{ at, measure, unitSize, number: high, denied: isDenied(denials, { from: at, to: at + 1 }) }];
  });
}

function isBare(measure: Measure): boolean {
  return measure === 'number' || measure === 'count';
}

/** The unit of the number that is taken back ("not 300 GB but 30"), said or by what was known; null when it is another. */
function unitSaid(old: NumberSaid | undefined, target: Target): number | null {
  if (old === undefined) return null;
  if (isBare(old.measure)) return unitGiving(old.number, target);
  return old.measure === target.dimension ? old.unitSize : null;
}

/** Few words and no name or number: "per hour obviously" can only change what is known. */
function saysLittleElse({ pieces }: Scene): boolean {
  const isOther = (piece: Piece): boolean =>
    piece.kind === 'name' || piece.text === '?' || (piece.kind === 'quantity' && !piece.quantity.article);
  return pieces.length <= MOST_PIECES_OF_PERIOD && !pieces.some(isOther);
}

function corrects(scene: Scene, denies: boolean): boolean {
  return denies || scene.speech.has('retract') || scene.speech.has('revise');
}
