import { placeholdersIn } from './fill-in.ts';
import type { Finding } from './findings.ts';
import { type Candidate, type Criterion, candidatesOf, type Engine } from './model.ts';
import type { NextSteps } from './next-steps.ts';
import { type Checked, checkSchema } from './schema-findings.ts';
import { nextStepsSchema } from './schemas/next-steps.ts';
import type { Path, YamlFile } from './yaml-file.ts';

/** Next steps with their file, so that later checks can point into it. */
export type PlacedNextSteps = { readonly steps: NextSteps; readonly yaml: YamlFile };

/** Read the next steps of an engine or of one of its modes; the id comes from the path. */
export function buildNextSteps(id: string, yaml: YamlFile): Checked<PlacedNextSteps> {
  const { value, findings } = checkSchema(nextStepsSchema, yaml);
  if (value === null) return { value: null, findings };
  const claims = value.claims.map((claim) => ({ ...claim, risk: claim.risk ?? null }));
  return { value: { steps: { id, ...value, claims }, yaml }, findings };
}

/** What next steps refer to. */
export type Known = {
  readonly engines: readonly Engine[];
  readonly criteria: ReadonlyMap<string, Criterion>;
  readonly sections: ReadonlySet<string>;
};

/**
 * Dead references: an engine or mode, criteria, sections and placeholders that are not there. Rules are not checked: an
 * organisation may replace a file of rules, and a claim about a rule that is gone does no harm.
 */
export function checkNextSteps({ steps, yaml }: PlacedNextSteps, known: Known): Finding[] {
  const dead = (path: Path, what: string, got: string): Finding =>
    yaml.at(path, `Expected the id of ${what}, got "${got}".`, 'Mend its spelling, or remove it here.');
  const owners = new Set(candidatesOf(known).flatMap(({ id, engine }: Candidate) => [id, engine]));
  return [
    ...(owners.has(steps.id) ? [] : [dead([], 'an engine or engine/mode in the file name', steps.id)]),
    ...[
      { cites: steps.cites, path: [] as Path },
      { cites: steps.trial.cites, path: ['trial'] },
    ].flatMap(({ cites, path }) => deadCites(cites, [...path, 'cites'], known, dead)),
    ...steps.claims.flatMap((claim, at) => [
      ...missing(claim.criteria, known.criteria, ['claims', at, 'criteria'], 'a criterion', dead),
      ...deadCites(claim.cites, ['claims', at, 'cites'], known, dead),
    ]),
    ...placeholderFindings(steps, known, dead),
  ];
}

type Dead = (path: Path, what: string, got: string) => Finding;

function deadCites(cites: readonly string[], path: Path, known: Known, dead: Dead): Finding[] {
  return missing(cites, known.sections, path, 'a section', dead);
}

function missing(
  ids: readonly string[],
  known: { has(id: string): boolean },
  path: Path,
  what: string,
  dead: Dead,
): Finding[] {
  return ids.flatMap((id, at) => (known.has(id) ? [] : [dead([...path, at], what, id)]));
}

function placeholderFindings(steps: NextSteps, known: Known, dead: Dead): Finding[] {
  const trials = [
    { trial: steps.trial, path: ['trial'] as Path },
    ...steps.claims.map((trial, at) => ({ trial, path: ['claims', at] as Path })),
  ];
  return trials.flatMap(({ trial, path }) =>
    (['build', 'measure', 'pass'] as const).flatMap((field) =>
      placeholdersIn(trial[field])
        .filter((id) => !known.criteria.has(id))
        .map((id) => dead([...path, field], 'a criterion between braces', id)),
    ),
  );
}
