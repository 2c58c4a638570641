import { z } from 'zod';
import type { Context } from '../conversation/context.ts';

/** A question to the knowledge base. */
export const askInput = z.object({ q: z.string(), limit: z.number().int().min(1).optional() });

/** Sections that answer a question, in the JSON shape of the contract. */
export function askFor(context: Context, question: string, limit: number): object {
  const found = context.ask(question, limit);
  return {
    answered: found.answered,
    results: found.results.map(({ section, score }) => ({
      id: section.id,
      topic: section.topic,
      engine: section.engine,
      title: section.title,
      score,
      links: section.links,
      holds: section.holds,
      checked: section.checked,
    })),
    corrections: found.corrections,
    suggestions: found.suggestions,
  };
}
