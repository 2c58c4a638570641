import type { Name } from '../lexicon/names.ts';
import type { Found } from '../lexicon/patterns.ts';
import type { Piece } from './pieces.ts';

/** Names with what they mean where they stand: those found to be meant as plain words say something else. */
export function asMeant(
  pieces: readonly Piece[],
  found: readonly Found<NonNullable<Name['plain']>>[],
): readonly Piece[] {
  if (found.length === 0) return pieces;
  const plainAt = new Map(found.flatMap(({ data, slots }) => slots.map((slot) => [slot, data] as const)));
  return pieces.map((piece, at) => {
    const plain = piece.kind === 'name' ? plainAt.get(at) : undefined;
    if (piece.kind !== 'name' || plain === undefined || piece.name.plain !== plain) return piece;
    const { mention, known, refused } = plain;
    return { ...piece, name: { mention, known, refused, engines: [], topics: [] } };
  });
}
