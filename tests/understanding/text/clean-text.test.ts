import { describe, expect, it } from 'vitest';
import { cleanText } from '../../../src/understanding/text/clean-text.ts';

describe('cleaning a text', () => {
  it.each([
    ['<@U02AB3> under &lt;100ms &amp; cheap', '  under <100ms & cheap'],
    ['see <https://acme.example/doc|the doc> please', 'see the doc please'],
    ['see <https://acme.example/doc> please', 'see   please'],
    ['<at>Advisor</at> 5 min', ' Advisor  5 min'],
    ['ok :tada: done', 'ok   done'],
    ['2½ hours, ½ GB', '2.5 hours, 0.5 GB'],
    ['don’t – “really”', 'don\'t - "really"'],
    ['Kafka -> Delta → S3', 'Kafka  to  Delta  to  S3'],
    ['１０ ｍｓ', '10 ms'],
    ['at 10:30:15', 'at 10:30:15'],
  ])('turns %j into %j', (raw, clean) => {
    expect(cleanText(raw)).toBe(clean);
  });

  it('reads no more than a chat message can hold', () => {
    expect(cleanText('x'.repeat(50_000))).toHaveLength(40_000);
  });
});
