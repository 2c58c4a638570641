import type { Piece } from './text/pieces.ts';
import { type Scene, speechOf } from './text/scene.ts';
import { overlaps, type Span } from './text/span.ts';

/** Words at which a clause of its own may begin beside those behind a comma. */
const JOINERS = new Set(['but', 'so', 'while', 'whereas', 'yet', 'though', 'although', 'and']);
/** A clause of one's own says so in its first words: "but we need 2 seconds". */
const MOST_TO_OWN = 3;

/**
 * Stretches that tell of others' systems ("some blog claims Flink does 10 ms at 1M/s", "a competitor runs Spark"): the
 * clause that says so, and those around it in its sentence that do not speak of the sender's own workload.
 */
export function hearsayIn(scene: Scene): Span[] {
  const cues = speechOf(scene, 'hearsay');
  if (cues.length === 0) return [];
  const clauses = clausesOf(scene.pieces);
  return clauses.filter((clause) => {
    const sentence = scene.pieces[clause.from]?.sentence;
    const near = cues.filter(({ from }) => scene.pieces[from]?.sentence === sentence);
    if (near.length === 0) return false;
    return near.some((cue) => overlaps(cue, clause)) || !isOwn(scene, clause, near);
  });
}

function isOwn(scene: Scene, { from, to }: Span, cues: readonly Span[]): boolean {
  const last = Math.min(to, from + MOST_TO_OWN);
  return speechOf(scene, 'own').some(
    (own) => own.from >= from && own.from < last && !cues.some((cue) => overlaps(cue, own)),
  );
}

function clausesOf(pieces: readonly Piece[]): Span[] {
  const clauses: Span[] = [];
  let from = 0;
  pieces.forEach((piece, at) => {
    const ends = piece.barrier > 0 || JOINERS.has(pieces[at + 1]?.text ?? '');
    if (!ends && at + 1 < pieces.length) return;
    clauses.push({ from, to: at + 1 });
    from = at + 1;
  });
  return clauses;
}
