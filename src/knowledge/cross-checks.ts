import { checkNextSteps, type PlacedNextSteps } from './build-next-steps.ts';
import type { PlacedRule } from './build-rule.ts';
import type { PlacedSection } from './build-section.ts';
import type { PlacedCriterion } from './check-criteria.ts';
import { checkSpread } from './check-spread.ts';
import type { Finding } from './findings.ts';
import {
  type Criterion,
  candidatesOf,
  type Engine,
  GENERAL,
  type Preset,
  type Product,
  type Topic,
} from './model.ts';
import type { Path, YamlFile } from './yaml-file.ts';

/** Everything read so far with its places, and the ids of all files, the faulty ones too. */
export type Parts = {
  readonly engines: readonly Engine[];
  readonly criteria: ReadonlyMap<string, Criterion>;
  readonly placedCriteria: readonly PlacedCriterion[];
  readonly topics: readonly { readonly topic: Topic; readonly yaml: YamlFile }[];
  /** Questions by the topic that their file is named after. */
  readonly asked: readonly {
    readonly topic: string;
    readonly file: string;
    readonly questions: readonly string[];
  }[];
  readonly elsewhere: readonly string[];
  readonly sections: readonly PlacedSection[];
  readonly rules: readonly PlacedRule[];
  readonly products: readonly { readonly product: Product; readonly yaml: YamlFile; readonly path: Path }[];
  readonly presets: readonly Preset[];
  readonly nextSteps: readonly PlacedNextSteps[];
  /** Ids by kind from the file names, so that one faulty file does not make every reference to it a finding. */
  readonly ids: {
    readonly engines: ReadonlySet<string>;
    readonly criteria: ReadonlySet<string>;
    readonly topics: ReadonlySet<string>;
    readonly sections: ReadonlySet<string>;
  };
};

/** Check what refers to what: unknown engines, modes, topics, criteria and items, dead citations, repeated ids. */
export function crossCheck(parts: Parts): Finding[] {
  return [
    ...parts.sections.flatMap((placed) => sectionFindings(placed, parts)),
    ...parts.topics.flatMap(({ topic, yaml }) =>
      Object.keys(topic.notApplicable)
        .filter((engine) => engine !== GENERAL)
        .flatMap((engine) => engineFinding(yaml, ['notApplicable'], engine, parts)),
    ),
    ...parts.asked.flatMap(({ topic, file }) =>
      parts.ids.topics.has(topic) ? [] : [unknownTopicFile(topic, file, parts.ids.topics)],
    ),
    ...parts.rules.flatMap((placed) => ruleFindings(placed, parts)),
    ...parts.products.flatMap((placed) => productFindings(placed, parts)),
    ...parts.placedCriteria.flatMap((placed) => checkSpread(placed, parts.criteria, parts.ids.criteria)),
    ...nextStepFindings(parts),
    ...repeated(parts.rules.map(({ rule, yaml, path }) => ({ id: rule.id, yaml, path }))),
    ...repeated(parts.products.map(({ product, yaml, path }) => ({ id: product.id, yaml, path }))),
  ];
}

function nextStepFindings({ engines, criteria, rules, nextSteps, ids }: Parts): Finding[] {
  const known = {
    engines,
    criteria,
    rules: new Set(rules.map(({ rule }) => rule.id)),
    sections: ids.sections,
  };
  return nextSteps.flatMap((placed) => checkNextSteps(placed, known));
}

function sectionFindings({ section, yaml }: PlacedSection, parts: Parts): Finding[] {
  const modes = new Set(
    parts.engines.find((engine) => engine.id === section.engine)?.modes.map((mode) => mode.id),
  );
  return [
    ...(section.engine === GENERAL ? [] : engineFinding(yaml, [], section.engine, parts)),
    ...topicFinding(yaml, [], section.topic, parts),
    ...section.modes
      .filter((mode) => !modes.has(mode))
      .map((mode) => unknown(yaml, ['modes'], `a mode of "${section.engine}"`, mode, modes)),
  ];
}

