import { compilePatterns, type Line } from '../lexicon/patterns.ts';
import type { Bound } from './quantity.ts';

/** How a quantity is limited by the words around it; of several the longest wins. */
const BOUNDS: Readonly<Record<Bound, readonly string[]>> = {
  approx: [
    'about|around|roughly|approximately|approx|circa|ca|~|≈|almost|nearly|some #',
    'close_to|on_the_order_of #',
    '# give or take',
  ],
  min: [
    'over|above|exceeding|exceeds|beyond|past|>|≥ #',
    '> = #',
    'more|greater|larger|bigger|longer|higher than #',
    'at_least|north_of|upwards_of|upward_of|starts_at|not_less_than|no_less_than #',
    'min|minimum|minimum_of #',
    '# or|and more',
    '# or above|higher|bigger|up',
    '# plus|+|minimum|at_least|and_up|and_growing',
  ],
  max: [
    'under|below|within|sub|<|≤ #',
    '< = #',
    'less|fewer|lower|smaller than #',
    'at_most|at_the_most|up_to|capped_at|cap_of|limit_of|ceiling_of #',
    'max|maximum|maximum_of #',
    'no|not|never more|longer|later|older|slower|higher|bigger|larger than #',
    'no|not|never over|above|beyond|exceeding|past #',
    "not|can't|cannot|mustn't|shouldn't|never exceed #",
    '# or less|faster|better|fewer|under|below|lower',
    '# tops|max|maximum|at_most|at_the_most|at_worst|at_the_latest',
  ],
};

const PATTERNS = compilePatterns(
  (Object.entries(BOUNDS) as [Bound, readonly string[]][]).flatMap(([data, says]) =>
    says.map((say) => ({ say, data })),
  ),
  {},
);

/** The bound of each quantity that has one, by its place among the pieces. */
export function boundsIn(line: Line): Map<number, Bound> {
  const longest = new Map<number, { readonly bound: Bound; readonly length: number }>();
  for (const { data: bound, from, to, slots } of PATTERNS.find(line)) {
    for (const slot of slots) {
      const known = longest.get(slot);
      if (known === undefined || known.length <= to - from) longest.set(slot, { bound, length: to - from });
    }
  }
  return new Map([...longest].map(([slot, { bound }]) => [slot, bound]));
}
