import { describe, expect, it } from 'vitest';
import { joinWords } from '../../../src/understanding/text/join-words.ts';
import { tokenize } from '../../../src/understanding/text/tokens.ts';

const texts = (text: string): string[] => joinWords(tokenize(text)).map((token) => token.text);

describe('cutting a text into tokens', () => {
  it.each([
    ['120k msgs/s', ['120', 'k', 'msgs', '/', 's']],
    ['5TB/d', ['5', 'tb', '/', 'd']],
    ['p99 on K8s and S3', ['p99', 'on', 'k8s', 'and', 's3']],
    ['1h30', ['1', 'h', '30']],
    ['the 99th', ['the', '99th']],
    ["don't", ["don't"]],
    ['1,000.5', ['1,000.5']],
    ['1e6', ['1e6']],
    ['C++', ['c', '+', '+']],
    ['exactly-once', ['exactly', 'once']],
    ['sub-100ms', ['sub', '100', 'ms']],
    ['a 10-minute job', ['a', '10', 'minute', 'job']],
    ['30-60s', ['30', '-', '60', 's']],
    ['5k-10k', ['5', 'k', '-', '10', 'k']],
    ['one\ntwo', ['one', '\n', 'two']],
    ['', []],
  ])('%j gives %j', (text, expected) => {
    expect(texts(text)).toEqual(expected);
  });

  it('keeps the place of every token and what is glued to what', () => {
    expect(tokenize('a 5ms')).toEqual([
      { kind: 'word', text: 'a', raw: 'a', start: 0, end: 1, glued: false },
      { kind: 'number', text: '5', raw: '5', start: 2, end: 3, glued: false },
      { kind: 'word', text: 'ms', raw: 'ms', start: 3, end: 5, glued: true },
    ]);
  });
});
