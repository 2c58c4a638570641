import type { Criterion } from '../knowledge/model.ts';
import { type Requirements, type RequirementValue, type SetValue, setOf } from '../knowledge/requirements.ts';
import type { Basis } from './basis.ts';
import { measure } from './measure.ts';
import { rank } from './rank.ts';
import type { Ranked } from './types.ts';

/** Changes of one or two requirements under which an engine wins; `wins` is the candidate that came first. */
export type WayToWin = { readonly changes: Requirements; readonly wins: Ranked };

/** More would not be read. */
const MOST_WAYS = 3;
/** Single changes that are combined in pairs, the nearest first: at most 780 pairs are ranked. */
const COMBINED = 40;

/**
 * What would have to change for an engine to win, as contrastive counterfactuals ("why not P rather than Q?", Miller
 * 2019): the answers that people are offered are tried in the place of what was said, nearest first, one at a time
 * and, where no single one does it, in pairs. Each way was ranked before it is returned.
 */
export function waysToWin(basis: Basis, requirements: Requirements, engine: string): WayToWin[] {
  const singles = [...basis.criteria.values()].flatMap((criterion) =>
    nearestFirst(criterion, requirements[criterion.id]).map((value, steps) =>
      tried(basis, requirements, { changes: { [criterion.id]: value }, steps: steps + 1 }, engine),
    ),
  );
  const winning = nearestPerCriterion(singles.filter(({ lead }) => lead > 0));
  if (winning.length > 0) return winning.slice(0, MOST_WAYS).map(asWay);
  const before = leadOf(rank(basis, requirements), engine);
  const helpful = singles.filter(({ lead }) => lead > before).sort((a, b) => a.steps - b.steps);
  return pairs(helpful.slice(0, COMBINED))
    .map((change) => tried(basis, requirements, change, engine))
    .filter(({ lead }) => lead > 0)
    .sort((a, b) => a.steps - b.steps || b.lead - a.lead)
    .slice(0, 1)
    .map(asWay);
}

/** Changes of requirements, and how many steps through the offered answers they take altogether. */
type Change = { readonly changes: Requirements; readonly steps: number };
type Trial = Change & { readonly first: Ranked; readonly lead: number };

function tried(basis: Basis, requirements: Requirements, change: Change, engine: string): Trial {
  const ranking = rank(basis, { ...requirements, ...change.changes });
  const [first] = ranking;
  if (first === undefined) throw new Error('The knowledge names no engine: add at least one under engines/.');
  return { ...change, first, lead: leadOf(ranking, engine) };
}

/** Exclusion counts as a gap that no points fill. */
const EXCLUSION = 1e6;
/** A lead on a tie: the order of the ranking has decided it. */
const TIE = 1e-6;

/** How far the engine's best candidate is ahead of the best of all others; negative when it is behind. */
function leadOf(ranking: readonly Ranked[], engine: string): number {
  const own = ranking.find(({ candidate }) => candidate.engine === engine);
  const rival = ranking.find(({ candidate }) => candidate.engine !== engine);
  if (own === undefined) return Number.NEGATIVE_INFINITY;
  if (rival === undefined) return Number.POSITIVE_INFINITY;
  const gap = worth(own) - worth(rival);
  if (ranking[0] === own) return own.excluded ? Number.NEGATIVE_INFINITY : Math.max(gap, TIE);
  return Math.min(gap, -TIE);
}

function worth({ score, excluded }: Ranked): number {
  return excluded ? score - EXCLUSION : score;
}

function asWay({ changes, first }: Trial): WayToWin {
  return { changes, wins: first };
}

function nearestPerCriterion(trials: readonly Trial[]): Trial[] {
  const byCriterion = Map.groupBy(trials, ({ changes }) => Object.keys(changes).join());
  return [...byCriterion.values()]
    .flatMap(([nearest]) => nearest ?? [])
    .sort((a, b) => a.steps - b.steps || b.lead - a.lead);
}

/** Two changes of different criteria. */
function pairs(trials: readonly Change[]): Change[] {
  return trials
    .flatMap((one, at) =>
      trials.slice(at + 1).map((other) => ({
        changes: { ...one.changes, ...other.changes },
        steps: one.steps + other.steps,
      })),
    )
    .filter(({ changes }) => Object.keys(changes).length > 1);
}

/** Values that people are offered for a criterion, other than the present one, nearest to it first. */
function nearestFirst(criterion: Criterion, now: RequirementValue | undefined): RequirementValue[] {
  const offered = criterion.choices.map((choice) => choice.value);
  const present = JSON.stringify(now);
  switch (criterion.kind) {
    case 'set':
      return setSteps(offered, now?.kind === 'set' ? now : setOf([]));
    case 'interval':
      return byDistance(criterion, offered, now).filter((value) => JSON.stringify(value) !== present);
    default:
      return offered.filter((value) => JSON.stringify(value) !== present);
  }
}

function byDistance(
  criterion: Criterion,
  offered: readonly RequirementValue[],
  now: RequirementValue | undefined,
): RequirementValue[] {
  const here = now?.kind === 'interval' ? measure(criterion, now) : null;
  if (here === null) return [...offered];
  const distance = (value: RequirementValue): number => {
    const there = value.kind === 'interval' ? measure(criterion, value) : null;
    return there === null
      ? Number.POSITIVE_INFINITY
      : Math.abs(Math.log(atLeastOne(there) / atLeastOne(here)));
  };
  return [...offered].sort((a, b) => distance(a) - distance(b));
}

/** Base units are so small that anything below one counts as one. */
function atLeastOne(number: number): number {
  return Math.max(number, 1);
}

/** One offered item more, or one item less. */
function setSteps(offered: readonly RequirementValue[], now: SetValue): SetValue[] {
  const items = [...new Set(offered.flatMap((value) => (value.kind === 'set' ? value.has : [])))];
  const more = items
    .filter((item) => !now.has.includes(item))
    .map((item) =>
      setOf(
        [...now.has, item],
        now.lacks.filter((other) => other !== item),
      ),
    );
  const fewer = [...now.has, ...now.lacks].map((item) =>
    setOf(
      now.has.filter((other) => other !== item),
      now.lacks.filter((other) => other !== item),
    ),
  );
  return [...fewer, ...more];
}
