import type { Finding } from './findings.ts';
import type { Criterion } from './model.ts';
import type { YamlFile } from './yaml-file.ts';

export type PlacedCriterion = { readonly criterion: Criterion; readonly yaml: YamlFile };

/** Questions that ask for two things: what is asked within another question, and which choices answer it. */
export function checkCriteria(placed: readonly PlacedCriterion[], ids: ReadonlySet<string>): Finding[] {
  const flags = placed.map(({ criterion }) => criterion).filter(({ kind }) => kind === 'flag');
  return placed.flatMap(({ criterion, yaml }) => [
    ...hostFindings(criterion, yaml, ids),
    ...choiceFindings(criterion, yaml, flags),
  ]);
}

function hostFindings({ kind, askedWith }: Criterion, yaml: YamlFile, ids: ReadonlySet<string>): Finding[] {
  if (askedWith === null) return [];
  if (!ids.has(askedWith)) {
    const known = `Known here: ${[...ids].sort().join(', ')}.`;
    return [yaml.at(['askedWith'], `Expected the id of a criterion, got "${askedWith}".`, known)];
  }
  if (kind === 'flag') return [];
  const message = `Expected a flag to be asked within another question, got kind "${kind}".`;
  return [yaml.at(['askedWith'], message, 'Give it a question of its own: remove "askedWith".')];
}

function choiceFindings({ id, choices }: Criterion, yaml: YamlFile, flags: readonly Criterion[]): Finding[] {
  const within = flags.filter(({ askedWith }) => askedWith === id).map((flag) => flag.id);
  return choices.flatMap(({ also }, index) =>
    also
      .filter((flag) => !within.includes(flag))
      .map((flag) =>
        yaml.at(
          ['choices', index, 'also'],
          `Expected a flag that is asked with "${id}", got "${flag}".`,
          `Known here: ${within.sort().join(', ') || `none; write "askedWith: ${id}" into the flag's file`}.`,
        ),
      ),
  );
}
