import { placeholdersIn } from './fill-in.ts';
import type { Finding } from './findings.ts';
import { candidatesOf, type Engine } from './model.ts';
import type { YamlFile } from './yaml-file.ts';

export type PlacedEngine = { readonly engine: Engine; readonly yaml: YamlFile };

/** What the split of a combination refers to: engines or modes, and criteria between braces. */
export function checkEngines(placed: readonly PlacedEngine[], criteria: ReadonlySet<string>): Finding[] {
  const candidates = candidatesOf({ engines: placed.map(({ engine }) => engine) }).map(({ id }) => id);
  return placed.flatMap(({ engine, yaml }) =>
    engine.split.flatMap(({ on, takes }, at) => {
      const dead = placeholdersIn(takes).filter((id) => !criteria.has(id));
      const message = `Expected an engine or engine/mode, got "${on}".`;
      return [
        ...(candidates.includes(on)
          ? []
          : [yaml.at(['split', at, 'on'], message, `Known here: ${candidates.join(', ')}.`)]),
        ...dead.map((id) =>
          yaml.at(
            ['split', at, 'takes'],
            `Expected the id of a criterion between braces, got "${id}".`,
            'Mend its spelling, or remove it here.',
          ),
        ),
      ];
    }),
  );
}
