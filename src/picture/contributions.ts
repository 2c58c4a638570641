import type { RankedView, ReasonView } from '../conversation/views.ts';

/** What one subject adds to a score, e.g. latency +3; several rules on the same subject are one piece. */
export type Piece = { readonly subject: string; readonly points: number };

/** One row of the chart: a candidate with what speaks for and against it, largest first. */
export type Row = {
  readonly name: string;
  readonly score: number;
  readonly excluded: string | null;
  readonly gains: readonly Piece[];
  readonly losses: readonly Piece[];
};

/** More colours than this nobody tells apart; what weighs least goes together. */
const MOST_SUBJECTS = 7;
export const OTHER = 'Other';

export type Chart = { readonly rows: readonly Row[]; readonly subjects: readonly string[] };

/** The ranking as rows of pieces, in its own order, and the subjects by the weight they have in all rows together. */
export function chartOf(ranking: readonly RankedView[]): Chart {
  const weights = new Map<string, number>();
  // What is ruled out has no bar.
  const shown = ranking.filter(({ excluded }) => excluded === null);
  for (const reason of shown.flatMap(({ reasons }) => reasons)) {
    const subject = subjectOf(reason);
    weights.set(subject, (weights.get(subject) ?? 0) + Math.abs(reason.points));
  }
  const ordered = [...weights].toSorted(([a, x], [b, y]) => y - x || (a < b ? -1 : 1)).map(([name]) => name);
  const isCrowded = ordered.length > MOST_SUBJECTS;
  const kept = isCrowded ? ordered.slice(0, MOST_SUBJECTS - 1) : ordered;
  const rows = ranking.map((ranked) => rowOf(ranked, new Set(kept)));
  return { rows, subjects: isCrowded ? [...kept, OTHER] : kept };
}

function rowOf({ name, score, excluded, reasons }: RankedView, kept: ReadonlySet<string>): Row {
  return {
    name,
    score,
    excluded,
    gains: pieces(
      reasons.filter(({ points }) => points > 0),
      kept,
    ),
    losses: pieces(
      reasons.filter(({ points }) => points < 0),
      kept,
    ),
  };
}

function pieces(reasons: readonly ReasonView[], kept: ReadonlySet<string>): readonly Piece[] {
  const sums = new Map<string, number>();
  for (const reason of reasons) {
    const own = subjectOf(reason);
    const subject = kept.has(own) ? own : OTHER;
    sums.set(subject, (sums.get(subject) ?? 0) + reason.points);
  }
  const all = [...sums].map(([subject, points]) => ({ subject, points }));
  return all.toSorted((a, b) => Math.abs(b.points) - Math.abs(a.points) || (a.subject < b.subject ? -1 : 1));
}

/** What a rule is about: one criterion, or the first of several; a rule without conditions always holds. */
function subjectOf({ about, rule }: ReasonView): string {
  // Recommendations of earlier versions do not say it.
  if (about === undefined) return rule.replaceAll('-', ' ');
  const [first, second] = about;
  if (first === undefined) return ALWAYS;
  if (second === undefined) return first;
  return about.length === 2 ? `${first} + ${second.toLowerCase()}` : `${first} + ${about.length - 1} more`;
}

const ALWAYS = 'In any case';
