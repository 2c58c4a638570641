import type { Criterion } from '../../knowledge/model.ts';
import type { Amount, RequirementValue } from '../../knowledge/requirements.ts';
import type { Found } from '../lexicon/patterns.ts';
import type { SpreadCue } from '../lexicon/spreads.ts';
import { type Scene, speechOf } from '../text/scene.ts';
import { placesOf, type Span } from '../text/span.ts';
import type { Evidence } from './evidence.ts';

/**
 * Flags that a text implies by giving values far apart for another criterion: two consumers with different needs. Which
 * flag, of which criterion and how far apart is data (`spread` in the criterion's file); so are the words that say a
 * second consumer without a number (`spreads` in the vocabulary).
 */
export function spreadIn(
  scene: Scene,
  evidence: readonly Evidence[],
  criteria: readonly Criterion[],
): Evidence[] {
  if (evidence.length === 0) return [];
  const cues = scene.lexicon.spreads.find(scene.line);
  return criteria.flatMap((criterion): Evidence[] => {
    if (criterion.spread === null || evidence.some((one) => one.criterion.id === criterion.id)) return [];
    const own = cues.filter(({ data }) => data.criterion === criterion.id);
    const span =
      farthest(criterion.spread, scene, evidence, own) ?? schedule(criterion.spread, scene, evidence, own);
    if (span === null) return [];
    const { from, to } = span;
    return [{ criterion, value: { kind: 'flag', value: true }, how: 'inferred', from, to, weight: 'weak' }];
  });
}

type Spread = NonNullable<Criterion['spread']>;
type Cue = Found<SpreadCue>;

/** The largest of the values, where it is far enough from the smallest and not itself soon. */
function farthest(
  spread: Spread,
  scene: Scene,
  evidence: readonly Evidence[],
  cues: readonly Cue[],
): Span | null {
  if (evidence.some((one) => one.criterion.id === spread.unless)) return null;
  const aside = placesOf(cues.filter(({ data }) => data.cue === 'never'));
  const numbers = numbersFor(spread.of, evidence)
    .filter(({ one }) => one.how === 'said' && !aside.has(one.from))
    .sort((a, b) => a.number - b.number);
  const [least, most] = [numbers[0], numbers.at(-1)];
  if (least === undefined || most === undefined || most.number < least.number * spread.factor) return null;
  if (spread.soon !== null && most.number <= spread.soon) return null;
  return isTakenBack(scene, least.one, most.one) ? null : most.one;
}

/** "It had to be one second. Forget it, an hour will do": the second value took the place of the first. */
function isTakenBack(scene: Scene, a: Span, b: Span): boolean {
  const [from, to] = [Math.min(a.to, b.to), Math.max(a.from, b.from)];
  return (['retract', 'revise', 'remove'] as const).some((act) =>
    speechOf(scene, act).some((cue) => cue.from >= from && cue.to <= to),
  );
}

/** Words that say a second consumer by its schedule, where something is wanted soon. */
function schedule(
  { of, soon }: Spread,
  { pieces }: Scene,
  evidence: readonly Evidence[],
  cues: readonly Cue[],
): Span | null {
  if (soon === null || !numbersFor(of, evidence).some(({ number }) => number <= soon)) return null;
  const sentenceOf = ({ from }: Span): number => pieces[from]?.sentence ?? 0;
  const barred = new Set(cues.filter(({ data }) => data.cue === 'unless').map(sentenceOf));
  return cues.find((cue) => cue.data.cue === 'slow' && !barred.has(sentenceOf(cue))) ?? null;
}

function numbersFor(
  criterion: string,
  evidence: readonly Evidence[],
): { readonly number: number; readonly one: Evidence }[] {
  return evidence
    .filter((one) => one.criterion.id === criterion && one.weight !== 'stale')
    .flatMap((one) => {
      const number = numberOf(one.criterion, one.value);
      return number === null ? [] : [{ number, one }];
    });
}

function numberOf(criterion: Criterion, value: RequirementValue): number | null {
  if (value.kind !== 'interval') return null;
  const [dimension] = criterion.dimensions;
  const given = dimension === undefined ? undefined : value.amounts[dimension];
  const amount = given ?? (value.level === null ? undefined : criterion.levels[value.level]);
  return amount === undefined ? null : end(amount);
}

function end({ approx, min, max }: Amount): number | null {
  return approx ?? max ?? min;
}
