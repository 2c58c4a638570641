import { describe, expect, it } from 'vitest';
import { checkKnowledge } from '../../src/upkeep/check/check-knowledge.ts';
import { coverageTable } from '../../src/upkeep/check/coverage.ts';
import { engine, findingsOf, PASSAGE, RULES, section, soundKnowledge, TODAY } from './sound-knowledge.ts';

describe('facts', () => {
  it.each([
    [
      'a section checked more than a year ago',
      { 'sections/quick/latency/at-once.md': section({ checked: '2025-11-21' }) },
      'sections/quick/latency/at-once.md:5 Expected a check within the last 365 days, got 2025-11-21, 366 days before 2026-11-22. Read its links again, mend the text, then set "checked".',
    ],
    [
      'engine versions checked more than 120 days ago',
      { 'engines/steady.yaml': engine('Steady', 2).replace(TODAY, '2026-07-24') },
      'engines/steady.yaml:5 Expected a check within the last 120 days, got 2026-07-24, 121 days before 2026-11-22. Look up its current and supported versions, then set "checked".',
    ],
    [
      'a check that lies ahead',
      { 'sections/quick/latency/at-once.md': section({ checked: '2026-11-23' }) },
      'sections/quick/latency/at-once.md:5 Expected a day not after 2026-11-22, got 2026-11-23. Write the day on which it was checked.',
    ],
    [
      'a section that says too little',
      { 'sections/quick/latency/at-once.md': section({ text: '\nIt is fast - very fast.' }) },
      'sections/quick/latency/at-once.md:10 Expected 60 to 150 words, got 5. Say what a senior engineer would quote.',
    ],
    [
      'a section that says too much',
      { 'sections/quick/latency/at-once.md': section({ text: `${PASSAGE} ${PASSAGE} ${PASSAGE}` }) },
      'sections/quick/latency/at-once.md:9 Expected 60 to 150 words, got 225. Cut it, or make it two sections.',
    ],
    [
      'a section with second-hand sources only',
      { 'sections/general/latency/targets.md': section({ kind: 'article' }) },
      'sections/general/latency/targets.md:7 Expected at least one official link or paper, got only article links. Add one, or say in "unofficial: <why>" that there is none.',
    ],
    [
      'a rule that cites nothing',
      { 'rules/latency.yaml': RULES.replace('  cites: [steady/latency/in-turn]\n', '') },
      'rules/latency.yaml:6 Expected rule "slow" to cite a section, got none. Add the id of a section to "cites".',
    ],
  ])('finds %s', async (_, files, finding) => {
    expect(await findingsOf(soundKnowledge(files))).toEqual([finding]);
  });

  it('finds a rule that rests on vendors alone', async () => {
    const files = {
      'sections/steady/latency/in-turn.md': section({ kind: 'vendor', more: 'unofficial: Nobody else.\n' }),
    };

    expect(await findingsOf(soundKnowledge(files))).toEqual([
      'rules/latency.yaml:10 Expected rule "slow" to rest on more than vendors, got only vendor links in the sections it cites. Cite a section with an independent or official source.',
    ]);
  });

  it('accepts second-hand sources with a reason', async () => {
    const files = {
      'sections/general/latency/targets.md': section({ kind: 'article', more: 'unofficial: No page.\n' }),
    };

    expect(await findingsOf(soundKnowledge(files))).toEqual([]);
  });

  it('takes other limits of age', async () => {
    const { findings } = await checkKnowledge([soundKnowledge()], {
      today: '2026-11-25',
      ages: { sections: 2, engines: 3 },
    });

    expect(findings.map(({ message }) => message)).toEqual(
      Array(3).fill('Expected a check within the last 2 days, got 2026-11-22, 3 days before 2026-11-25.'),
    );
  });
});

describe('coverage', () => {
  const uncovered = {
    'topics/cost.yaml': 'title: Cost\nabout: What it costs.\n',
    'sections/quick/cost/free.md': section(),
  };

  it('finds every empty cell, for what holds in general too', async () => {
    expect(await findingsOf(soundKnowledge(uncovered))).toEqual([
      'topics/cost.yaml:1 Expected a section on "cost" for "general", got none. Write sections/general/cost/<slug>.md, or add notApplicable: {general: <why>} here.',
      'topics/cost.yaml:1 Expected a section on "cost" for "steady", got none. Write sections/steady/cost/<slug>.md, or add notApplicable: {steady: <why>} here.',
    ]);
  });

  it('accepts an empty cell with a reason and shows it', async () => {
    const declared = `${uncovered['topics/cost.yaml']}notApplicable: {steady: It is free., general: Each differs.}\n`;
    const folder = soundKnowledge({ ...uncovered, 'topics/cost.yaml': declared });

    const { findings, coverage } = await checkKnowledge([folder], { today: TODAY });

    expect(findings).toEqual([]);
    expect(coverage && coverageTable(coverage)).toBe(
      [
        'topic    quick  steady  general', //
        'cost         1     n/a      n/a',
        'latency      1       1        1',
      ].join('\n'),
    );
  });
});
