import { describe, expect, it } from 'vitest';
import { parsePattern, patternProblem, unknownSets } from '../../../src/knowledge/pattern-syntax.ts';
import { vocabularySchema } from '../../../src/knowledge/vocabulary.ts';
import { lexiconOf } from '../../../src/understanding/lexicon/lexicon.ts';
import { compilePatterns, lineOf } from '../../../src/understanding/lexicon/patterns.ts';
import { lookAt } from '../../../src/understanding/text/scene.ts';
import { knowledge } from '../read-knowledge.ts';

const SETS = { fine: ['fine', 'good enough'] };

/** Where a pattern is found in a text, as the words it covers. */
function found(say: string, text: string): string[] {
  const { pieces } = lookAt(text, knowledge);
  const { find } = compilePatterns([{ say, data: say }], SETS);
  return find(lineOf(pieces)).map(({ from, to }) =>
    pieces
      .slice(from, to)
      .map((piece) => piece.text)
      .join(' '),
  );
}

describe('patterns', () => {
  it.each([
    ['join', 'we are joining streams', ['joining']],
    ['=seconds', 'a second or seconds', ['seconds']],
    ['clean|parse', 'parse and clean', ['parse', 'clean']],
    ['in_order|sorted', 'it comes in order', ['in order']],
    ['dedup*', 'deduplicate it', ['deduplicate']],
    ['the? queue', 'the queue', ['the queue', 'queue']],
    ['is @fine', 'it is good enough', ['is good enough']],
    ['keep .. days', 'keep it for some days', ['keep it for some days']],
    ['keep ..1 days', 'keep it for some days', []],
    ['keep .. days', 'keep it, days go by', []],
    ['keep ... days', 'keep it, days go by', ['keep it , days']],
    ['keep ... days', 'keep it. days go by', []],
    ['within #time', 'within 5 minutes', ['within 5 minutes']],
    ['within #bytes', 'within 5 minutes', []],
    ['no $', 'no Kafka', ['no kafka']],
    ['START we', 'and we, we', ['we']],
    ['we END', 'we and we', ['we']],
    ['@unknown', 'unknown', []],
  ])('"%s" finds in "%s" %j', (say, text, expected) => {
    expect(found(say, text)).toEqual(expected);
  });

  it('tell where their quantities and names stand', () => {
    const { pieces } = lookAt('no Kafka within 5 s', knowledge);
    const { find } = compilePatterns([{ say: 'no $ within #time', data: 1 }], {});

    expect(find(lineOf(pieces))).toEqual([{ data: 1, from: 0, to: 4, slots: [1, 3] }]);
  });

  it.each([
    ['.. late', 'a pattern that begins and ends with a word'],
    ['late ..4', 'a pattern that begins and ends with a word'],
    ['late|', 'a word on both sides of each "|"'],
    ['|late', 'a word on both sides of each "|"'],
    ['late ||', 'a word on both sides of each "|"'],
    ['late|early ..4 day', null],
  ])('are checked when they are loaded: "%s"', (say, problem) => {
    expect(patternProblem(say)).toBe(problem);
  });

  it('that name a set which does not exist are told, and match nothing', () => {
    const vocabulary = vocabularySchema.parse({
      sets: { fine: ['ok'] },
      intents: { yes: ['@fine', '@good thing|@bad'] },
    });

    expect(unknownSets(vocabulary, new Set(['fine'])).map(({ set }) => set)).toEqual(['good', 'bad']);
    expect(parsePattern('@good', vocabulary.sets).elements).toEqual([
      { kind: 'words', phrases: [], optional: false },
    ]);
  });

  it('of the shipped vocabulary name only sets that exist', () => {
    expect(unknownSets(knowledge.vocabulary, new Set(Object.keys(knowledge.vocabulary.sets)))).toEqual([]);
  });

  it('are compiled once for a knowledge base', () => {
    expect(lexiconOf(knowledge)).toBe(lexiconOf(knowledge));
  });
});