function ruleFindings({ rule, yaml, path }: PlacedRule, parts: Parts): Finding[] {
  const candidates = new Set([...parts.ids.engines, ...candidatesOf(parts).map((candidate) => candidate.id)]);
  const faulty = new Set(
    [...parts.ids.engines].filter((id) => parts.engines.every((engine) => engine.id !== id)),
  );
  const effects = Object.keys(rule.effect)
    .filter((target) => !candidates.has(target) && !faulty.has(target.split('/')[0] ?? ''))
    .map((target) =>
      unknown(yaml, [...path, 'effect', target], 'an engine or engine/mode', target, candidates),
    );
  const cites = rule.cites.flatMap((cite, index) =>
    parts.ids.sections.has(cite) ? [] : [deadCitation(yaml, [...path, 'cites', index], cite)],
  );
  return [...effects, ...cites];
}

function deadCitation(yaml: YamlFile, path: Path, cite: string): Finding {
  const message = `Expected the id of a section, got "${cite}".`;
  return yaml.at(path, message, `Write that section as sections/${cite}.md, or cite another.`);
}

function productFindings({ product, yaml, path }: Parts['products'][number], parts: Parts): Finding[] {
  const implied = Object.entries(product.implies).flatMap(([id, items]) =>
    impliedFindings(yaml, [...path, 'implies', id], parts.criteria, id, items),
  );
  return [
    ...implied,
    ...product.topics.flatMap((topic) => topicFinding(yaml, [...path, 'topics'], topic, parts)),
    ...product.engines.flatMap((engine) => engineFinding(yaml, [...path, 'engines'], engine, parts)),
  ];
}

function impliedFindings(
  yaml: YamlFile,
  path: Path,
  criteria: Parts['criteria'],
  id: string,
  items: readonly string[],
): Finding[] {
  const criterion = criteria.get(id);
  if (criterion === undefined)
    return [unknown(yaml, path, 'the id of a criterion', id, new Set(criteria.keys()))];
  const known = new Set(criterion.items.map((item) => item.id));
  const strange = criterion.open ? [] : items.filter((item) => !known.has(item));
  return strange.map((item) => unknown(yaml, path, `an item of "${id}"`, item, known));
}

function engineFinding(yaml: YamlFile, path: Path, engine: string, parts: Parts): Finding[] {
  if (parts.ids.engines.has(engine)) return [];
  return [unknown(yaml, path, 'the id of an engine', engine, parts.ids.engines)];
}

function topicFinding(yaml: YamlFile, path: Path, topic: string, parts: Parts): Finding[] {
  return parts.ids.topics.has(topic)
    ? []
    : [unknown(yaml, path, 'the id of a topic', topic, parts.ids.topics)];
}

function unknown(
  yaml: YamlFile,
  path: Path,
  wanted: string,
  got: string,
  known: ReadonlySet<string>,
): Finding {
  const names = [...known].sort().join(', ') || 'none';
  return yaml.at(path, `Expected ${wanted}, got "${got}".`, `Known here: ${names}.`);
}

/** The name of a file of questions is the topic itself, so the finding stands at its beginning. */
function unknownTopicFile(topic: string, file: string, known: ReadonlySet<string>): Finding {
  const message = `Expected a file named after a topic, got "${topic}".`;
  return {
    file,
    line: 1,
    column: 1,
    message,
    remedy: `Known here: ${[...known].sort().join(', ') || 'none'}.`,
  };
}

type PlacedId = { readonly id: string; readonly yaml: YamlFile; readonly path: Path };

function repeated(all: readonly PlacedId[]): Finding[] {
  const first = new Map<string, PlacedId>();
  return all.flatMap((one) => {
    const before = first.get(one.id);
    if (before === undefined) {
      first.set(one.id, one);
      return [];
    }
    const message = `Expected each id once, got "${one.id}" again after ${before.yaml.file}.`;
    return [one.yaml.at([...one.path, 'id'], message, 'Rename one of the two.')];
  });
}
