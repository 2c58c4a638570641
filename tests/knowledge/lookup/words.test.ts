import { describe, expect, it } from 'vitest';
import { stemOf, wordsOf } from '../../../src/knowledge/lookup/words.ts';

describe('the words of a text', () => {
  it.each([
    ['How long is it DOWN?', ['how', 'long', 'is', 'it', 'down']],
    ["Flink's state isn't lost", ['flink', 'state', 'isnt', 'lost']],
    [
      'EmbeddedRocksDBStateBackend',
      ['embeddedrocksdbstatebackend', 'embedded', 'rocks', 'database', 'state', 'backend'],
    ],
    ['execution.checkpointing.incremental', ['execution', 'checkpointing', 'incremental']],
    ['exactly_once_v2', ['exactly', 'once', 'v2']],
    ['k8s vs YARN', ['kubernetes', 'versus', 'yarn']],
    ['C# or C++', ['csharp', 'or', 'cpp']],
    ['OOMKilled after 30 days', ['out', 'of', 'memory', 'killed', 'after', 'days']],
    ['', []],
    ['?!', []],
  ])('"%s"', (text, words) => {
    expect(wordsOf(text)).toEqual(words);
  });
});

describe('a stem', () => {
  it.each([
    [['checkpoint', 'checkpoints', 'checkpointed', 'checkpointing'], 'checkpoint'],
    [['late', 'lately'], 'late'],
    [['watermarks', 'watermark'], 'watermark'],
  ])('is one for %j', (words, stem) => {
    expect(new Set(words.map(stemOf))).toEqual(new Set([stem]));
  });

  it('of what is too long for a word is what it was, at once', () => {
    const long = `${'a'.repeat(20_000)}ing`;

    expect(stemOf(long)).toBe(long);
  });
});
