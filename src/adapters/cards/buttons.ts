import type { Control, FeedbackControls } from '../../conversation/views.ts';
import type { ActionSet, CardAction, CardElement, SubmitAction, ToggleAction } from './card-json.ts';
import { clip, plainLine } from './text.ts';

/** Teams shows six buttons of a set and hides the rest behind a menu. */
const BUTTONS_PER_SET = 6;
/** Longer titles are cut by clients without a trace; the tooltip then carries the whole. */
const TITLE_CHARS = 60;
const TOOLTIP_CHARS = 250;

/** Where the buttons of a card belong: the conversation they act on and the message they stand in. */
export type CardContext = {
  readonly conversation: string;
  readonly slot: string;
  /** What the platform adds below a recommendation, e.g. its channel picker. */
  readonly sharing?: readonly CardElement[];
  /** Whether a shared card can be taken back with a press on it. */
  readonly removable?: boolean;
};

/** Buttons in rows of at most six, or nothing for none. */
export function buttonRows(actions: readonly CardAction[]): ActionSet[] {
  const rows: ActionSet[] = [];
  for (let start = 0; start < actions.length; start += BUTTONS_PER_SET) {
    rows.push({
      type: 'ActionSet',
      spacing: start === 0 ? 'medium' : 'small',
      actions: actions.slice(start, start + BUTTONS_PER_SET),
    });
  }
  return rows;
}

/** The controls of a view as rows of buttons. */
export function controlRows(controls: readonly Control[], context: CardContext): ActionSet[] {
  return buttonRows(controls.map((control) => button(control, context)));
}

/** The two votes on a reply, as words; none for a reply of an earlier version. */
export function feedbackRow(feedback: FeedbackControls | undefined, context: CardContext): ActionSet[] {
  return feedback === undefined ? [] : controlRows([feedback.up, feedback.down], context);
}

/**
 * One button. It carries no inputs: a press on "Skip" must not be held up by an input left empty. `about` tells buttons
 * of the same title apart, e.g. what "Change" changes.
 */
export function button(control: Control, context: CardContext, about?: string): SubmitAction {
  const tooltip =
    about === undefined ? {} : { tooltip: clip(plainLine(`${control.label}: ${about}`), TOOLTIP_CHARS) };
  return { ...submit(control, context, 'none'), ...tooltip };
}

/** The button that sends the inputs of its card. */
export function sendButton(label: string, action: string, context: CardContext): SubmitAction {
  return submit({ label, action, emphasis: 'primary' }, context, 'auto');
}

/** A button that folds parts of its card out and in. */
export function toggle(title: string, ...targetElements: readonly string[]): ToggleAction {
  return { type: 'Action.ToggleVisibility', title, targetElements };
}

function submit(
  control: Control,
  { conversation }: CardContext,
  associatedInputs: SubmitAction['associatedInputs'],
): SubmitAction {
  const label = plainLine(control.label);
  return {
    type: 'Action.Submit',
    title: clip(label, TITLE_CHARS),
    ...(label.length > TITLE_CHARS ? { tooltip: clip(label, TOOLTIP_CHARS) } : {}),
    ...(control.emphasis === 'primary' ? { style: 'positive' as const } : {}),
    ...(control.emphasis === 'danger' ? { style: 'destructive' as const } : {}),
    associatedInputs,
    data: { conversation, action: control.action },
  };
}
