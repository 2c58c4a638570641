/** A stretch of pieces, `to` being the first one behind it. */
export type Span = { readonly from: number; readonly to: number };

/** Whether two stretches share a piece. */
export function overlaps(a: Span, b: Span): boolean {
  return a.from < b.to && b.from < a.to;
}

/** All places inside some stretches. */
export function placesOf(spans: readonly Span[]): Set<number> {
  const places = new Set<number>();
  for (const { from, to } of spans) for (let at = from; at < to; at += 1) places.add(at);
  return places;
}
