import type { Candidate } from '../knowledge/model.ts';
import type { Context } from './context.ts';
import { requirementsOf, saidAbout } from './record.ts';
import type { Said, State } from './state.ts';

/** One person's value with the pick that it leads to. */
export type Stand = { readonly said: Said; readonly pick: Candidate };

/** What people said about a criterion and where each value leads, the one that counts first; fewer than two: agreed. */
export function standsOn(context: Context, state: State, criterion: string): Stand[] {
  const all = saidAbout(state, criterion);
  if (all.length < 2) return [];
  const requirements = requirementsOf(state);
  return all.map((said) => {
    const { pick } = context.advisor.verdict({ ...requirements, [criterion]: said.value });
    return { said, pick };
  });
}

/** The stands on a criterion when they lead to different picks; empty when it makes no difference who is right. */
export function clashOn(context: Context, state: State, criterion: string): Stand[] {
  const stands = standsOn(context, state, criterion);
  return new Set(stands.map(({ pick }) => pick.id)).size > 1 ? stands : [];
}

/** The first criterion on which people differ in a way that changes the pick. */
export function openClash(context: Context, state: State): string | null {
  return Object.keys(state.given).find((id) => clashOn(context, state, id).length > 0) ?? null;
}
