import { compilePatterns, type Line } from '../lexicon/patterns.ts';
import type { Bound } from './quantity.ts';

/** Auxiliaries that deny. */
const CANNOT =
  "not never can't cannot couldn't mustn't shouldn't won't wouldn't doesn't don't didn't isn't aren't".split(
    ' ',
  );

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
    'more|greater|larger|bigger|longer|higher than|as #',
    'at_least|no_fewer_than|north_of|upwards_of|upward_of|starts_at|not_less_than|no_less_than #',
    'min|minimum|minimum_of #',
    '# or|and more',
    '# or above|higher|bigger|up',
    '# plus|+|minimum|at_least|and_up|and_growing',
    '# ..5 and ..1 growing|rising|counting|climbing',
  ],
  max: [
    'under|below|within|inside|sub|<|≤ #',
    '< = #',
    'less|fewer|lower|smaller than|as #',
    'at_most|at_the_most|up_to|capped_at|cap_of|limit_of|ceiling_of #',
    'max|maximum|maximum_of #',
    '@cannot|no|nothing|nobody|no_one|none|hardly|without ..5 more|longer|later|older|slower|higher|bigger|larger|greater|worse than|as #',
    'no|not|never|nothing ..1 over|above|beyond|exceeding|past #',
    '@cannot ..2 exceed|exceeds|surpass|surpasses|pass|passes|top|tops|go_over|goes_over|go_above|goes_above|go_beyond|be_over|be_above|grow_past|grow_beyond|get_past|reach #',
    'surprised|surprise|unlikely|doubt|astonished ...6 over|above|beyond|past|more_than|exceeds|exceeded|exceed #',
    'max|maximum|most|limit|cap|ceiling|bound is|of|at|: #',
    'stays|stay|remains|kept|keep|always|well under|below|within #',
    '# or less|faster|better|fewer|under|below|lower',
    '# is|as|being ..1 upper_bound|maximum|max|limit|ceiling|cap|roof|most|upper_limit',
    '# tops|max|maximum|at_most|at_the_most|at_worst|at_the_latest',
  ],
};

const PATTERNS = compilePatterns(
  (Object.entries(BOUNDS) as [Bound, readonly string[]][]).flatMap(([data, says]) =>
    says.map((say) => ({ say, data })),
  ),
  { cannot: CANNOT },
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
