import { describe, expect, it } from 'vitest';
import { formatFinding } from '../../src/knowledge/findings.ts';
import { loadKnowledge } from '../../src/knowledge/loader.ts';
import { checkKnowledge } from '../../src/upkeep/check/check-knowledge.ts';
import { coverageTable } from '../../src/upkeep/check/coverage.ts';
import { folderOf, SHIPPED } from '../knowledge/knowledge-folder.ts';
import {
  engine,
  findingsOf,
  ORDERS,
  RULES,
  SCENARIOS,
  section,
  soundKnowledge,
  TODAY,
} from './sound-knowledge.ts';

describe('the shipped knowledge base', () => {
  it('is sound on the day of its newest check, and covers every topic for every engine', async () => {
    const { sections, engines } = await loadKnowledge([SHIPPED]);
    const days = [...sections, ...engines].map(({ checked }) => checked).sort();

    const report = await checkKnowledge([SHIPPED], { today: days.at(-1) ?? TODAY });

    expect(report.findings.map(formatFinding)).toEqual([]);
    expect(report.scenarios).toBeGreaterThanOrEqual(25);
    const [head, ...rows] = coverageTable(report.coverage ?? { engines: [], rows: [] }).split('\n');
    expect(head?.split(/ +/)).toEqual(['topic', 'flink', 'spark', 'kafka-streams', 'general']);
    expect(rows).toHaveLength(27);
    expect(rows.filter((row) => !/^[a-z-]+(?: +[1-9]\d*){4}$/.test(row))).toEqual([]);
  });
});

describe('a sound knowledge base', () => {
  it('has no finding', async () => {
    const { findings, scenarios, coverage } = await checkKnowledge([soundKnowledge()], { today: TODAY });

    expect({ findings, scenarios }).toEqual({ findings: [], scenarios: 1 });
    expect(coverage).toEqual({
      engines: ['quick', 'steady', 'general'],
      rows: [
        {
          topic: 'latency',
          cells: ['quick', 'steady', 'general'].map((each) => ({
            engine: each,
            sections: 1,
            because: null,
          })),
        },
      ],
    });
  });
});

