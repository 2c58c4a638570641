import type { Choice, Criterion } from '../knowledge/model.ts';
import type { Requirements } from '../knowledge/requirements.ts';
import { type Basis, rank } from './rank.ts';
import { marginOf } from './strength.ts';
import type { Ranked } from './types.ts';

/** How much asking one open criterion can change, and which engines its answers still separate. */
export type Prospect = {
  readonly criterion: Criterion;
  /** 0 to 1.5: share of offered answers that flip the pick, plus how far the others shrink its lead. */
  readonly value: number;
  /** Engines that win under some offered answer. */
  readonly separates: readonly string[];
};

/**
 * The open criteria by what asking them can change, most telling first, easier questions first among equals. Each
 * offered answer is tried in turn; an answer that changes the mode counts half of one that changes the engine.
 */
export function prospects(basis: Basis, requirements: Requirements): Prospect[] {
  const now = rank(basis, requirements);
  return [...basis.criteria.values()]
    .filter((criterion) => requirements[criterion.id] === undefined && matters(criterion, basis))
    .map((criterion) => prospect(criterion, basis, requirements, now))
    .sort(
      (a, b) =>
        b.value - a.value ||
        a.criterion.effort - b.criterion.effort ||
        (a.criterion.id < b.criterion.id ? -1 : 1),
    );
}

function matters(criterion: Criterion, basis: Basis): boolean {
  return basis.rules.some((rule) => rule.when.some((when) => when[criterion.id] !== undefined));
}

function prospect(
  criterion: Criterion,
  basis: Basis,
  requirements: Requirements,
  now: readonly Ranked[],
): Prospect {
  const outcomes = criterion.choices.map((choice) => outcome(choice, criterion, basis, requirements, now));
  const total = outcomes.reduce((sum, one) => sum + one.change, 0);
  const value = outcomes.length === 0 ? 0 : Math.round((total / outcomes.length) * 1000) / 1000;
  return { criterion, value, separates: [...new Set(outcomes.map((one) => one.engine))].sort() };
}

function outcome(
  choice: Choice,
  criterion: Criterion,
  basis: Basis,
  requirements: Requirements,
  now: readonly Ranked[],
): { engine: string; change: number } {
  const then = rank(basis, { ...requirements, [criterion.id]: choice.value });
  const before = now[0]?.candidate;
  const after = then[0]?.candidate;
  const engine = after?.engine ?? '';
  if (after?.engine !== before?.engine) return { engine, change: 1 };
  const lead = marginOf(now);
  const shrunk = Math.min(1, Math.abs(lead - marginOf(then)) / Math.max(lead, 1)) / 2;
  return { engine, change: shrunk + (after?.id === before?.id ? 0 : 0.5) };
}
