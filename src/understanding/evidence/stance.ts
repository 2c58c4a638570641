import type { Found } from '../lexicon/patterns.ts';
import type { Speech } from '../lexicon/speech.ts';
import type { Scene } from '../text/scene.ts';
import { placesOf, type Span } from '../text/span.ts';
import { topicOf } from './coordination.ts';
import type { Denial } from './evidence.ts';

/** A comment on a topic in a clause before it is short: "Scala? A nightmare". */
const LONGEST_COMMENT = 5;
/** Longer clauses tell a story, in which a bad word may be about anything. */
const LONGEST_CLAUSE = 12;

/**
 * Denials by attitude alone: a clause that names one thing a team can know or lack, gives no number and tells nothing
 * else, asks nothing, and has an evaluative word against it ("Flink has a bad name here").
 */
export function stancesIn(scene: Scene, cues: readonly Found<Speech>[]): Denial[] {
  const told = placesOf(scene.phrases);
  return cues.flatMap((cue): Denial[] => {
    const clause = clauseAround(scene, cue.from);
    if (clause.to - clause.from > LONGEST_CLAUSE || scene.pieces[clause.to]?.text === '?') return [];
    const places = Array.from({ length: clause.to - clause.from }, (_, offset) => clause.from + offset);
    const names = places.filter((at) => isRefusable(scene, at));
    const [only] = names;
    if (only === undefined && clause.to - clause.from <= LONGEST_COMMENT) {
      const topic = topicOf(scene.pieces, clause.from, told);
      return topic === null ? [] : [{ cue, reach: topic }];
    }
    const tellsMore = places.some((at) => told.has(at) || scene.pieces[at]?.kind === 'quantity');
    if (only === undefined || names.length > 1 || tellsMore) return [];
    return [{ cue, reach: { from: only, to: only + 1 } }];
  });
}

function clauseAround({ pieces }: Scene, at: number): Span {
  let from = at;
  let to = at;
  while (from > 0 && pieces[from - 1]?.barrier === 0) from -= 1;
  while (pieces[to]?.barrier === 0) to += 1;
  return { from, to };
}

function isRefusable({ pieces }: Scene, at: number): boolean {
  const piece = pieces[at];
  return piece?.kind === 'name' && Object.keys(piece.name.refused).length > 0;
}
