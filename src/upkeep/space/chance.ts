/** The next number of a row, from 0 up to but without 1. */
export type Chance = () => number;

/** A row of numbers that is the same for the same seed on every machine (mulberry32, public domain). */
export function chanceOf(seed: number): Chance {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** One of several things; undefined when there is none. */
export function oneOf<T>(things: readonly T[], next: Chance): T | undefined {
  return things[Math.floor(next() * things.length)];
}
