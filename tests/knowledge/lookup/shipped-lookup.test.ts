import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { questionSchema, scoreQuestions } from '../../../src/evaluate/questions.ts';
import { loadKnowledge } from '../../../src/knowledge/loader.ts';
import { ask, buildLookup } from '../../../src/knowledge/lookup/ask.ts';
import { SHIPPED } from '../knowledge-folder.ts';

const BENCH = join(import.meta.dirname, '..', '..', '..', 'bench');
const knowledge = await loadKnowledge([SHIPPED]);
const lookup = buildLookup(knowledge);

describe('the shipped knowledge base', () => {
  const scoresOf = (file: string) =>
    scoreQuestions(
      z.array(questionSchema).parse(parse(readFileSync(join(BENCH, file), 'utf8'))),
      (question, limit) => ask(lookup, question, { limit }),
    );

  it('answers the questions of the benchmark at least this well', () => {
    const scores = scoresOf('lookup-questions.yaml');

    expect(scores.success1).toBeGreaterThanOrEqual(0.9);
    expect(scores.success3).toBeGreaterThanOrEqual(0.95);
    expect(scores.engineRight).toBeGreaterThanOrEqual(0.93);
    expect(scores.declined).toBeLessThanOrEqual(0.04);
    expect(scores.falseAnswers / scores.outOfScope).toBeLessThanOrEqual(0.06);
  });

  it('answers questions by an author who knew nothing of it at least this well', () => {
    const scores = scoresOf('lookup-questions-held-out.yaml');

    expect(scores.success1).toBeGreaterThanOrEqual(0.85);
    expect(scores.success3).toBeGreaterThanOrEqual(0.92);
    expect(scores.falseAnswers / scores.outOfScope).toBeLessThanOrEqual(0.05);
  });

  it.each(knowledge.topics.map(({ id, title }) => [title, id]))(
    'answers "%s" with that topic',
    (title, id) => {
      expect(ask(lookup, title).results[0]?.topic).toBe(id);
      expect(ask(lookup, id).results[0]?.topic).toBe(id);
    },
  );

  it('finds most sections by their own aliases, and their topic by nearly all', () => {
    const asked = knowledge.sections.flatMap((section) =>
      section.aliases.map((alias) => ({ section, alias })),
    );
    const found = asked.map(({ section, alias }) => {
      const { results } = ask(lookup, alias);
      const topics = results.map(({ topic }) => topic);
      return { first: results[0]?.section.id === section.id, topic: topics.includes(section.topic) };
    });

    expect(found.filter(({ first }) => first).length / asked.length).toBeGreaterThan(0.72);
    expect(found.filter(({ topic }) => topic).length / asked.length).toBeGreaterThan(0.95);
  });
});
