import { z } from 'zod';
import type { Knowledge } from '../knowledge/model.ts';
import type { Requirements } from '../knowledge/requirements.ts';
import type { Understanding } from '../understanding/types.ts';
import { expectedSchema, readExpected, slotOf } from './expected-requirements.ts';
import { withOwnNames } from './own-names.ts';
import { reportOn, type ScoredCase, type SlotReport } from './slot-report.ts';
import { markSlots } from './slot-scores.ts';

/** One short text with what a perfect reader takes from it, as evaluation files write it. */
export const utteranceSchema = z.strictObject({
  id: z.string(),
  style: z.string(),
  text: z.string(),
  requirements: expectedSchema,
  asked: z.string().optional(),
  prior: expectedSchema.default({}),
  lenient: z.array(z.string()).default([]),
});

export type Utterance = z.infer<typeof utteranceSchema>;

/** Reads a text; the advisor's own reader in earnest. */
export type Reader = (
  text: string,
  asked: string | null,
  prior: Requirements,
) => Pick<Understanding, 'requirements'>;

/**
 * Score how well texts are understood: slot precision, recall and F1, share of texts without an error, by style and slot.
 * @throws EvaluationFileError when a case names a criterion that the knowledge does not have, or a value that does not fit.
 */
export function scoreUtterances(
  utterances: readonly Utterance[],
  read: Reader,
  knowledge: Knowledge,
): SlotReport {
  return reportOn(utterances.map((one) => scoreText(one, one.style, read, knowledge)));
}

/** What scoring a text needs; scenarios have it too. */
export type TextCase = Pick<Utterance, 'id' | 'text' | 'requirements' | 'prior' | 'lenient'> & {
  readonly asked?: string | undefined;
};

/** Read one text and mark its slots. */
export function scoreText(one: TextCase, style: string, read: Reader, knowledge: Knowledge): ScoredCase {
  const { criteria } = knowledge;
  const asked = one.asked === undefined ? null : slotOf(one.asked, criteria).criterion.id;
  const named = (requirements: Requirements): Requirements => withOwnNames(requirements, knowledge);
  const marks = markSlots({
    criteria,
    expected: named(readExpected(one.requirements, criteria)),
    found: read(one.text, asked, named(readExpected(one.prior, criteria))).requirements,
    lenient: new Set(one.lenient.map((key) => slotName(key, knowledge))),
    worded: WORDED.test(one.text),
  });
  return { id: one.id, style, marks };
}

/** Worded numbers, which the convention of the files takes as right within a factor of two. */
const WORDED = /\b(?:couple|few|several|handful|dozens?|single|double|tens|hundreds|thousands|some)\b/i;

function slotName(key: string, { criteria }: Knowledge): string {
  const { criterion, lacks } = slotOf(key, criteria);
  return lacks ? (criterion.json.lacksKey ?? criterion.id) : criterion.id;
}
