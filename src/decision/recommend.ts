import { type CitedLink, citedLinks, type SectionsById, sectionsById } from '../knowledge/cited-links.ts';
import type { Candidate, Criterion, Knowledge } from '../knowledge/model.ts';
import type { IntervalValue, Requirements } from '../knowledge/requirements.ts';
import { interval } from '../knowledge/requirements.ts';
import { type Basis, basisOf, withoutHouseRules } from './basis.ts';
import { counterfactuals } from './counterfactuals.ts';
import { ends } from './measure.ts';
import { type Prospect, prospects } from './next-question.ts';
import { otherMode, threatTo } from './settled.ts';
import type { Counterfactual, Verdict } from './types.ts';
import { verdictOn } from './verdict.ts';

/** Links shown with a recommendation; the rest are reached through the sections. */
const MOST_LINKS = 6;

/** Everything the decision has to say about one set of requirements. */
export type Recommendation = {
  readonly requirements: Requirements;
  readonly verdict: Verdict;
  /** True only when no answer still open can change the pick's engine; its mode may still depend on one. */
  readonly settled: boolean;
  /** Another mode of the pick's engine that an answer still open could put first; null when none can. */
  readonly otherMode: Candidate | null;
  /** The most telling open question; null when settled or when nothing is left to ask. */
  readonly next: Prospect | null;
  /** Open questions, most telling first; none when settled. At most so many will still be asked. */
  readonly open: readonly Prospect[];
  readonly wouldChange: readonly Counterfactual[];
  /** The verdict without the organisation's own rules; null when none of them applied. */
  readonly withoutHouse: Verdict | null;
  /** Verdicts at both ends of a range, where they differ from each other. */
  readonly atEnds: readonly EndVerdict[];
  readonly links: readonly CitedLink[];
};

export type EndVerdict = {
  readonly criterion: string;
  readonly value: IntervalValue;
  readonly verdict: Verdict;
};

/** Decides for one version of the knowledge; make it once and call it per request. */
export type Advisor = {
  readonly recommend: (requirements: Requirements) => Recommendation;
  /** The pick and its reasons only, for what-ifs and enumerations. */
  readonly verdict: (requirements: Requirements) => Verdict;
};

/** Build the advisor. Pure: the same knowledge and requirements give the same recommendation. */
export function createAdvisor(knowledge: Knowledge): Advisor {
  const basis = basisOf(knowledge);
  const sections = sectionsById(knowledge.sections);
  return {
    verdict: (requirements) => verdictOn(basis, requirements),
    recommend: (requirements) => {
      const verdict = verdictOn(basis, requirements);
      const settled = threatTo(verdict.pick, basis, requirements) === null;
      const open = settled ? [] : prospects(basis, requirements);
      return {
        requirements,
        verdict,
        settled,
        otherMode: otherMode(verdict.pick, basis, requirements),
        next: open[0] ?? null,
        open,
        wouldChange: counterfactuals(basis, requirements),
        withoutHouse: houseFree(basis, requirements, verdict),
        atEnds: verdictsAtEnds(basis, requirements),
        links: linksOf(verdict, sections),
      };
    },
  };
}

function houseFree(basis: Basis, requirements: Requirements, verdict: Verdict): Verdict | null {
  const applied = verdict.ranking.some((ranked) => ranked.reasons.some((reason) => reason.rule.house));
  return applied ? verdictOn(withoutHouseRules(basis), requirements) : null;
}

/** A range or a worded level stands for two ends; both verdicts are given when their picks differ. */
function verdictsAtEnds(basis: Basis, requirements: Requirements): EndVerdict[] {
  return [...basis.criteria.values()].flatMap((criterion) => {
    const value = requirements[criterion.id];
    if (value?.kind !== 'interval') return [];
    const both = ends(criterion, value);
    if (both === null || both.low === both.high) return [];
    const [low, high] = [both.low, both.high].map((number) =>
      endVerdict(criterion, number, basis, requirements),
    );
    const differ = low?.verdict.pick.id !== high?.verdict.pick.id;
    return low !== undefined && high !== undefined && differ ? [low, high] : [];
  });
}

function endVerdict(
  criterion: Criterion,
  number: number,
  basis: Basis,
  requirements: Requirements,
): EndVerdict {
  const dimension = criterion.dimensions[0] ?? 'time';
  const value = interval(dimension, { [criterion.bare]: number });
  const verdict = verdictOn(basis, { ...requirements, [criterion.id]: value });
  return { criterion: criterion.id, value, verdict };
}

/** The links behind the pick's reasons and objections, strongest reason first. */
function linksOf(verdict: Verdict, sections: SectionsById): CitedLink[] {
  const reasons = [...(verdict.ranking[0]?.reasons ?? []), ...verdict.against];
  const cites = reasons.flatMap((reason) => reason.rule.cites);
  return citedLinks(sections, cites).slice(0, MOST_LINKS);
}
