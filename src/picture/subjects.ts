import { type Colour, INK, PALETTE, RULE } from './palette.ts';

/** How a subject is shown: its colour, and a letter for everybody who cannot use the colour. */
export type Sign = Colour & { readonly letter: string };

const UNKNOWN: Sign = { fill: RULE, ink: INK, letter: '?' };

export type Signs = (subject: string) => Sign;

/** Signs in the order of the legend: A, B, C, ... */
export function signsFor(subjects: readonly string[]): Signs {
  const signs = new Map(
    subjects.map((subject, at) => {
      const colour = PALETTE[at % PALETTE.length] ?? UNKNOWN;
      return [subject, { ...colour, letter: String.fromCharCode('A'.charCodeAt(0) + at) }];
    }),
  );
  return (subject) => signs.get(subject) ?? UNKNOWN;
}
