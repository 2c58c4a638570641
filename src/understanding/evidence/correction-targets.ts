import type { Criterion } from '../../knowledge/model.ts';
import type { Amount, Dimension } from '../../knowledge/requirements.ts';
import { type Scene, speechOf } from '../text/scene.ts';
import type { Span } from '../text/span.ts';
import type { Context } from '../types.ts';
import type { Evidence } from './evidence.ts';
import { unitSizes } from './written-unit.ts';

/** A number known before that a correction can be about. */
export type Target = {
  readonly criterion: Criterion;
  readonly dimension: Dimension;
  readonly amount: Amount;
};

/** What conversion between units may cost. */
const ROUNDING = 1e-9;

/** All numbers known before. */
export function targetsIn({ prior }: Context, criteria: ReadonlyMap<string, Criterion>): Target[] {
  return Object.entries(prior).flatMap(([id, value]): Target[] => {
    const criterion = criteria.get(id);
    if (criterion === undefined || value.kind !== 'interval') return [];
    return criterion.dimensions.flatMap((dimension) => {
      const amount = value.amounts[dimension];
      return amount === undefined ? [] : [{ criterion, dimension, amount }];
    });
  });
}

/** The number that is meant: the one named, the one just asked about, or the only one there is. */
export function meantTarget(scene: Scene, { asked }: Context, targets: readonly Target[]): Target | null {
  const subjects = speechOf(scene, 'subject').flatMap(({ data }) =>
    data.act === 'subject' ? [data.criterion] : [],
  );
  const named = targets.find(({ criterion }) => subjects.includes(criterion.id));
  const pending = targets.find(({ criterion }) => criterion.id === asked);
  return named ?? pending ?? (targets.length === 1 ? (targets[0] ?? null) : null);
}

/** The end of an amount that was given. */
export function givenEnd({ approx, max, min }: Amount): number {
  return approx ?? max ?? min ?? 0;
}

/** The unit in which a number gives what was known, e.g. minutes for 5 when 5 minutes were known. */
export function unitGiving(number: number, { dimension, amount }: Target): number | null {
  const known = givenEnd(amount);
  return unitSizes(dimension).find((size) => Math.abs(number * size - known) <= known * ROUNDING) ?? null;
}

/** The known number changed by a factor, as said at a place of the text. */
export function changedBy(
  { criterion, dimension, amount }: Target,
  factor: number,
  { from, to }: Span,
): Evidence {
  const by = (value: number | null): number | null => (value === null ? null : value * factor);
  const amounts = { [dimension]: { approx: by(amount.approx), min: by(amount.min), max: by(amount.max) } };
  const value = { kind: 'interval', amounts, level: null, none: false } as const;
  return { criterion, value, how: 'said', weight: 'sure', from, to };
}
