import type { Finding } from './findings.ts';
import type { Criterion } from './model.ts';
import { ValueSyntaxError } from './value-error.ts';
import { parseValue } from './value-syntax.ts';
import type { Vocabulary, VocabularyName, VocabularyPhrase } from './vocabulary.ts';
import type { Path, YamlFile } from './yaml-file.ts';

type Criteria = ReadonlyMap<string, Criterion>;

/** Check one vocabulary file against the criteria: what its names, phrases and readings speak of must exist. */
export function checkVocabulary(vocabulary: Vocabulary, yaml: YamlFile, criteria: Criteria): Finding[] {
  return [
    ...vocabulary.names.flatMap((name, index) => nameFindings(name, yaml, ['names', index], criteria)),
    ...vocabulary.phrases.flatMap((phrase, index) =>
      phraseFindings(phrase, yaml, ['phrases', index], criteria),
    ),
    ...(['readings', 'spreads'] as const).flatMap((list) =>
      vocabulary[list].flatMap(({ criterion }, index) =>
        criterionFindings(criterion, yaml, [list, index, 'criterion'], criteria),
      ),
    ),
  ];
}

function nameFindings(name: VocabularyName, yaml: YamlFile, path: Path, criteria: Criteria): Finding[] {
  const uses = (['mention', 'known', 'refused'] as const).flatMap((use) =>
    Object.entries(name[use]).map(([id, items]) => ({ id, items, at: [...path, use, id] })),
  );
  return uses.flatMap(({ id, items, at }) => {
    const criterion = criteria.get(id);
    if (criterion === undefined) return criterionFindings(id, yaml, at, criteria);
    return items.flatMap((item) => valueFindings(criterion, item, yaml, at));
  });
}

function phraseFindings(phrase: VocabularyPhrase, yaml: YamlFile, path: Path, criteria: Criteria): Finding[] {
  const criterion = criteria.get(phrase.criterion);
  if (criterion === undefined)
    return criterionFindings(phrase.criterion, yaml, [...path, 'criterion'], criteria);
  return valueFindings(criterion, phrase.value, yaml, [...path, 'value']);
}

function criterionFindings(id: string, yaml: YamlFile, path: Path, criteria: Criteria): Finding[] {
  if (criteria.has(id)) return [];
  const known = [...criteria.keys()].join(', ');
  return [yaml.at(path, `Expected the id of a criterion, got "${id}".`, `Known criteria: ${known}.`)];
}

function valueFindings(criterion: Criterion, text: string, yaml: YamlFile, path: Path): Finding[] {
  try {
    parseValue(criterion, text);
    return [];
  } catch (error) {
    if (error instanceof ValueSyntaxError) return [yaml.at(path, error.message, error.remedy)];
    throw error;
  }
}
