import { basisOf } from '../../decision/basis.ts';
import { rank } from '../../decision/rank.ts';
import type { Finding } from '../../knowledge/findings.ts';
import type { Engine, Knowledge } from '../../knowledge/model.ts';
import type { Requirements } from '../../knowledge/requirements.ts';
import { atFile, type Sources } from '../sources.ts';
import { describe } from '../space/describe.ts';
import type { Space } from '../space/space.ts';

/** Points of the space compared. */
const POINTS = 200;

/**
 * The verdict must not depend on the order of files, rules or answers, nor on names: every engine needs a place of its
 * own among equals.
 * @param folder where the knowledge lies, for a finding that no single file causes
 */
export function dependsOnOrder(
  knowledge: Knowledge,
  space: Space,
  sources: Sources,
  folder: string,
): Finding[] {
  return [...sharedPrecedence(knowledge.engines, sources), ...reversedDiffers(knowledge, space, folder)];
}

function sharedPrecedence(engines: readonly Engine[], sources: Sources): Finding[] {
  return engines.flatMap(({ id, precedence }, index) => {
    const other = engines.slice(0, index).find((one) => one.precedence === precedence);
    if (other === undefined) return [];
    const message = `Expected each engine to have its own precedence, got ${precedence} as for "${other.id}".`;
    return [
      sources.at(
        `engines/${id}.yaml`,
        ['precedence'],
        message,
        'Take a free number; a tie goes to the lower.',
      ),
    ];
  });
}

function reversedDiffers(knowledge: Knowledge, space: Space, folder: string): Finding[] {
  const forth = basisOf(knowledge);
  const back = basisOf({
    engines: knowledge.engines.toReversed(),
    criteria: knowledge.criteria.toReversed(),
    rules: knowledge.rules.toReversed(),
  });
  const ranking = (basis: typeof forth, requirements: Requirements): string =>
    rank(basis, requirements)
      .map(({ candidate, score, excluded }) => `${candidate.id} ${score} ${excluded}`)
      .join();
  for (let seed = 0; seed < POINTS; seed += 1) {
    const requirements = space.sample(seed);
    const turned = Object.fromEntries(Object.entries(requirements).toReversed());
    if (ranking(forth, requirements) === ranking(back, turned)) continue;
    const message = `Expected the same verdict whatever the order of files and answers, got another for ${describe(requirements, knowledge.criteria)}.`;
    return [atFile(folder, message, 'Look for rules or engines with the same id.')];
  }
  return [];
}
