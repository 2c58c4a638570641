import type { View } from '../views.ts';

/** Whether a view offers something to press. */
export function isInteractive(view: View): boolean {
  if (view.kind === 'question') return true;
  if ('controls' in view) return view.controls.length > 0;
  return view.kind === 'answer' && view.suggestions.length > 0;
}

/**
 * The same view, saying that it comes late: it was meant for `since` (milliseconds since 1970) and the conversation has
 * gone on meanwhile, so that nobody takes its buttons for the present state.
 */
export function markLate<V extends View>(view: V, since: number): V {
  const remark = `Sent late (from ${minuteOf(since)} UTC; the conversation has gone on since)`;
  const line = 'headline' in view ? 'headline' : 'title';
  const shown = line in view ? { [line]: `${remark}: ${String(view[line as keyof V])}` } : {};
  return { ...view, ...shown, text: `${remark}.\n${view.text}` };
}

function minuteOf(at: number): string {
  return new Date(at).toISOString().slice(0, 16).replace('T', ' ');
}