describe('rules and verdicts', () => {
  const extra = (id: string, when: string, effect: string): string =>
    `${RULES}- id: ${id}\n  when: ${when}\n  effect: ${effect}\n  because: For this test.\n  cites: [quick/latency/at-once]\n`;

  it.each([
    ['bounds that exclude one another', '{wait: {atLeast: 1s, below: 1s}}'],
    ['an item that must be there and must not', '{tools: {hasAny: [bulk], hasNone: [bulk]}}'],
    ['an item outside the only ones allowed', '{tools: {hasAll: [drip], only: [bulk]}}'],
    ['no amount where some is certain', '{wait: {none: true}}'],
  ])('finds a rule that never fires: %s', async (_, when) => {
    const files = { 'rules/latency.yaml': extra('dead', when, '{steady: 1}') };

    expect(await findingsOf(soundKnowledge(files))).toEqual([
      'rules/latency.yaml:17 Expected rule "dead" to fire for some requirements, got conditions that nothing satisfies. Mend the bounds or items that exclude one another, or remove the rule.',
    ]);
  });

  it('finds a rule that is always shadowed by an exclusion', async () => {
    const files = { 'rules/latency.yaml': extra('vain', '{wait: {atMost: 100ms}}', '{quick/batchy: 9}') };

    expect(await findingsOf(soundKnowledge(files))).toEqual([
      'rules/latency.yaml:18 Expected rule "vain" to change some verdict, got the same pick without it wherever it was seen to fire. Give it more weight, or remove it: other rules decide wherever it fires.',
    ]);
  });

  it('leaves a rule alone that decides in one narrow place', async () => {
    const files = {
      'rules/latency.yaml': extra(
        'narrow',
        '{wait: {above: 100ms, atMost: 101ms}, tools: {hasAll: [drip], lacksAny: [bulk]}}',
        '{quick/instant: 2.5}',
      ),
    };

    expect(await findingsOf(soundKnowledge(files))).toEqual([]);
  });

  it('finds engines and modes that cannot win', async () => {
    const files = {
      'engines/idle.yaml': engine('Idle', 3),
      'sections/idle/latency/never.md': section(),
      'engines/quick.yaml': engine(
        'Quickstream',
        1,
        'modes:\n  - {id: batchy, name: b, summary: b}\n  - {id: instant, name: i, summary: i}\n  - {id: lazy, name: l, summary: l}\n',
      ),
      'rules/latency.yaml': extra('lazier', '{}', '{quick/lazy: -1}').replace('lazier', 'lazy-last'),
      'orders.yaml': ORDERS.replace('[quick/batchy]', '[quick/batchy, quick/lazy, idle]'),
    };

    expect(await findingsOf(soundKnowledge(files))).toEqual([
      'engines/idle.yaml:1 Expected "idle" to win for some requirements, got none in a search of the decision space. Give it a rule that favours it, or take it out of the offer.',
      'engines/quick.yaml:9 Expected "quick/lazy" to win for some requirements, got none in a search of the decision space. Give it a rule that favours it, or take it out of the offer.',
      'rules/latency.yaml:18 Expected rule "lazy-last" to change some verdict, got the same pick without it wherever it was seen to fire. Give it more weight, or remove it: other rules decide wherever it fires.',
    ]);
  });

  it('finds engines that only their names would keep apart', async () => {
    const files = { 'engines/steady.yaml': engine('Steady', 1) };

    expect(await findingsOf(soundKnowledge(files))).toContain(
      'engines/steady.yaml:4 Expected each engine to have its own precedence, got 1 as for "quick". Take a free number; a tie goes to the lower.',
    );
  });

  it('does not judge decisions while a file is at fault', async () => {
    const files = { 'rules/more.yaml': '- id: 5\n', 'scenarios.yaml': SCENARIOS.replace('50ms', '5s') };

    const findings = await findingsOf(soundKnowledge(files));

    expect(findings.map((finding) => finding.split(' ')[0])).toEqual(Array(4).fill('rules/more.yaml:1'));
  });

  it('gives no knowledge and no coverage when the vocabulary is at fault', async () => {
    const folder = soundKnowledge({ 'vocabulary/understanding/bad.yaml': 'names: 5\n' });

    const { knowledge, coverage, scenarios, findings } = await checkKnowledge([folder], { today: TODAY });

    expect({ knowledge, coverage, scenarios, findings: findings.length }).toEqual({
      knowledge: null,
      coverage: null,
      scenarios: 0,
      findings: 1,
    });
  });
});

describe('layers', () => {
  const house = {
    'rules/house.yaml': '- id: we-run-steady\n  when: {}\n  effect: {steady: 50}\n  because: We run it.\n',
    'engines/own.yaml': engine('Own', 3),
    'rules/own.yaml':
      '- id: own-bulk\n  when: {tools: {hasAny: [bulk]}}\n  effect: {own: 60}\n  because: Ours does it.\n',
  };

  it('lets an organisation shadow our rules, change our verdicts and leave topics to us', async () => {
    expect(await findingsOf(soundKnowledge(), folderOf(house))).toEqual([]);
  });

  it('judges what the organisation brings', async () => {
    const own = folderOf({
      ...house,
      'rules/vain.yaml':
        '- id: vain\n  when: {tools: {hasAny: [drip]}}\n  effect: {quick/instant: 1}\n  because: In vain.\n',
      'scenarios.yaml': SCENARIOS.replace('hurry', 'still-quick').replace(/cites: .*/, 'cites: [own/x/y]'),
    });

    expect(await findingsOf(soundKnowledge(), own)).toEqual([
      'rules/vain.yaml:3 Expected rule "vain" to change some verdict, got the same pick without it wherever it was seen to fire. Give it more weight, or remove it: other rules decide wherever it fires.',
      'scenarios.yaml:6 Expected the id of a section, got "own/x/y". Write sections/own/x/y.md, or cite another.',
    ]);
  });
});
