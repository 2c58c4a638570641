import type { PathView } from '../conversation/show/summary.ts';
import type { Recommendation } from '../decision/recommend.ts';
import type { Counterfactual, Ranked, Reason, Verdict } from '../decision/types.ts';
import { toContract } from '../knowledge/contract.ts';
import { formatValue } from '../knowledge/format-value.ts';
import type { Criterion } from '../knowledge/model.ts';
import type { RequirementValue } from '../knowledge/requirements.ts';

export type ReasonJson = {
  readonly rule: string;
  readonly points: number;
  readonly excludes: boolean;
  readonly because: string;
  readonly cites: readonly string[];
};

/** The recommendation as the JSON document that scripts read; field names are part of the contract. */
export function recommendationJson(
  recommendation: Recommendation,
  criteria: readonly Criterion[],
  split: readonly PathView[],
): object {
  const { requirements, verdict, settled, next, links } = recommendation;
  const text = (id: string, value: RequirementValue): string => {
    const criterion = criteria.find((one) => one.id === id);
    return criterion === undefined ? '' : formatValue(criterion, value);
  };
  return {
    requirements: toContract(requirements, criteria),
    settled,
    nextQuestion:
      next === null
        ? null
        : { criterion: next.criterion.id, prompt: next.criterion.prompt, separates: next.separates },
    asked: criteria.map((one) => one.id).filter((id) => requirements[id] !== undefined),
    verdict: {
      ...verdictJson(verdict),
      split,
      wouldDecide: verdict.strength === 'toss-up' ? recommendation.open.map((one) => one.criterion.id) : [],
      wouldChange: recommendation.wouldChange.map((flip) => flipJson(flip, text)),
      withoutHouseRules:
        recommendation.withoutHouse === null ? null : verdictJson(recommendation.withoutHouse),
      atEnds: recommendation.atEnds.map(({ criterion, value, verdict: at }) => ({
        [criterion]: text(criterion, value),
        pick: at.pick.engine,
        mode: at.pick.mode,
      })),
    },
    links: links.map(({ title, url, publisher, kind, section }) => ({
      title,
      url,
      publisher,
      kind,
      section,
    })),
  };
}

function verdictJson(verdict: Verdict): object {
  return {
    pick: verdict.pick.engine,
    mode: verdict.pick.mode,
    strength: verdict.strength,
    margin: verdict.margin,
    sensitivity: verdict.sensitivity,
    ranking: verdict.ranking.map(rankedJson),
    against: verdict.against.map(reasonJson),
  };
}

function rankedJson({ candidate, score, excluded, reasons }: Ranked): object {
  return {
    engine: candidate.engine,
    mode: candidate.mode,
    score,
    excluded,
    reasons: reasons.map(reasonJson),
  };
}

function reasonJson({ rule, points, excludes }: Reason): ReasonJson {
  return { rule: rule.id, points, excludes, because: rule.because, cites: rule.cites };
}

function flipJson(flip: Counterfactual, text: (id: string, value: RequirementValue) => string): object {
  return {
    change: { [flip.criterion]: text(flip.criterion, flip.value) },
    pick: flip.pick.engine,
    mode: flip.pick.mode,
  };
}
