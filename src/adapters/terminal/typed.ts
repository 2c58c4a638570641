import type { Event } from '../../conversation/events.ts';
import type { QuestionView } from '../../conversation/views.ts';

/** A typed line as an event: numbers press the choices of the open question, everything else is said. */
export function typedEvent(line: string, question: QuestionView | null): Event {
  const numbers = line.trim().split(/[\s,]+/);
  if (question === null || !numbers.every((word) => /^\d{1,2}$/.test(word)))
    return { kind: 'say', text: line };
  const picked = numbers.flatMap((word) => question.choices[Number(word) - 1] ?? []);
  const [first] = picked;
  if (first === undefined || picked.length < numbers.length) return { kind: 'say', text: line };
  return question.multi
    ? { kind: 'press', action: question.submit, values: picked.map((choice) => choice.value) }
    : { kind: 'press', action: first.action };
}
