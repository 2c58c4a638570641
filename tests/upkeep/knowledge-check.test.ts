import { describe, expect, it } from 'vitest';
import { folderOf } from '../knowledge/knowledge-folder.ts';
import { knowledge, NOW } from './verb.ts';

const DAY_MS = 86_400_000;
/** One finding of an overlay, whatever the shipped knowledge holds. */
const FAULTY = { 'sections/flink/cost/ours.md': '---\ntitle: Ours\n---\nText.\n' };

describe('knowledge check', () => {
  it('prints findings with file, line and remedy, then the coverage, and ends with 1', async () => {
    const overlay = folderOf(FAULTY);

    const { code, out } = await knowledge(['check'], { env: { STREAMCHOICE_KNOWLEDGE: overlay } });

    expect(code).toBe(1);
    expect(out).toContain(
      `${overlay}/sections/flink/cost/ours.md:2:1: "aliases": expected a list, got nothing. Add "aliases".`,
    );
    expect(out).toMatch(/\n\ntopic +flink +spark +kafka-streams +general\napis +\d+ +\d+ +\d+ +\d+\n/);
    expect(out).toMatch(/\n\n\d+ findings\.\n$/);
  });

  it('says it as JSON', async () => {
    const { code, out } = await knowledge(['check', '--json'], {
      env: { STREAMCHOICE_KNOWLEDGE: folderOf(FAULTY) },
    });

    const report = JSON.parse(out);
    expect(code).toBe(1);
    expect(report).toMatchObject({ sound: false, version: expect.stringMatching(/^\w{12}$/) });
    expect(report.findings).toContainEqual({
      file: expect.stringMatching(/ours\.md$/),
      line: 2,
      column: 1,
      message: expect.any(String),
      remedy: expect.any(String),
    });
    expect(report.coverage).toHaveLength(27);
  });

  it('judges ages by the clock, or by a day that is given', async () => {
    const stale = (args: readonly string[], now: number): Promise<number> =>
      knowledge(['check', '--json', ...args], {
        now: () => now,
        env: { STREAMCHOICE_KNOWLEDGE: folderOf(FAULTY) },
      }).then(
        ({ out }) =>
          JSON.parse(out).findings.filter(({ message }: { message: string }) => /check within/.test(message))
            .length,
      );

    expect(await stale([], NOW)).toBe(0);
    expect(await stale([], NOW + 400 * DAY_MS)).toBeGreaterThan(200);
    expect(await stale(['--today', '2026-11-22'], NOW + 400 * DAY_MS)).toBe(0);
  });

  it('refuses a day that is none', async () => {
    await expect(knowledge(['check', '--today', 'soon'])).rejects.toThrow(
      '--today takes a date as in 2026-11-22, not "soon".',
    );
  });

  it('is one of the verbs that an unknown one is told of', async () => {
    await expect(knowledge(['burn', 'it'])).rejects.toThrow(
      'knowledge takes "check", "diff", "links", "schemas", "gaps", "prepare"; got "burn it".',
    );
  });
});
