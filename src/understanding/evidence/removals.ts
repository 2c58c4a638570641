import type { Criterion } from '../../knowledge/model.ts';
import { type RequirementValue, setOf } from '../../knowledge/requirements.ts';
import { type Scene, speechOf } from '../text/scene.ts';
import type { Span } from '../text/span.ts';
import type { Context, Removal } from '../types.ts';
import type { Evidence } from './evidence.ts';

/** Pieces behind "scratch" or "forget" within which its object stands. */
const REACH = 4;

export type Removals = {
  readonly removed: readonly Removal[];
  /** Where things are taken back; these pieces say nothing else. */
  readonly spans: readonly Span[];
  /** What is left of sets that lost items, and flags that are thereby turned. */
  readonly left: readonly Evidence[];
};

/** What a text takes back of what was known: "scratch the Scala part", "forget the latency". */
export function removalsIn(
  scene: Scene,
  context: Context,
  criteria: ReadonlyMap<string, Criterion>,
): Removals {
  const found = speechOf(scene, 'remove').flatMap(({ from, to }) => {
    const span = { from, to: reachFrom(scene, to) };
    if (namesNewValue(scene, span)) return [];
    const removed = [...itemsIn(scene, span, context), ...wholesIn(scene, { ...span, from: to }, context)];
    return removed.length === 0 ? [] : [{ span, removed }];
  });
  return {
    removed: found.flatMap(({ removed }) => removed),
    spans: found.map(({ span }) => span),
    left: found.flatMap(({ span, removed }) =>
      removed.flatMap((one) => leftOf(one, span, context, criteria)),
    ),
  };
}

function reachFrom(scene: Scene, from: number): number {
  let to = from;
  while (to < from + REACH && scene.pieces[to]?.barrier === 0) to += 1;
  return to;
}

/** "Drop the latency to 50 ms" changes it. */
function namesNewValue(scene: Scene, { from, to }: Span): boolean {
  return scene.pieces
    .slice(from, to)
    .some((piece) => piece.kind === 'quantity' && piece.quantity.measure !== 'number');
}

function itemsIn(scene: Scene, { from, to }: Span, { prior }: Context): Removal[] {
  return scene.pieces.slice(from, to).flatMap((piece): Removal[] => {
    if (piece.kind !== 'name') return [];
    const { mention, known } = piece.name;
    return [...Object.entries(mention), ...Object.entries(known)].flatMap(([criterion, items]): Removal[] => {
      const before = prior[criterion];
      const gone = before?.kind === 'set' ? items.filter((item) => before.has.includes(item)) : [];
      return gone.length === 0 ? [] : [{ criterion, items: gone }];
    });
  });
}

/** Whole requirements, by what the criterion is called or by a phrase about it. */
function wholesIn(scene: Scene, { from, to }: Span, { prior }: Context): Removal[] {
  const isIn = (found: Span): boolean => found.from >= from && found.from < to;
  const named = speechOf(scene, 'subject')
    .filter(isIn)
    .flatMap(({ data }) => (data.act === 'subject' ? [data.criterion] : []));
  const told = scene.phrases
    .filter((found) => isIn(found) && found.data.criterion.kind !== 'set')
    .map(({ data }) => data.criterion.id);
  return [...new Set([...named, ...told])]
    .filter((criterion) => prior[criterion] !== undefined)
    .map((criterion) => ({ criterion, items: [] }));
}

function leftOf(
  { criterion: id, items }: Removal,
  span: Span,
  { prior }: Context,
  criteria: ReadonlyMap<string, Criterion>,
): Evidence[] {
  const criterion = criteria.get(id);
  const value = remaining(prior[id], items);
  return criterion === undefined || value === null
    ? []
    : [{ criterion, value, how: 'said', weight: 'firm', ...span }];
}

function remaining(before: RequirementValue | undefined, items: readonly string[]): RequirementValue | null {
  if (before?.kind === 'flag') return { kind: 'flag', value: !before.value };
  if (before?.kind !== 'set' || items.length === 0) return null;
  const left = before.has.filter((item) => !items.includes(item));
  return left.length === 0 ? null : setOf(left);
}
