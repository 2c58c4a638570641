import { z } from 'zod';
import type { Knowledge } from '../knowledge/model.ts';
import { expectedSchema } from './expected-requirements.ts';
import { reportOn, type SlotReport } from './slot-report.ts';
import { type Reader, scoreText } from './utterances.ts';

/** The message of a scenario with what a perfect reader takes from it; its verdict is scored elsewhere. */
export const scenarioMessageSchema = z.looseObject({
  id: z.string(),
  source: z.looseObject({ kind: z.string() }),
  message: z.string(),
  requirements: expectedSchema,
  lenient: z.array(z.string()).default([]),
});

export type ScenarioMessage = z.infer<typeof scenarioMessageSchema>;

/**
 * Score how well the messages of scenarios are understood; the kind of source stands for the style.
 * @throws EvaluationFileError when a case names a criterion that the knowledge does not have, or a value that does not fit.
 */
export function scoreScenarioSlots(
  scenarios: readonly ScenarioMessage[],
  read: Reader,
  knowledge: Knowledge,
): SlotReport {
  return reportOn(
    scenarios.map(({ id, source, message, requirements, lenient }) =>
      scoreText({ id, text: message, requirements, prior: {}, lenient }, source.kind, read, knowledge),
    ),
  );
}
