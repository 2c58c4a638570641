import { z } from 'zod';
import type { Context } from '../conversation/context.ts';
import { fromContract, toContract } from '../knowledge/contract.ts';
import { UsageError } from './usage.ts';

/** One text to be read: alone, or after a question (`asked`) and beside what is known (`prior`). */
export const parseInput = z.object({
  text: z.string(),
  asked: z.string().nullish(),
  prior: z.record(z.string(), z.unknown()).nullish(),
});

/** What a text says, in the JSON shape of the contract. */
export function parseText(context: Context, input: z.infer<typeof parseInput>): object {
  const { criteria } = context.knowledge;
  const asked = input.asked == null ? null : criterionId(context, input.asked);
  const understood = context.understand(input.text, asked, fromContract(input.prior ?? {}, criteria));
  return {
    requirements: toContract(understood.requirements, criteria),
    intent: understood.intent,
    items: understood.items.map(({ criterion, how, words }) => ({ criterion, how, words })),
    removed: understood.removed,
    question: understood.question,
    command: understood.command,
    engines: understood.engines,
    ambiguous: understood.ambiguous,
  };
}

/** A criterion by its id, also written with underscores or hyphens. */
function criterionId(context: Context, name: string): string {
  const plain = (text: string): string => text.replaceAll(/[-_]/g, '').toLowerCase();
  const found = context.knowledge.criteria.find((criterion) => plain(criterion.id) === plain(name));
  if (found !== undefined) return found.id;
  const known = context.knowledge.criteria.map((criterion) => criterion.id).join(', ');
  throw new UsageError(`"asked" names a criterion, one of ${known}; got "${name}".`);
}
