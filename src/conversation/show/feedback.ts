import { action } from '../press.ts';
import type { FeedbackControls } from '../views.ts';
import { control } from './note.ts';

/** The two votes on the reply in a slot. */
export function feedbackControls(slot: string): FeedbackControls {
  return {
    up: control('Helpful', action.feedback(slot, 'up')),
    down: control('Not helpful', action.feedback(slot, 'down')),
  };
}
