import { type Basis, basisOf } from '../../decision/basis.ts';
import type { Finding } from '../../knowledge/findings.ts';
import type { Candidate, Criterion, Knowledge } from '../../knowledge/model.ts';
import { writeValue } from '../../knowledge/value-syntax.ts';
import { climbTo } from '../space/climb.ts';
import { describe } from '../space/describe.ts';
import { type Judge, judgeOf } from '../space/judge.ts';
import { promisingFor } from '../space/promising.ts';
import { type Space, spaceOf } from '../space/space.ts';
import { amounts } from '../space/values.ts';
import { type Change, mostGain } from './gain.ts';
import type { RawOrder } from './order-schema.ts';
import type { Placed } from './read-expectations.ts';
import { deadCitations, means, unknownCandidates } from './references.ts';

/**
 * Orders that the verdict breaks, and orders that refer to what does not exist. For every two neighbouring amounts and
 * every two candidates, a bound on what one can gain on the other proves that the verdict never moves the wrong way; for
 * those few that the bound leaves open a search looks for a case where it does.
 */
export function orderFindings(orders: readonly Placed<RawOrder>[], knowledge: Knowledge): Finding[] {
  const judge = judgeOf(basisOf(knowledge));
  const space = spaceOf(knowledge.criteria, knowledge.rules);
  return orders.flatMap((placed) => {
    const wrong = references(placed, judge.basis, knowledge);
    const criterion = judge.basis.criteria.get(placed.entry.criterion);
    return wrong.length > 0 || criterion === undefined ? wrong : breaks(placed, criterion, judge, space);
  });
}

function references(placed: Placed<RawOrder>, basis: Basis, knowledge: Knowledge): Finding[] {
  const { entry, index, yaml } = placed;
  const intervals = knowledge.criteria.filter(({ kind }) => kind === 'interval').map(({ id }) => id);
  const unclassed = basis.candidates.filter((candidate) => classOf(entry, candidate) === -1);
  return [
    ...entry.classes.flatMap((names, at) => unknownCandidates(placed, ['classes', at], names, knowledge)),
    ...deadCitations(placed, knowledge),
    ...(intervals.includes(entry.criterion)
      ? []
      : [
          yaml.at(
            [index, 'criterion'],
            `Expected the id of an interval criterion, got "${entry.criterion}".`,
            `Known here: ${intervals.join(', ')}.`,
          ),
        ]),
    ...unclassed.map(({ id }) =>
      yaml.at([index, 'classes'], `Expected every candidate in a class, got none with "${id}".`, 'Add it.'),
    ),
  ];
}

function breaks(placed: Placed<RawOrder>, criterion: Criterion, judge: Judge, space: Space): Finding[] {
  const { entry } = placed;
  const { rules, candidates } = judge.basis;
  const growing = amounts(criterion, rules);
  const values = entry.harder === 'grows' ? growing : growing.toReversed();
  const changes = values.slice(1).map((to, i): Change => ({ criterion, from: values[i] ?? to, to }));
  return changes.flatMap((change) =>
    wrongWays(entry, candidates)
      .filter(([abler, other]) => mostGain(other, abler, change, judge.basis) > 0)
      .flatMap((pair) => search(placed, pair, change, judge, space)),
  );
}

type Pair = readonly [abler: Candidate, other: Candidate];

function wrongWays(order: RawOrder, candidates: readonly Candidate[]): Pair[] {
  return candidates.flatMap((abler) =>
    candidates
      .filter((other) => classOf(order, other) > classOf(order, abler))
      .map((other): Pair => [abler, other]),
  );
}

function classOf({ classes }: RawOrder, candidate: Candidate): number {
  return classes.findIndex((names) => names.some((name) => means(name, candidate)));
}

function search(
  { entry, index, yaml }: Placed<RawOrder>,
  [abler, other]: Pair,
  { criterion, from, to }: Change,
  judge: Judge,
  space: Space,
): Finding[] {
  const [easier, harder] = [from, to].map((value) => ({ [criterion.id]: value }));
  const found = climbTo(
    {
      height: (at) =>
        Math.min(judge.lead(abler, { ...at, ...easier }), judge.lead(other, { ...at, ...harder })),
      isReached: (at) =>
        judge.pick({ ...at, ...easier }) === abler && judge.pick({ ...at, ...harder }) === other,
    },
    space,
    [...promisingFor(abler, judge.basis), ...promisingFor(other, judge.basis)],
  );
  if (found === null) return [];
  const { [criterion.id]: _, ...rest } = found;
  const given = describe(rest, space.criteria);
  const message = `Expected no move to a less able class as ${criterion.id} ${entry.harder}, got ${abler.id} at ${writeValue(criterion, from)} and ${other.id} at ${writeValue(criterion, to)} with ${given}.`;
  return [
    yaml.at([index, 'classes'], message, 'Balance the rules at the second value against those at the first.'),
  ];
}
