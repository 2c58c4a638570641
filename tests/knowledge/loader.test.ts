import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { KnowledgeError } from '../../src/knowledge/findings.ts';
import { inspectKnowledge, loadKnowledge } from '../../src/knowledge/loader.ts';
import { ENGINE, folderOf, RULE, SECTION, SHIPPED, smallKnowledge } from './knowledge-folder.ts';

describe('the shipped knowledge base', () => {
  it('loads without a finding and covers every topic and engine', async () => {
    const knowledge = await loadKnowledge([SHIPPED]);

    expect(knowledge.topics).toHaveLength(27);
    expect(new Set(knowledge.sections.map(({ topic }) => topic))).toEqual(
      new Set(knowledge.topics.map(({ id }) => id)),
    );
    for (const { id } of knowledge.engines) {
      expect(knowledge.sections.map(({ engine }) => engine)).toContain(id);
    }
  });

  it('has the same version every time it is loaded', async () => {
    const [first, second] = await Promise.all([loadKnowledge([SHIPPED]), loadKnowledge([`${SHIPPED}/.`])]);

    expect(first.version).toMatch(/^[0-9a-f]{12}$/);
    expect(second.version).toBe(first.version);
  });
});

describe('loading', () => {
  it('gives an engine, a section and a rule exactly as the files say', async () => {
    const knowledge = await loadKnowledge([smallKnowledge()]);

    expect(knowledge.engines).toEqual([
      {
        id: 'quick',
        name: 'Quickstream',
        aliases: ['quick'],
        summary: 'A small engine for tests.',
        kind: 'single',
        precedence: 1,
        current: [{ version: '2.0', date: '2026-10' }],
        supported: [],
        checked: '2026-11-22',
        modes: [
          { id: 'batchy', name: 'batchy', summary: 'In batches.' },
          { id: 'instant', name: 'instant', summary: 'At once.' },
        ],
        split: [],
        links: [{ title: 'Home', url: 'https://example.org/', publisher: 'Example', kind: 'official' }],
      },
    ]);
    expect(knowledge.sections).toEqual([
      {
        id: 'quick/latency/at-once',
        engine: 'quick',
        topic: 'latency',
        title: 'Quickstream answers at once',
        modes: [],
        aliases: ['how fast is it'],
        terms: ['quick.mode'],
        holds: '2.0',
        checked: '2026-11-22',
        contested: null,
        links: [{ title: 'Guide', url: 'https://example.org/guide', publisher: 'Example', kind: 'official' }],
        text: 'Quickstream answers at once. It needs no batches.',
      },
    ]);
    expect(knowledge.rules).toEqual([
      {
        id: 'fast',
        when: [{ latency: { kind: 'interval', atMost: 100 } }],
        effect: { 'quick/instant': 3, 'quick/batchy': 'excluded' },
        because: 'Only one mode is fast enough.',
        cites: ['quick/latency/at-once'],
        house: false,
      },
    ]);
    expect(knowledge.topics[0]).toEqual({
      id: 'latency',
      title: 'Latency',
      about: 'How old a result is.',
      phrases: ['how fast'],
      terms: ['p99'],
      asked: [],
      overview: false,
      notApplicable: {},
    });
  });

  it('reads files with Windows line ends as the same knowledge', async () => {
    const windows = { 'sections/quick/latency/at-once.md': SECTION.replaceAll('\n', '\r\n') };

    const [plain, other] = await Promise.all([
      loadKnowledge([smallKnowledge()]),
      loadKnowledge([smallKnowledge(windows)]),
    ]);

    expect(other).toEqual(plain);
  });

  it('takes the later file of the same path and marks rules of a later folder as house rules', async () => {
    const house = folderOf({
      'engines/quick.yaml': ENGINE.replace('A small engine for tests.', 'The one we run.'),
      'rules/house.yaml': RULE.replace('id: fast', 'id: we-run-it').replace(/cites: .*/, 'cites: []'),
    });

    const shipped = smallKnowledge();
    const knowledge = await loadKnowledge([shipped, house]);

    expect(knowledge.engines.map(({ summary }) => summary)).toEqual(['The one we run.']);
    expect(knowledge.rules.map(({ id, house }) => [id, house])).toEqual([
      ['we-run-it', true],
      ['fast', false],
    ]);
    expect(knowledge.version).not.toBe((await loadKnowledge([shipped])).version);
  });

  it('joins the lists of several vocabulary files', async () => {
    const files = {
      'vocabulary/understanding/a.yaml': 'sets: {fast: [quick]}\nintents: {yes: ["yes"]}\n',
      'vocabulary/understanding/b.yaml': 'sets: {slow: [lame]}\nintents: {yes: [aye]}\n',
    };

    const { vocabulary } = await loadKnowledge([smallKnowledge(files)]);

    expect(vocabulary.sets).toEqual({ fast: ['quick'], slow: ['lame'] });
    expect(vocabulary.intents.yes).toEqual(['yes', 'aye']);
  });

  it('throws one error that lists the findings of all files', async () => {
    const folder = smallKnowledge({ 'engines/bad.yaml': 'name: 5\n', 'topics/bad.yaml': 'title: [\n' });

    const error = await loadKnowledge([folder]).catch((thrown: unknown) => thrown);

    expect(error).toBeInstanceOf(KnowledgeError);
    const { findings, message } = error as KnowledgeError;
    expect(new Set(findings.map(({ file }) => file))).toEqual(
      new Set([join(folder, 'engines/bad.yaml'), join(folder, 'topics/bad.yaml')]),
    );
    expect(message).toContain(`${join(folder, 'engines/bad.yaml')}:1:7: "name": expected a text, got 5.`);
  });

  it('still gives what is in order when it is only inspected', async () => {
    const folder = smallKnowledge({ 'topics/bad.yaml': 'title: Only this\n' });

    const { knowledge, findings } = await inspectKnowledge([folder]);

    expect(findings).toHaveLength(1);
    expect(knowledge?.topics.map(({ id }) => id)).toEqual(['latency']);
  });
});
