import type { Finding } from '../../knowledge/findings.ts';
import type { Candidate, Engine } from '../../knowledge/model.ts';
import type { Sources } from '../sources.ts';
import { climbTo, type Goal } from '../space/climb.ts';
import type { Judge } from '../space/judge.ts';
import { promisingFor } from '../space/promising.ts';
import type { Space } from '../space/space.ts';

/** Points of the space looked at before searching for the candidates that did not win there. */
const POINTS = 400;

/**
 * Engines and modes that no requirements found put first. Every one that is offered must be reachable.
 * @param engines those to judge, of those that the judge knows
 */
export function unreachable(
  engines: readonly Engine[],
  judge: Judge,
  space: Space,
  sources: Sources,
): Finding[] {
  const won = new Set<string | undefined>();
  for (let seed = 0; seed < POINTS; seed += 1) won.add(judge.pick(space.sample(seed))?.id);
  return judge.basis.candidates
    .filter(({ id }) => !won.has(id))
    .flatMap((candidate) => {
      const engine = engines.find(({ id }) => id === candidate.engine);
      return engine === undefined || canWin(candidate, judge, space)
        ? []
        : [finding(candidate, engine, sources)];
    });
}

function canWin(candidate: Candidate, judge: Judge, space: Space): boolean {
  const goal: Goal = {
    height: (at) => judge.lead(candidate, at),
    isReached: (at) => judge.pick(at) === candidate,
  };
  return climbTo(goal, space, promisingFor(candidate, judge.basis)) !== null;
}

function finding({ id, mode }: Candidate, engine: Engine, sources: Sources): Finding {
  const place = engine.modes.findIndex((one) => one.id === mode);
  return sources.at(
    `engines/${engine.id}.yaml`,
    place === -1 ? ['name'] : ['modes', place],
    `Expected "${id}" to win for some requirements, got none in a search of the decision space.`,
    'Give it a rule that favours it, or take it out of the offer.',
  );
}
