import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { basisOf } from '../../src/decision/basis.ts';
import { openCriteria } from '../../src/decision/open.ts';
import { createAdvisor } from '../../src/decision/recommend.ts';
import { threatTo } from '../../src/decision/settled.ts';
import { ANY_OTHER, type Assignment } from '../../src/decision/variables.ts';
import { loadKnowledge } from '../../src/knowledge/loader.ts';
import type { Criterion } from '../../src/knowledge/model.ts';
import {
  interval,
  noneOfIt,
  type Requirements,
  type RequirementValue,
  setOf,
  UNKNOWN,
} from '../../src/knowledge/requirements.ts';
import { parseValue } from '../../src/knowledge/value-syntax.ts';
import { judgeOf } from '../../src/upkeep/space/judge.ts';
import { spaceOf } from '../../src/upkeep/space/space.ts';
import { amounts } from '../../src/upkeep/space/values.ts';

const knowledge = await loadKnowledge(['knowledge']);
const advisor = createAdvisor(knowledge);
const basis = basisOf(knowledge);
const judge = judgeOf(basis);
/** Samples of the whole space tried for each settled state. */
const SAMPLES = 100;
const space = spaceOf(knowledge.criteria, knowledge.rules);

/** A state of an interview: what is known before the next question, or at the end. */
type Partial = { readonly known: Requirements; readonly settled: boolean; readonly engine: string };

/** Every state that an interview passes through when a team answers so, and "don't know" where it has no answer. */
function statesOf(answers: Requirements): Partial[] {
  const states: Partial[] = [];
  let known: Requirements = {};
  for (;;) {
    const { next, settled, verdict } = advisor.recommend(known);
    states.push({ known, settled, engine: verdict.pick.engine });
    if (next === null) return states;
    known = { ...known, [next.criterion.id]: answers[next.criterion.id] ?? UNKNOWN };
  }
}

type Golden = { readonly given: Readonly<Record<string, string>> };
const golden = parse(readFileSync('knowledge/scenarios.yaml', 'utf8')) as Golden[];
const states = golden.flatMap(({ given }) => {
  const answers = Object.entries(given).map(([id, text]) => {
    const criterion = basis.criteria.get(id);
    return [id, criterion === undefined ? UNKNOWN : parseValue(criterion, text)] as const;
  });
  return statesOf(Object.fromEntries(answers));
});

/** Every value of a criterion that rules can tell apart, and no answer; null for sets, which have too many. */
function allValues(criterion: Criterion): (RequirementValue | undefined)[] | null {
  switch (criterion.kind) {
    case 'interval':
      return [undefined, noneOfIt(), ...amounts(criterion, knowledge.rules)];
    case 'flag':
      return [undefined, { kind: 'flag', value: true }, { kind: 'flag', value: false }];
    case 'choice':
      return [
        undefined,
        ...criterion.items.map(({ id }): RequirementValue => ({ kind: 'choice', value: id })),
      ];
    case 'set':
      return null;
  }
}

/** Completions tried for each state: all where there are so few, else this many spread evenly over all. */
const MOST_TRIED = 300;

/** Completions of the open criteria that are no sets, as far as rules can tell them apart. */
function completions(known: Requirements): Requirements[] {
  const all = openCriteria(basis.criteria, known).reduce<Requirements[]>(
    (some, criterion) => {
      const values = allValues(criterion);
      if (values === null) return some;
      return some.flatMap((one) =>
        values.map((value) => (value === undefined ? one : { ...one, [criterion.id]: value })),
      );
    },
    [known],
  );
  const step = Math.max(1, all.length / MOST_TRIED);
  return Array.from(
    { length: Math.min(all.length, MOST_TRIED) },
    (_, n) => all[Math.floor(n * step)] ?? known,
  );
}

/** The requirements that an assignment of the search stands for. */
function spelledOut(answers: Assignment): Requirements {
  const said = new Map<string, RequirementValue>();
  for (const [key, one] of answers) {
    const [id = '', item = ''] = key.split(':');
    const value = one.kind === 'item' ? withItem(said.get(id), item, one.standing) : plainValue(id, one);
    if (value !== undefined) said.set(id, value);
  }
  return Object.fromEntries(said);
}

type Case = Assignment extends ReadonlyMap<string, infer C> ? C : never;

function plainValue(id: string, one: Exclude<Case, { kind: 'item' }>): RequirementValue | undefined {
  if (one.kind === 'unknown') return undefined;
  if (one.kind !== 'interval') return one;
  const criterion = basis.criteria.get(id);
  const dimension = criterion?.dimensions[0] ?? 'time';
  return one.none ? noneOfIt() : interval(dimension, { [criterion?.bare ?? 'max']: one.number });
}

function withItem(
  before: RequirementValue | undefined,
  item: string,
  standing: 'has' | 'lacks' | 'neither',
): RequirementValue | undefined {
  const set = before?.kind === 'set' ? before : setOf([]);
  const name = item === ANY_OTHER ? 'something-else' : item;
  if (standing === 'neither') return before;
  if (standing === 'lacks') return setOf(set.has, [...set.lacks, name]);
  // "?" stands for having been answered at all, with nothing that a rule names.
  return item === '?' ? set : setOf([...set.has, name], set.lacks);
}

describe('the early stop, in every state of the interviews over the golden workloads', () => {
  it('passes through enough of both kinds', () => {
    expect(states.filter(({ settled }) => settled).length).toBe(golden.length);
    expect(states.filter(({ settled }) => !settled).length).toBeGreaterThan(100);
  });

  it('goes on only where it can show answers that put another engine first', () => {
    for (const { known, engine } of states.filter((one) => !one.settled)) {
      const pick = judge.pick(known);
      const threat = pick === undefined ? null : threatTo(pick, basis, known);
      if (threat === null || threat.answers === null) throw new Error('unsettled without a threat');
      expect(judge.pick({ ...spelledOut(threat.answers), ...known })?.engine).not.toBe(engine);
    }
  });

  it('stops only where no completion flips the engine, by brute force over all that is no set', () => {
    let tried = 0;
    for (const { known, engine } of states.filter((one) => one.settled)) {
      for (const all of completions(known)) {
        tried += 1;
        if (judge.pick(all)?.engine !== engine) expect([all, judge.pick(all)?.engine]).toEqual([all, engine]);
      }
    }

    expect(tried).toBeGreaterThan(3000);
  });

  it('stops only where no answer to an open set flips the engine either, sampled', () => {
    for (const { known, engine } of states.filter((one) => one.settled)) {
      const open = new Set(openCriteria(basis.criteria, known).map(({ id }) => id));
      for (let seed = 0; seed < SAMPLES; seed += 1) {
        const answered = Object.entries(space.sample(seed)).filter(([id]) => open.has(id));
        const all = { ...Object.fromEntries(answered), ...known };
        if (judge.pick(all)?.engine !== engine) expect([all, judge.pick(all)?.engine]).toEqual([all, engine]);
      }
    }
  });
});
