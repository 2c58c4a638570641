import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { inspectKnowledge, loadKnowledge } from '../../src/knowledge/loader.ts';
import { findGaps } from '../../src/upkeep/gaps/find-gaps.ts';
import { groupQuestions } from '../../src/upkeep/gaps/group-questions.ts';
import { folderOf, SHIPPED } from '../knowledge/knowledge-folder.ts';
import { freshOptions, openForTest } from '../support/back-ends.ts';
import { knowledge, NOW } from './verb.ts';

const DAY_MS = 86_400_000;
const asked = (question: string, daysAgo: number) => ({ question, at: NOW - daysAgo * DAY_MS });

const QUESTIONS = [
  asked('can flink bake a sourdough bread', 5),
  asked('what is a watermark', 4),
  asked('who won the chess championship', 3),
  asked('Can Flink bake  sourdough breads?', 2),
  asked('can flink bake a sourdough bread', 1),
];

describe('grouping questions', () => {
  it('joins wordings by the words they share, the most frequent group first', () => {
    expect(groupQuestions(QUESTIONS)).toEqual([
      {
        asked: 3,
        at: NOW - DAY_MS,
        wordings: ['can flink bake a sourdough bread', 'Can Flink bake sourdough breads?'],
        stems: ['flink', 'bake', 'sourdough', 'bread'],
      },
      {
        asked: 1,
        at: NOW - 3 * DAY_MS,
        wordings: ['who won the chess championship'],
        stems: ['won', 'chess', 'championship'],
      },
      { asked: 1, at: NOW - 4 * DAY_MS, wordings: ['what is a watermark'], stems: ['watermark'] },
    ]);
  });

  it('gives the same groups in whatever order they were asked', () => {
    expect(groupQuestions(QUESTIONS.toReversed())).toEqual(groupQuestions(QUESTIONS));
  });

  it('keeps apart what shares only an engine', () => {
    const groups = groupQuestions([asked('flink mascot squirrel', 1), asked('flink trademark lawyer', 1)]);

    expect(groups).toHaveLength(2);
  });

  it('has no groups of nothing, and one of a question without a telling word', () => {
    expect(groupQuestions([])).toEqual([]);
    expect(groupQuestions([asked('what is it?', 0), asked('???', 0)]).map((group) => group.asked)).toEqual([
      1, 1,
    ]);
  });
});

describe('finding gaps', () => {
  it('says what the present knowledge answers, what comes nearest, and which file to write', async () => {
    const [bread, chess, watermark] = findGaps(QUESTIONS, await loadKnowledge([SHIPPED]));

    expect(bread).toMatchObject({ asked: 3, answered: false });
    expect(bread?.stub.path).toMatch(/^sections\/flink\/[a-z-]+\/(?:can-)?flink-bake-sourdough-bread\.md$/);
    expect(chess).toMatchObject({ answered: false, nearest: [] });
    expect(chess?.stub.path).toMatch(/^sections\/general\/[a-z-]+\/(?:who-)?won-chess-championship\.md$/);
    expect(watermark?.answered).toBe(true);
    expect(watermark?.nearest).toContainEqual(expect.stringMatching(/\/event-time\//));
  });

  it('writes a stub that the check refuses until a person has filled it in', async () => {
    const [gap] = findGaps(QUESTIONS, await loadKnowledge([SHIPPED]));
    const { path = '', content = '' } = gap?.stub ?? {};
    expect(content).toContain('# Asked 3 times, last on 2026-11-21.');
    expect(content).toContain(
      '  - "can flink bake a sourdough bread"\n  - "Can Flink bake sourdough breads?"\n',
    );

    const { findings } = await inspectKnowledge([SHIPPED, folderOf({ [path]: content })]);

    expect(findings.map(({ message }) => /^"(\w+)"/.exec(message)?.[1]).sort()).toEqual([
      'checked',
      'holds',
      'links',
      'title',
    ]);
  });
});

describe('knowledge gaps', () => {
  async function dataWith(questions: typeof QUESTIONS): Promise<{ env: Record<string, string> }> {
    const options = await freshOptions('sqlite');
    const store = await openForTest(options);
    for (const { question, at } of questions)
      await store.unanswered.add({ question, at, nearest: [], conversation: 'a', by: 'U1' });
    return { env: { STREAMCHOICE_DATA: options.dataFolder ?? '' } };
  }

  it('reports what the store holds', async () => {
    const { code, out } = await knowledge(['gaps'], await dataWith(QUESTIONS));

    expect(code).toBe(0);
    expect(out.split('\n').slice(0, 5)).toEqual([
      '2 gaps, most asked first.',
      '1 more that the present knowledge answers.',
      '',
      '3 x can flink bake a sourdough bread',
      '    also: Can Flink bake sourdough breads?',
    ]);
    expect(out).toMatch(
      /\n1 x who won the chess championship\n {4}nearest: nothing\n {4}to write: sections\/general\//,
    );
  });

  it('says it as JSON', async () => {
    const { out } = await knowledge(['gaps', '--json'], await dataWith(QUESTIONS));

    expect(JSON.parse(out)).toHaveLength(3);
    expect(JSON.parse(out)[0]).toMatchObject({
      asked: 3,
      answered: false,
      wordings: ['can flink bake a sourdough bread', 'Can Flink bake sourdough breads?'],
      nearest: expect.any(Array),
      stub: { path: expect.stringMatching(/^sections\//), content: expect.stringMatching(/^---\n/) },
    });
  });

  it('writes stubs into a folder and leaves alone what is there', async () => {
    const world = await dataWith(QUESTIONS);
    const folder = folderOf({});

    const first = await knowledge(['gaps', folder], world);
    const [path = ''] = /sections\/\S+\.md/.exec(first.out) ?? [];
    const second = await knowledge(['gaps', folder], world);

    expect([first.err, second.err]).toEqual([
      `2 files written to ${folder}.\n`,
      `0 files written to ${folder}.\n`,
    ]);
    expect(readFileSync(join(folder, path), 'utf8')).toContain('# Asked 3 times');
  });

  it('has nothing to report when every question was answered', async () => {
    const { out } = await knowledge(['gaps'], await dataWith([]));

    expect(out).toBe('No question is waiting for an answer.\n');
  });

  it('does not make a store where there is none', async () => {
    const dataFolder = join(folderOf({}), 'misspelt');

    await expect(knowledge(['gaps'], { env: { STREAMCHOICE_DATA: dataFolder } })).rejects.toThrow(
      `There is no data folder "${dataFolder}": set STREAMCHOICE_DATA or DATABASE_URL to those of the service.`,
    );
    expect(existsSync(dataFolder)).toBe(false);
  });
});
