import { readdir, readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { buildVocabulary } from '../../src/knowledge/build-vocabulary.ts';
import { parsePattern } from '../../src/knowledge/pattern-syntax.ts';
import { knowledge } from './read-knowledge.ts';

const FOLDER = 'knowledge/vocabulary/understanding';
const files = (await readdir(FOLDER)).filter((file) => file.endsWith('.yaml'));
/** A list item without quotes in which YAML takes the rest for a comment. */
const TORN_ITEM = /^\s*- [^"'{[].*\s#/;

describe('the vocabulary files', () => {
  it.each(files)('quote every pattern with a quantity in it, which YAML would cut off: %s', async (file) => {
    const lines = (await readFile(`${FOLDER}/${file}`, 'utf8')).split('\n');

    expect(lines.filter((line) => TORN_ITEM.test(line))).toEqual([]);
  });

  it('name only criteria, items and engines that exist', () => {
    const ids = new Set(knowledge.criteria.map(({ id }) => id));
    const { phrases, readings, subjects } = knowledge.vocabulary;

    const named = [...phrases, ...readings].map(({ criterion }) => criterion).concat(Object.keys(subjects));

    expect(named.filter((id) => !ids.has(id))).toEqual([]);
  });

  it('hold no pattern twice in one list', () => {
    const { phrases } = knowledge.vocabulary;

    const repeated = phrases.flatMap(({ say }) => say.filter((one, at) => say.indexOf(one) < at));

    expect(repeated).toEqual([]);
  });

  it('keep gaps short, so that a phrase is never taken from half a page', () => {
    const { phrases, sets } = knowledge.vocabulary;
    const spans = phrases.flatMap(({ say }) =>
      say.map((one) => {
        const { elements } = parsePattern(one, sets);
        return elements.reduce((sum, element) => sum + (element.kind === 'gap' ? element.most : 1), 0);
      }),
    );

    expect(Math.max(...spans)).toBeLessThan(48);
  });
});

describe('several vocabulary files', () => {
  const file = (path: string, content: string) => ({ path, file: path, content, house: false });

  it('add to the ordinary words of one another, also when the last has none', () => {
    const { value } = buildVocabulary(
      [
        file('a.yaml', 'spelling: {ordinary: turkey, alike: {steaming: streaming}}'),
        file('b.yaml', 'spelling: {ordinary: plumber}'),
        file('c.yaml', 'sets: {fine: [ok]}'),
      ],
      new Map(),
    );

    expect(value?.spelling).toEqual({ ordinary: 'turkey plumber', alike: { steaming: 'streaming' } });
  });
});
