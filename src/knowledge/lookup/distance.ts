/**
 * Damerau-Levenshtein distance (restricted: no substring is edited twice): insertions, deletions, substitutions and
 * swaps of neighbours that turn one word into the other. Gives up and returns `limit + 1` past the limit.
 * Method: Damerau 1964; Boytsov 2011, "optimal string alignment".
 */
export function editDistance(a: string, b: string, limit: number): number {
  if (Math.abs(a.length - b.length) > limit) return limit + 1;
  let before: number[] = [];
  let above = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let row = 1; row <= a.length; row += 1) {
    const line = nextLine(a, b, row, above, before);
    if (Math.min(...line) > limit) return limit + 1;
    before = above;
    above = line;
  }
  return Math.min(above[b.length] ?? limit + 1, limit + 1);
}

function nextLine(
  a: string,
  b: string,
  row: number,
  above: readonly number[],
  before: readonly number[],
): number[] {
  const line = [row];
  for (let column = 1; column <= b.length; column += 1) {
    const same = a[row - 1] === b[column - 1];
    const replace = at(above, column - 1) + (same ? 0 : 1);
    const best = Math.min(replace, at(above, column) + 1, at(line, column - 1) + 1);
    const swapped = row > 1 && column > 1 && a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1];
    line.push(swapped ? Math.min(best, at(before, column - 2) + 1) : best);
  }
  return line;
}

function at(line: readonly number[], index: number): number {
  return line[index] ?? Number.POSITIVE_INFINITY;
}
