import type { Control, NoteView } from '../views.ts';

/** A note: help, a notice or a refusal. */
export function note(title: string, lines: readonly string[], controls: readonly Control[] = []): NoteView {
  return { kind: 'note', text: [title, ...lines].join('\n'), title, lines, controls };
}

/** A control with the usual look. */
export function control(label: string, action: string, emphasis: Control['emphasis'] = 'plain'): Control {
  return { label, action, emphasis };
}
