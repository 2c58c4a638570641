/**
 * Optimal string alignment distance (Damerau-Levenshtein with each pair of neighbours swapped at most once): the number of
 * letters added, lost, replaced or swapped between two words. Gives up and returns `limit + 1` beyond the limit.
 * Method: F. J. Damerau, "A technique for computer detection and correction of spelling errors", CACM 7(3), 1964.
 */
export function editDistance(a: string, b: string, limit: number): number {
  if (Math.abs(a.length - b.length) > limit) return limit + 1;
  let before: number[] = [];
  let above = Array.from({ length: b.length + 1 }, (_, column) => column);
  for (let row = 1; row <= a.length; row += 1) {
    const here = nextRow(a, b, row, above, before);
    if (Math.min(...here) > limit) return limit + 1;
    before = above;
    above = here;
  }
  return above[b.length] ?? limit + 1;
}

function nextRow(
  a: string,
  b: string,
  row: number,
  above: readonly number[],
  before: readonly number[],
): number[] {
  const here = [row];
  for (let column = 1; column <= b.length; column += 1) {
    const same = a[row - 1] === b[column - 1];
    let least = Math.min(
      (above[column] ?? 0) + 1,
      (here[column - 1] ?? 0) + 1,
      (above[column - 1] ?? 0) + (same ? 0 : 1),
    );
    const isSwap = row > 1 && column > 1 && a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1];
    if (isSwap) least = Math.min(least, (before[column - 2] ?? 0) + 1);
    here.push(least);
  }
  return here;
}
