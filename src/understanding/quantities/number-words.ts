/** Numbers as people spell them. */
type Words = ReadonlyMap<string, number>;

const SMALL =
  'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen';

export const UNITS_SPOKEN: Words = new Map(SMALL.split(' ').map((word, value) => [word, value]));

export const TENS_SPOKEN: Words = new Map([
  ['twenty', 20],
  ['thirty', 30],
  ['forty', 40],
  ['fourty', 40],
  ['fifty', 50],
  ['sixty', 60],
  ['seventy', 70],
  ['eighty', 80],
  ['ninety', 90],
]);

/** Words that multiply the number before them. */
export const SCALES_SPOKEN: Words = byValue([
  [12, 'dozen'],
  [1e2, 'hundred'],
  [1e3, 'thousand thousands grand k'],
  [1e5, 'lakh lakhs'],
  [1e6, 'million millions mil mio mln'],
  [1e7, 'crore crores'],
  [1e9, 'billion billions bn bln mrd'],
  [1e12, 'trillion trillions trn'],
]);

/** Letters behind digits; what `m`, `b` and `t` mean depends on what follows. */
export const SCALE_LETTERS: Words = byValue([
  [1e3, 'k'],
  [1e6, 'm'],
  [1e9, 'b'],
  [1e12, 't'],
]);

/** Amounts nobody counted, by the usual middle of what people mean: right within a factor of two. */
export const VAGUE_SPOKEN: Words = byValue([
  [2, 'couple'],
  [3, 'few some'],
  [5, 'several handful many'],
  [30, 'dozens tens'],
  [3e2, 'hundreds'],
  [3e3, 'thousands'],
  [3e6, 'millions'],
  [3e9, 'billions'],
  [3e12, 'trillions'],
]);

/** "single-digit", "double digit": single stands for its limit, the others for the middle of their range. */
export const DIGITS_SPOKEN: Words = byValue([
  [9, 'single'],
  [50, 'double'],
  [300, 'triple'],
]);

export const PARTS_SPOKEN: Words = byValue([
  [1 / 2, 'half'],
  [1 / 3, 'third'],
  [1 / 4, 'quarter'],
  [1 / 5, 'fifth'],
  [1 / 8, 'eighth'],
  [1 / 10, 'tenth'],
  [1 / 100, 'hundredth'],
]);

/** All number words, for spelling. */
export function numberWords(): string[] {
  const all = [UNITS_SPOKEN, TENS_SPOKEN, SCALES_SPOKEN, VAGUE_SPOKEN, DIGITS_SPOKEN, PARTS_SPOKEN];
  return all.flatMap((words) => [...words.keys()]);
}

function byValue(rows: readonly (readonly [value: number, words: string])[]): Words {
  return new Map(
    rows.flatMap(([value, words]) => words.split(' ').map((word): [string, number] => [word, value])),
  );
}
