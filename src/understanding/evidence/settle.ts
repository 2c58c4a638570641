import { type Scene, speechOf } from '../text/scene.ts';
import type { Evidence } from './evidence.ts';

/**
 * Drop what the text itself takes back: a value before "no wait" or "scratch that" when another for the same criterion
 * follows. For sets only a firm retraction in the same sentence does that; after "actually" or "also" items add up.
 */
export function settle(scene: Scene, evidence: readonly Evidence[]): Evidence[] {
  const firm = placesOf(scene, 'retract');
  const any = [...firm, ...placesOf(scene, 'revise')].sort((a, b) => a - b);
  const last = lastPlaces(evidence);
  return evidence.filter((one) => {
    const isSet = one.criterion.kind === 'set';
    const cue = firstFrom(isSet ? firm : any, one.to);
    if (cue === undefined || (isSet && scene.pieces[cue]?.sentence !== scene.pieces[one.from]?.sentence))
      return true;
    return cue > (last.get(one.criterion.id) ?? 0);
  });
}

/** Where the last evidence for each criterion begins. */
function lastPlaces(evidence: readonly Evidence[]): Map<string, number> {
  const last = new Map<string, number>();
  for (const { criterion, from } of evidence)
    last.set(criterion.id, Math.max(from, last.get(criterion.id) ?? 0));
  return last;
}

/** The first of the sorted places that is not before the given one, found by halving. */
function firstFrom(places: readonly number[], from: number): number | undefined {
  let [low, high] = [0, places.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((places[middle] ?? 0) < from) low = middle + 1;
    else high = middle;
  }
  return places[low];
}

function placesOf(scene: Scene, act: 'retract' | 'revise'): number[] {
  return speechOf(scene, act)
    .map(({ from }) => from)
    .sort((a, b) => a - b);
}
