import { describe, expect, it } from 'vitest';
import { editDistance } from '../../../src/knowledge/lookup/distance.ts';
import { remember } from '../../../src/understanding/text/memo.ts';
import { makeSpeller } from '../../../src/understanding/text/spelling.ts';
import { stem } from '../../../src/understanding/text/stem.ts';

describe('stemming', () => {
  it.each([
    ['join', ['joins', 'joined', 'joining']],
    ['score', ['scores', 'scored', 'scoring']],
    ['query', ['queries', "query's"]],
    ['run', ['runs', 'running']],
    ['come', ['comes', 'coming']],
    ['batch', ['batches', 'batched']],
    ['clean', ['cleans', 'cleaned']],
  ])('makes all forms of "%s" one', (word, forms) => {
    expect(forms.map(stem)).toEqual(forms.map(() => stem(word)));
  });

  it.each([
    ['care', 'car'],
    ['ups', 'upset'],
    ['string', 'str'],
    ['second', 'seco'],
    ['need', 'ne'],
    ['is', 'i'],
  ])('does not make "%s" and "%s" one', (a, b) => {
    expect(stem(a)).not.toBe(stem(b));
  });
});

describe('the edit distance', () => {
  it.each([
    ['flink', 'flink', 0],
    ['flnik', 'flink', 1],
    ['kafak', 'kafka', 1],
    ['pyhton', 'python', 1],
    ['strutured', 'structured', 1],
    ['sprk', 'spark', 1],
    ['beam', 'team', 1],
    ['spark', 'kafka', 3],
  ])('of "%s" and "%s" is %i, or beyond the limit', (a, b, distance) => {
    expect(editDistance(a, b, 2)).toBe(distance);
    expect(editDistance(b, a, 2)).toBe(distance);
  });
});

describe('the speller', () => {
  const { fix } = makeSpeller(
    new Set(['team', 'data', 'have', 'park', 'steam', 'later']),
    () => ({
      words: ['spark', 'flink', 'kafka', 'python', 'java', 'databricks', 'structured', 'streaming', 'late'],
      onlySwapped: ['fine', 'hour'],
    }),
    { steaming: 'streaming' },
  );

  it.each([
    ['sprak', 'spark'],
    ['flnk', 'flink'],
    ['kakfa', 'kafka'],
    ['phyton', 'python'],
    ['jaav', 'java'],
    ['javaa', 'java'],
    ['databirkcs', 'databricks'],
    ['strutured', 'structured'],
    ['steaming', 'streaming'],
    ['fien', 'fine'],
  ])('takes "%s" for "%s"', (slip, meant) => {
    expect(fix(slip)).toBe(meant);
  });

  it.each(['team', 'data', 'have', 'park', 'later', 'jav', 'xyz', 'sparkles', 'pythagoras', '42', 'müller'])(
    'leaves "%s" alone',
    (word) => {
      expect(fix(word)).toBe(word);
    },
  );
});

describe('remembering', () => {
  it('computes each word once, and forgets everything before it grows without end', () => {
    const seen: string[] = [];
    const upper = remember((word) => {
      seen.push(word);
      return word.toUpperCase();
    });

    expect([upper('a'), upper('a')]).toEqual(['A', 'A']);
    for (let number = 0; number < 20_000; number += 1) upper(`w${number}`);

    expect(upper('a')).toBe('A');
    expect(seen.filter((word) => word === 'a')).toHaveLength(2);
  });
});
