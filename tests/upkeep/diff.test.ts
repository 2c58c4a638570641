import { describe, expect, it } from 'vitest';
import { loadKnowledge } from '../../src/knowledge/loader.ts';
import { diffKnowledge } from '../../src/upkeep/diff/diff-knowledge.ts';
import { diffText } from '../../src/upkeep/diff/diff-text.ts';
import { flipsOf } from '../../src/upkeep/diff/flips.ts';
import { folderOf } from '../knowledge/knowledge-folder.ts';
import { ORDERS, RULES, SCENARIOS, section, soundKnowledge } from './sound-knowledge.ts';
import { knowledge } from './verb.ts';

/** A bulk team is served by the steady engine now, a section is gone, one is new, one was checked again. */
function changed(): string {
  return soundKnowledge({
    'rules/latency.yaml': RULES.replace('quick/batchy: 4', 'steady: 4').replace(
      /- id: slow[\s\S]*?(?=- id: bulk)/,
      '',
    ),
    'sections/steady/latency/in-turn.md': section({ checked: '2026-11-21' }),
    'sections/steady/latency/new.md': section(),
    'scenarios.yaml': SCENARIOS.replace('wait: 50ms', 'tools: bulk').replace(
      'pick: quick/instant',
      'pick: steady',
    ),
    'vocabulary/understanding/words.yaml': 'sets: {fast: [quick]}\n',
  });
}

const nothing = { added: [], removed: [], changed: [] };

describe('the difference between two knowledge bases', () => {
  it('names every entry that is new, gone or different', async () => {
    const { parts } = await diffKnowledge([soundKnowledge()], [changed()]);

    expect(parts).toEqual({
      engines: nothing,
      criteria: nothing,
      rules: { added: [], removed: ['slow'], changed: [{ id: 'bulk', fields: ['effect'] }] },
      topics: nothing,
      sections: {
        added: ['steady/latency/new'],
        removed: [],
        changed: [{ id: 'steady/latency/in-turn', fields: ['checked'] }],
      },
      products: nothing,
      presets: nothing,
      nextSteps: nothing,
      vocabulary: ['sets'],
    });
  });

  it('tells which golden workloads flip, of both versions, and whether that was expected', async () => {
    const { golden } = await diffKnowledge([soundKnowledge()], [changed()]);

    expect(golden).toEqual({
      scenarios: 1,
      flips: [
        {
          id: 'hurry',
          before: 'quick/batchy',
          after: 'steady',
          expectedBefore: false,
          expectedAfter: true,
        },
      ],
    });
  });

  it('counts the points of the decision space that flip, by the verdict they had', async () => {
    const { space } = await diffKnowledge([soundKnowledge()], [changed()]);

    expect(space.points).toBe(4000);
    expect(space.share).toBe(Math.round((space.flipped / 4000) * 10_000) / 10_000);
    expect(space.byClass.map(({ pick }) => pick).sort()).toEqual(['quick/batchy', 'quick/instant', 'steady']);
    expect(space.byClass.reduce((sum, { points }) => sum + points, 0)).toBe(4000);
    expect(space.byClass.reduce((sum, { flipped }) => sum + flipped, 0)).toBe(space.flipped);
    const moves = space.byClass.flatMap(({ pick, to }) => to.map((target) => `${pick} -> ${target.pick}`));
    expect(moves.sort()).toEqual([
      'quick/batchy -> steady',
      'quick/instant -> steady',
      'steady -> quick/batchy',
    ]);
    const bulk = space.byClass.find(({ pick }) => pick === 'quick/batchy');
    expect(bulk?.examples[0]).toMatch(/tools=\S*bulk/);
  });

  it('is the same every time, and nothing between equals', async () => {
    const [one, other] = await Promise.all([loadKnowledge([soundKnowledge()]), loadKnowledge([changed()])]);

    expect(flipsOf(one, other)).toEqual(flipsOf(one, other));
    expect(flipsOf(one, one)).toMatchObject({ flipped: 0, share: 0 });
    expect(diffText(await diffKnowledge([soundKnowledge()], [soundKnowledge()]))).toMatch(
      /^Knowledge (\w+) -> \1\nNo entry differs\.\n\nGolden workloads: 0 of 1 flip\n\nDecision space: 0\.0% of 4000 points flip$/,
    );
  });

  it('sees a criterion that only one of them has', async () => {
    const more = soundKnowledge({
      'criteria/strict.yaml':
        'name: Strict\nprompt: Strict?\nwhy: It matters.\nexample: "yes"\nkind: flag\neffort: 1\njson: {}\n',
      'rules/strict.yaml':
        '- id: strict\n  when: {strict: true}\n  effect: {steady: 9}\n  because: x\n  cites: [steady/latency/in-turn]\n',
      'orders.yaml': ORDERS,
    });

    const forth = await diffKnowledge([soundKnowledge()], [more]);
    const back = await diffKnowledge([more], [soundKnowledge()]);

    expect([forth.parts.criteria.added, back.parts.criteria.removed]).toEqual([['strict'], ['strict']]);
    expect(forth.space.flipped).toBeGreaterThan(500);
    expect(back.space.flipped).toBeGreaterThan(500);
  });
});

describe('knowledge diff', () => {
  it('says it in words', async () => {
    const { code, out } = await knowledge(['diff', soundKnowledge(), changed()]);

    expect(code).toBe(0);
    expect(out.split('\n').slice(1, 11)).toEqual([
      'rules: 0 added, 1 changed, 1 removed',
      '  ~ bulk (effect)',
      '  - slow',
      'sections: 1 added, 1 changed, 0 removed',
      '  + steady/latency/new',
      '  ~ steady/latency/in-turn (checked)',
      'vocabulary: sets changed',
      '',
      'Golden workloads: 1 of 1 flip',
      '  hurry: quick/batchy (not expected) -> steady',
    ]);
    expect(out).toMatch(
      /\nDecision space: \d+\.\d% of 4000 points flip\n {2}quick\/batchy: \d+ of \d+ \(\d+\.\d%\) -> steady \d+\n {4}e\.g\. /,
    );
  });

  it('says it as JSON, and lays folders over one another', async () => {
    const house = folderOf({
      'rules/house.yaml': '- id: ours\n  when: {}\n  effect: {steady: 50}\n  because: We run it.\n',
    });
    const base = soundKnowledge();

    const { out } = await knowledge(['diff', '--json', base, `${base}:${house}`]);

    expect(JSON.parse(out)).toMatchObject({
      before: expect.stringMatching(/^\w{12}$/),
      parts: { rules: { added: ['ours'], removed: [], changed: [] } },
      golden: { scenarios: 1, flips: [{ id: 'hurry', before: 'quick/instant', after: 'steady' }] },
    });
  });

  it.each([[['diff']], [['diff', 'one']], [['diff', 'one', 'two', 'three']]])(
    'wants two folders, not %j',
    async (args) => {
      await expect(knowledge(args)).rejects.toThrow(/^knowledge diff takes two folders, .*; got \d\.$/);
    },
  );

  it('refuses a folder with findings, naming the place', async () => {
    const broken = soundKnowledge({ 'rules/latency.yaml': '- id: 5\n' });

    await expect(knowledge(['diff', soundKnowledge(), broken])).rejects.toThrow(/rules\/latency\.yaml:1:/);
  });
});
