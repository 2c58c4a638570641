import { describe, expect, it } from 'vitest';
import { scoreUtterances } from '../../src/evaluate/utterances.ts';
import { BLIND, caseFiles, casesIn, knowledge, read } from './read-knowledge.ts';

const files = await caseFiles();

describe('the written cases', () => {
  it.each(files.filter((file) => file !== BLIND))('are all understood as expected: %s', async (file) => {
    const cases = await casesIn(file);

    const report = scoreUtterances(cases, read, knowledge);

    expect(report.misses).toEqual([]);
  });

  it('that nothing was tuned on are understood nearly as well', async () => {
    const report = scoreUtterances(await casesIn(BLIND), read, knowledge);

    expect(report.score.f1).toBeGreaterThanOrEqual(0.95);
    expect(report.exact).toBeGreaterThanOrEqual(0.9);
  });

  it('give nothing new when read a second time beside what they said', async () => {
    const cases = (await Promise.all(files.map(casesIn))).flat().filter((one) => one.style !== 'correction');

    const changed = cases.filter(({ text }) => {
      const first = read(text);
      const second = read(text, null, first.requirements);
      return JSON.stringify(second.requirements) !== JSON.stringify(first.requirements);
    });

    expect(changed.map(({ text }) => text)).toEqual([]);
  });
});
