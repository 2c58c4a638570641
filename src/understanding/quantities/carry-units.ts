import type { Piece, QuantityPiece } from '../text/pieces.ts';
import type { Quantity } from './quantity.ts';
import { quantityKeys } from './quantity-keys.ts';

/** Behind these a bare number goes on with what was measured before: "p50 of 40ms, p99 up to 200". */
const LEADS = new Set(
  'p999 p99 p98 p95 p90 p75 p50 median average avg max maximum worst most ceiling limit tail together altogether total overall combined become becomes became into'.split(
    ' ',
  ),
);
/** Pieces between such a word and its number: "p99 can go up to 200". */
const MOST_FROM_LEAD = 5;
/** Pieces back to the number with a unit. */
const MOST_BACK = 12;
/** "200 at worst", "200 max" */
const MOST_TO_TAIL = 2;

/** "3 minutes was the wish, 10 is the requirement" */
const VERBS = new Set(['is', 'was', 'are', 'were', 'would', 'will']);

/** "I'd love 100ms but 500 is what we need" */
const SETTLING = new Set(['what', 'enough', 'fine', 'ok', 'okay', 'sufficient', 'plenty']);

/** Give bare numbers the unit of the one before them, where both are ends or percentiles of the same measure. */
export function carryUnits(pieces: readonly Piece[]): Piece[] {
  const carried: Piece[] = [];
  pieces.forEach((piece, at) => {
    const isParallel = isVerbBehind(pieces, at) && !SETTLING.has(pieces[at + 2]?.text ?? '');
    const before = isBare(pieces, at) ? measuredBefore(carried, isParallel) : null;
    carried.push(before === null ? piece : inUnitOf(piece, before));
  });
  return carried;
}

function isBare(pieces: readonly Piece[], at: number): boolean {
  const piece = pieces[at];
  if (piece?.kind !== 'quantity' || piece.quantity.measure !== 'number' || piece.quantity.vague) return false;
  const isLead = ({ text, kind }: Piece): boolean => kind === 'word' && LEADS.has(text);
  if (isVerbBehind(pieces, at)) return true;
  const tail = pieces.slice(at + 1, at + 1 + MOST_TO_TAIL);
  if (tail.some(isLead)) return true;
  return (tail[0]?.barrier ?? 2) > 0 && pieces.slice(Math.max(0, at - MOST_FROM_LEAD), at).some(isLead);
}

function isVerbBehind(pieces: readonly Piece[], at: number): boolean {
  return VERBS.has(pieces[at + 1]?.text ?? '');
}

/** The number with a unit that this one follows; where a verb comes next, one with a verb of its own. */
function measuredBefore(pieces: readonly Piece[], isParallel: boolean): Quantity | null {
  for (let at = pieces.length - 1; at >= Math.max(0, pieces.length - MOST_BACK); at -= 1) {
    const piece = pieces[at];
    if (piece?.barrier === 2) return null;
    if (piece?.kind !== 'quantity') continue;
    const { measure } = piece.quantity;
    if (measure === 'number') continue;
    const isOther = isParallel && !isVerbBehind(pieces, at);
    return !isOther && (measure === 'time' || measure === 'bytes') ? piece.quantity : null;
  }
  return null;
}

function inUnitOf(piece: Piece, { measure, unitSize }: Quantity): Piece {
  const { quantity: bare } = piece as QuantityPiece;
  const quantity = { ...bare, measure, unitSize, low: bare.low * unitSize, high: bare.high * unitSize };
  return { ...piece, kind: 'quantity', keys: quantityKeys(quantity, piece.text), quantity };
}
