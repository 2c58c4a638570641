import type { Finding } from '../../knowledge/findings.ts';
import type { Candidate, Knowledge } from '../../knowledge/model.ts';
import { candidatesOf } from '../../knowledge/model.ts';
import type { Path } from '../../knowledge/yaml-file.ts';
import type { Placed } from './read-expectations.ts';

type Parts = Pick<Knowledge, 'engines' | 'sections'>;

/** Whether a name from an expectation means this candidate: its id, or its engine in any mode. */
export function means(name: string, candidate: Candidate): boolean {
  return name === candidate.id || name === candidate.engine;
}

/** Names that are no engine and no mode of one. */
export function unknownCandidates(
  { index, yaml }: Placed<unknown>,
  key: Path,
  names: readonly string[],
  knowledge: Parts,
): Finding[] {
  const candidates = candidatesOf(knowledge);
  const known = [...new Set(candidates.flatMap(({ id, engine }) => [id, engine]))].join(', ');
  return names
    .filter((name) => !candidates.some((candidate) => means(name, candidate)))
    .map((name) =>
      yaml.at([index, ...key], `Expected an engine or engine/mode, got "${name}".`, `Known here: ${known}.`),
    );
}

/** Citations of sections that do not exist. */
export function deadCitations(
  { entry, index, yaml }: Placed<{ readonly cites: readonly string[] }>,
  { sections }: Parts,
): Finding[] {
  const ids = new Set(sections.map(({ id }) => id));
  return entry.cites.flatMap((cite, at) =>
    ids.has(cite)
      ? []
      : [
          yaml.at(
            [index, 'cites', at],
            `Expected the id of a section, got "${cite}".`,
            `Write sections/${cite}.md, or cite another.`,
          ),
        ],
  );
}
