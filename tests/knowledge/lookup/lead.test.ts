import { describe, expect, it } from 'vitest';
import { leadOf, sentencesOf } from '../../../src/knowledge/lookup/lead.ts';
import { stemOf, wordsOf } from '../../../src/knowledge/lookup/words.ts';

const TEXT =
  'State lives on local disk (e.g. RocksDB). Since 2.1 the default is `rocksdb`, vs. heap before! ' +
  'Set **state.ttl** to expire idle keys after a time; the timer starts at the last write.';

const SENTENCES = sentencesOf(TEXT).map((sentence) => ({ sentence, stems: wordsOf(sentence).map(stemOf) }));

describe('the sentence that answers', () => {
  it.each([
    [[], 'State lives on local disk (e.g. RocksDB).'],
    [['disk'], 'State lives on local disk (e.g. RocksDB).'],
    [['keys'], 'State lives on local disk (e.g. RocksDB).'],
    [
      ['expire', 'idle', 'keys'],
      'Set **state.ttl** to expire idle keys after a time; the timer starts at the last write.',
    ],
    [['default', 'heap', 'since'], 'Since 2.1 the default is `rocksdb`, vs. heap before!'],
  ])('for %j', (words, sentence) => {
    expect(leadOf(SENTENCES, new Set(words.map(stemOf)), () => 5)).toBe(sentence);
  });

  it('is empty for an empty text', () => {
    expect(leadOf([], new Set(), () => 5)).toBe('');
  });
});
