import type { Criterion } from '../../knowledge/model.ts';
import { setOf } from '../../knowledge/requirements.ts';
import type { Name } from '../lexicon/names.ts';
import { type Scene, speechOf } from '../text/scene.ts';
import type { Span } from '../text/span.ts';
import type { Context } from '../types.ts';
import { type Denials, isDenied } from './denial.ts';
import type { Evidence } from './evidence.ts';

/**
 * What the names in a text say: items the team has, runs or uses, and items it lacks or refuses. Of what is only
 * considered, hoped for or compared only a system counts, which is where the data would go.
 */
export function namesIn(
  scene: Scene,
  denials: Denials,
  context: Context,
  criteria: ReadonlyMap<string, Criterion>,
): Evidence[] {
  const known = new Set(speechOf(scene, 'known').flatMap(({ slots }) => slots));
  const used = new Set(speechOf(scene, 'used').flatMap(({ slots }) => slots));
  const considered = speechOf(scene, 'prospect').flatMap(({ slots }) => slots);
  const prospects = new Set(considered.filter((at) => !used.has(at)));
  const affirmed = affirmedItems(scene, denials);
  return scene.pieces.flatMap((piece, at): Evidence[] => {
    if (piece.kind !== 'name') return [];
    const spot = { from: at, to: at + 1 };
    if (isDenied(denials, spot))
      return evidenceOf(withoutAffirmed(piece.name.refused, affirmed), spot, criteria, 'lacks');
    if (prospects.has(at)) return evidenceOf(planned(piece.name.mention, criteria), spot, criteria, 'has');
    const isKnown = known.has(at) || piece.name.known[context.asked ?? ''] !== undefined;
    return [
      ...evidenceOf(piece.name.mention, spot, criteria, 'has'),
      ...(isKnown ? evidenceOf(piece.name.known, spot, criteria, 'has') : []),
    ];
  });
}

/** "Upsert into Paimon or Iceberg": what is said of systems only, where any name is legal; to consider an engine says nothing. */
function planned(mention: Name['mention'], criteria: ReadonlyMap<string, Criterion>): Name['mention'] {
  return Object.keys(mention).every((id) => criteria.get(id)?.open) ? mention : {};
}

/** Items that a name of their own affirms, by criterion. */
function affirmedItems(scene: Scene, denials: Denials): Set<string> {
  return new Set(
    scene.pieces.flatMap((piece, at) =>
      piece.kind === 'name' && !isDenied(denials, { from: at, to: at + 1 })
        ? Object.entries(piece.name.mention).flatMap(([id, items]) => items.map((item) => `${id} ${item}`))
        : [],
    ),
  );
}

/** Who refuses a class of things or a pair ("no JVM language besides Java") keeps what is named for itself. */
function withoutAffirmed(refused: Name['refused'], affirmed: ReadonlySet<string>): Name['refused'] {
  return Object.fromEntries(
    Object.entries(refused).map(([id, items]) => [
      id,
      items.length < 2 ? items : items.filter((item) => !affirmed.has(`${id} ${item}`)),
    ]),
  );
}

function evidenceOf(
  items: Name['mention'],
  spot: Span,
  criteria: ReadonlyMap<string, Criterion>,
  side: 'has' | 'lacks',
): Evidence[] {
  return Object.entries(items).flatMap(([id, list]): Evidence[] => {
    const criterion = criteria.get(id);
    if (criterion === undefined) return [];
    const value = side === 'lacks' ? setOf([], list) : setOf(list);
    return [{ criterion, value, how: 'said', weight: 'firm', ...spot }];
  });
}
