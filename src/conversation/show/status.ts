import type { State } from '../state.ts';
import type { StatusView } from '../views.ts';

/** The root message: where the conversation stands, in one line that channel readers see. */
export function statusView(state: State, headline: string): StatusView {
  return { kind: 'status', text: headline, headline, startedBy: state.startedBy, stage: state.stage };
}
