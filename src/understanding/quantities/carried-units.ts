import type { Piece, QuantityPiece } from '../text/pieces.ts';
import type { Measure, Quantity } from './quantity.ts';
import { quantityKeys } from './quantity-keys.ts';

/** Pieces back to the quantity whose unit a bare number shares. */
const REACH = 10;
/** Words that say of a number that it limits something: "10 seconds is great, 30 acceptable". */
const LIMITING = new Set(
  'acceptable tolerable okay ok fine max maximum tops peak p50 p90 p95 p99 p999 worst'.split(' '),
);
const LINKS = new Set(['at', 'in', 'for', 'as', 'is', 'would', 'be', 'are', 'the', 'a']);
/** Words between a number and what it limits: "300k at the peak". */
const MOST_LINKS = 3;

/** Give bare numbers that only limit something the unit of the quantity before them: "50 ms at the median, 100 at p99". */
export function carryUnits(pieces: readonly Piece[]): Piece[] {
  return pieces.map((piece, at) => {
    if (piece.kind !== 'quantity' || !isBare(piece.quantity) || !limits(pieces, at)) return piece;
    const unit = unitBefore(pieces, at);
    return unit === null ? piece : withUnit(piece, unit);
  });
}

function isBare({ measure, article, vague, high }: Quantity): boolean {
  return measure === 'number' && !article && !vague && high > 1;
}

function limits(pieces: readonly Piece[], at: number): boolean {
  for (let next = at + 1; next <= at + 1 + MOST_LINKS; next += 1) {
    const text = pieces[next]?.text ?? '';
    if (LIMITING.has(text)) return true;
    if (!LINKS.has(text)) return false;
  }
  return false;
}

type Unit = { readonly measure: Measure; readonly size: number };

function unitBefore(pieces: readonly Piece[], at: number): Unit | null {
  for (let before = at - 1; before >= Math.max(0, at - REACH); before -= 1) {
    const piece = pieces[before];
    if (piece === undefined || piece.barrier === 2) return null;
    if (piece.kind !== 'quantity') continue;
    const { measure, unitSize, product } = piece.quantity;
    return measure === 'number' || measure === 'count' || product ? null : { measure, size: unitSize };
  }
  return null;
}

function withUnit(piece: QuantityPiece, { measure, size }: Unit): QuantityPiece {
  const { low, high } = piece.quantity;
  const quantity = { ...piece.quantity, measure, low: low * size, high: high * size, unitSize: size };
  return { ...piece, quantity, keys: quantityKeys(quantity, piece.text) };
}
