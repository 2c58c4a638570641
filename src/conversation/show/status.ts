import { saidAbout } from '../record.ts';
import type { State } from '../state.ts';
import type { StatusView } from '../views.ts';

/** The root message: where the conversation stands, in one line that channel readers see, and who takes part. */
export function statusView(state: State, headline: string): StatusView {
  const { startedBy, stage } = state;
  const others = answerers(state).filter((person) => person !== startedBy);
  const view = { kind: 'status' as const, text: headline, headline, startedBy, stage };
  return others.length === 0 ? view : { ...view, others };
}

/** Everybody whose answers count or counted, in order of the criteria. */
export function answerers(state: State): string[] {
  const people = Object.keys(state.given).flatMap((id) => saidAbout(state, id).map(({ by }) => by));
  return [...new Set(people)];
}
