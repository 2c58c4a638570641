import { describe, expect, it } from 'vitest';
import { buildAsked } from '../../src/knowledge/build-asked.ts';
import { inspectKnowledge } from '../../src/knowledge/loader.ts';
import { smallKnowledge } from './knowledge-folder.ts';

describe('a file of questions', () => {
  it('has one a line, without blank lines and comments', () => {
    expect(buildAsked('asked/latency.txt', '# how fast\nhow fast is it\n\n  when is it out \n')).toEqual({
      value: ['how fast is it', 'when is it out'],
      findings: [],
    });
  });

  it('tells a question that stands twice, whatever its signs and capitals', () => {
    const { value, findings } = buildAsked('asked/latency.txt', 'How fast, really?\nhow fast really\n');

    expect(value).toEqual(['How fast, really?']);
    expect(findings).toEqual([
      {
        file: 'asked/latency.txt',
        line: 2,
        column: 1,
        message: 'Expected each question once, got that of line 1 again.',
        remedy: 'Remove it.',
      },
    ]);
  });

  it('tells a line that no person typed as a question', () => {
    const { value, findings } = buildAsked('asked/latency.txt', 'x'.repeat(201));

    expect(value).toEqual([]);
    expect(findings[0]?.message).toBe('Expected a question of at most 200 characters, got 201.');
  });
});

describe('questions in a knowledge base', () => {
  it('belong to the topic that their file is named after, or to none', async () => {
    const folder = smallKnowledge({
      'asked/latency.txt': 'how soon is it out\n',
      'elsewhere/life.txt': 'what is for lunch\n',
    });
    const { knowledge, findings } = await inspectKnowledge([folder]);

    expect(findings).toEqual([]);
    expect(knowledge?.topics.find(({ id }) => id === 'latency')?.asked).toEqual(['how soon is it out']);
    expect(knowledge?.elsewhere).toEqual(['what is for lunch']);
  });

  it('are refused when there is no such topic', async () => {
    const { findings } = await inspectKnowledge([smallKnowledge({ 'asked/speed.txt': 'how soon\n' })]);

    expect(findings).toHaveLength(1);
    expect(findings[0]).toMatchObject({
      file: expect.stringMatching(/asked.speed\.txt$/),
      line: 1,
      message: 'Expected a file named after a topic, got "speed".',
      remedy: expect.stringContaining('latency'),
    });
  });
});
