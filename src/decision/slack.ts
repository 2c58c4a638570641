import type { Basis } from './basis.ts';
import { type Need, type Row, type Tables, type Truths, tablesOf } from './tables.ts';

/** What an exclusion counts in a sum of points: more than any one criterion can give, and yet comparable. */
const EXCLUSION_POINTS = 8;

/** The points that are certain by candidate, and the rules that may still apply, each with the quantity it is a band of. */
type Split = { readonly certain: Float64Array; readonly possible: readonly Possible[] };
type Possible = { readonly worths: readonly number[]; readonly band: number | null };

/**
 * Points by which an engine would stay first if everything open went against it, roughly: the larger, the sooner the
 * interview is over. An estimate to order questions by, a hundred times as fast as the search in `settled.ts`, which alone
 * decides when to stop.
 */
export function slackOf(engine: string, basis: Basis, isOpen: readonly boolean[], truths: Truths): number {
  const { candidates } = basis;
  const tables = tablesOf(basis);
  const split = splitRows(tables, candidates.length, isOpen, truths);
  const bands = new Float64Array(tables.columns.length);
  let most = Number.NEGATIVE_INFINITY;
  for (const [rival, { engine: other }] of candidates.entries()) {
    if (other === engine) continue;
    let lead = Number.POSITIVE_INFINITY;
    for (const [place, one] of candidates.entries())
      if (one.engine === engine) lead = Math.min(lead, mostLead(rival, place, split, bands));
    most = Math.max(most, lead);
  }
  return most === Number.NEGATIVE_INFINITY ? 0 : -most;
}

/** The most points by which a rival can come to be ahead of another candidate; `bands` is room for a sum. */
function mostLead(rival: number, other: number, { certain, possible }: Split, bands: Float64Array): number {
  let lead = (certain[rival] ?? 0) - (certain[other] ?? 0);
  bands.fill(0);
  for (const { worths, band } of possible) {
    const gain = (worths[rival] ?? 0) - (worths[other] ?? 0);
    if (gain <= 0) continue;
    if (band === null) lead += gain;
    else if (gain > (bands[band] ?? 0)) bands[band] = gain;
  }
  for (const gain of bands) lead += gain;
  return lead;
}

function splitRows(tables: Tables, places: number, isOpen: readonly boolean[], truths: Truths): Split {
  const certain = new Float64Array(places);
  const possible: Possible[] = [];
  for (const row of tables.rows) {
    const wait = waitOf(row, isOpen, truths);
    if (wait === null) continue;
    const worths = worthsOf(row);
    if (wait.count > 0) possible.push({ worths, band: bandOf(wait, tables) });
    else
      worths.forEach((worth, place) => {
        certain[place] = (certain[place] ?? 0) + worth;
      });
  }
  return { certain, possible };
}

/** How many open criteria an alternative of a rule waits for, and the column of the first of them. */
type Wait = { readonly count: number; readonly column: number };

/** Rules on one quantity are mostly bands, of which one is true; items of a set may all be there. */
function bandOf({ count, column }: Wait, { columns }: Tables): number | null {
  return count === 1 && columns[column]?.criterion.kind !== 'set' ? column : null;
}

const NO_WAIT: Wait = { count: 0, column: 0 };

/** What a rule waits for: the first of its alternatives that may hold; nothing when one holds, null when none may. */
function waitOf({ when }: Row, isOpen: readonly boolean[], truths: Truths): Wait | null {
  let first: Wait | null = null;
  for (const needs of when) {
    const wait = waitOfAll(needs, isOpen, truths);
    if (wait?.count === 0) return wait;
    first ??= wait;
  }
  return first;
}

function waitOfAll(needs: readonly Need[], isOpen: readonly boolean[], truths: Truths): Wait | null {
  let count = 0;
  let waited = 0;
  for (const { column, at } of needs) {
    if (isOpen[column] === true) {
      if (count === 0) waited = column;
      count += 1;
    } else if (truths[column]?.[at] !== true) return null;
  }
  return count === 0 ? NO_WAIT : { count, column: waited };
}

const made = new WeakMap<Row, readonly number[]>();

/** What a rule is worth by candidate, exclusions counted as points; made once for each. */
function worthsOf(row: Row): readonly number[] {
  const known = made.get(row);
  if (known !== undefined) return known;
  const worths = row.points.map((points, place) => (row.outs[place] === true ? -EXCLUSION_POINTS : points));
  made.set(row, worths);
  return worths;
}
