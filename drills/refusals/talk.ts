import { type Random, seeded } from '../random.ts';
import type { Stage } from '../stage.ts';
import { inParallel } from '../wait.ts';

const WIDTH = 16;
const PARTS_AT_ONCE = 2;

/** So many faults that each kind comes up, and so many people that there are calls enough for them. */
export function sizes(
  stage: Stage,
  kinds: number,
  faults: { readonly few: number; readonly full: number },
  people: { readonly few: number; readonly full: number },
): { readonly faults: number; readonly people: number } {
  const most = Math.max(kinds, stage.size(faults.few, faults.full));
  return { faults: most, people: Math.max(stage.size(people.few, people.full), Math.ceil(most / 4)) };
}

/** Each person says all of it in order, several people at once; answers how many messages were not acknowledged. */
export async function talk(
  people: number,
  texts: readonly string[],
  say: (person: number, text: string) => Promise<boolean>,
): Promise<number> {
  const refused = await inParallel(
    WIDTH,
    Array.from({ length: people }, (_, n) => async () => {
      let no = 0;
      for (const text of texts) if (!(await say(n, text))) no += 1;
      return no;
    }),
  );
  return refused.reduce((sum, no) => sum + no, 0);
}

/** All parts, a few at once, since most of their time is waiting; in short only the first. Each has its own chance. */
export async function partsOf<P, F>(
  stage: Stage,
  parts: readonly P[],
  run: (stage: Stage, part: P, random: Random) => Promise<F>,
): Promise<F[]> {
  const chosen = parts.slice(0, stage.size(1, parts.length));
  return inParallel(
    PARTS_AT_ONCE,
    chosen.map((part, n) => () => run(stage, part, seeded(stage.seed + n))),
  );
}
