import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { type Basis, basisOf } from '../../src/decision/basis.ts';
import { openCriteria } from '../../src/decision/open.ts';
import { rank } from '../../src/decision/rank.ts';
import { type Advisor, createAdvisor } from '../../src/decision/recommend.ts';
import { threatTo } from '../../src/decision/settled.ts';
import { loadKnowledge } from '../../src/knowledge/loader.ts';
import type { Criterion, Knowledge } from '../../src/knowledge/model.ts';
import {
  interval,
  type Requirements,
  type RequirementValue,
  UNKNOWN,
} from '../../src/knowledge/requirements.ts';

let knowledge: Knowledge;
let advisor: Advisor;
let basis: Basis;

beforeAll(async () => {
  knowledge = await loadKnowledge([join(import.meta.dirname, '../../knowledge')]);
  advisor = createAdvisor(knowledge);
  basis = basisOf(knowledge);
});

/** Deterministic numbers between 0 and 1 (mulberry32, public domain), so that a failure can be repeated. */
function numbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

function pick<T>(items: readonly T[], next: () => number): T {
  const item = items[Math.floor(next() * items.length)];
  if (item === undefined) throw new Error('nothing to pick from');
  return item;
}

/** A sample of the decision space: every criterion open, unknown or at one of the answers it offers. */
function sample(seed: number, openShare: number): Requirements {
  const next = numbers(seed);
  const values = knowledge.criteria.map((criterion): [string, RequirementValue | undefined] => {
    if (next() < openShare) return [criterion.id, undefined];
    return [criterion.id, next() < 0.1 ? UNKNOWN : pick(criterion.choices, next).value];
  });
  return Object.fromEntries(values.filter((one): one is [string, RequirementValue] => one[1] !== undefined));
}

function criterion(id: string): Criterion {
  const found = knowledge.criteria.find((one) => one.id === id);
  if (found === undefined) throw new Error(`no criterion ${id}`);
  return found;
}

function pickFor(requirements: Requirements): string {
  return rank(basis, requirements)[0]?.candidate.id ?? '';
}

const SAMPLES = 400;
const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
/**
 * How fast engines and modes answer, from their documented latencies: each record as it comes, seconds in practice, by
 * the clock. A plain consumer stands with those of seconds, as in `orders.yaml`: nothing holds it to a limit.
 */
const SPEED = [
  ['flink', 'kafka-streams', 'spark/real-time', 'hybrid'],
  ['spark/micro-batch', 'none/plain-consumer'],
  ['none/scheduled-batch'],
];
const SPEED_CLASS = new Map(SPEED.flatMap((ids, place) => ids.map((id) => [id, place] as const)));

describe('the decision over the shipped knowledge', () => {
  it('cites at least one existing section for every rule', () => {
    const ids = new Set(knowledge.sections.map((section) => section.id));
    const bad = knowledge.rules.filter(
      (rule) => rule.cites.length === 0 || rule.cites.some((id) => !ids.has(id)),
    );

    expect(bad.map((rule) => rule.id)).toEqual([]);
  });

  it('never rests a rule on vendor sources alone', () => {
    const kinds = new Map(
      knowledge.sections.map((section) => [section.id, section.links.map((link) => link.kind)]),
    );
    const bad = knowledge.rules.filter((rule) =>
      rule.cites.every((id) => (kinds.get(id) ?? []).every((kind) => kind === 'vendor')),
    );

    expect(bad.map((rule) => rule.id)).toEqual([]);
  });

  it('says toss-up and asks on when nothing is known', () => {
    const { verdict, settled, next } = advisor.recommend({});

    expect({ strength: verdict.strength, settled, asks: next !== null }).toEqual({
      strength: 'toss-up',
      settled: false,
      asks: true,
    });
  });

  it('never picks an excluded candidate', () => {
    const bad = Array.from({ length: SAMPLES }, (_, seed) => sample(seed, 0.3)).filter(
      (requirements) => advisor.verdict(requirements).ranking[0]?.excluded,
    );

    expect(bad).toEqual([]);
  });

  it('never moves to a slower engine or mode when the latency limit gets tighter', () => {
    const limits = [
      10,
      50,
      100,
      200,
      SECOND,
      5 * SECOND,
      10 * SECOND,
      30 * SECOND,
      MINUTE,
      10 * MINUTE,
      HOUR,
      24 * HOUR,
    ];
    const worse: string[] = [];
    for (let seed = 0; seed < SAMPLES; seed += 1) {
      const rest = sample(seed, 0.5);
      const classes = limits.map((max) => {
        return SPEED_CLASS.get(pickFor({ ...rest, latency: interval('time', { max }) })) ?? -1;
      });
      const falls = classes.findIndex((one, i) => i > 0 && one < (classes[i - 1] ?? 0));
      if (falls > 0) worse.push(`sample ${seed}: ${classes.join(' ')}`);
    }

    expect(worse).toEqual([]);
  });

  it('never leaves the engine that holds the most state when state grows', () => {
    const sizes = [1e9, 5e9, 2e10, 5e10, 2e11, 5e11, 2e12, 1e13];
    const holds = new Map([
      ['flink', 3],
      ['hybrid', 3],
      ['spark/micro-batch', 2],
      ['kafka-streams', 1],
      ['spark/real-time', 1],
      ['none', 0],
    ]);
    const worse: string[] = [];
    for (let seed = 0; seed < SAMPLES; seed += 1) {
      const rest = sample(seed, 0.5);
      const picks = sizes.map((approx) => pickFor({ ...rest, stateSize: interval('bytes', { approx }) }));
      const falls = picks.some(
        (id, i) => i > 0 && (holds.get(id) ?? 0) < (holds.get(picks[i - 1] ?? id) ?? 0),
      );
      if (falls) worse.push(`sample ${seed}: ${picks.join(' ')}`);
    }

    expect(worse).toEqual([]);
  });

  it('gives the same verdict whatever the engines are called', () => {
    const rename = (id: string): string => `${[...id].reverse().join('')}-x`;
    const renamed: Knowledge = {
      ...knowledge,
      engines: knowledge.engines.map((engine) => ({ ...engine, id: rename(engine.id) })),
      rules: knowledge.rules.map((rule) => ({
        ...rule,
        effect: Object.fromEntries(
          Object.entries(rule.effect).map(([target, effect]) => {
            const [engine = '', ...mode] = target.split('/');
            return [[rename(engine), ...mode].join('/'), effect];
          }),
        ),
      })),
    };
    const other = basisOf(renamed);
    for (let seed = 0; seed < SAMPLES; seed += 1) {
      const requirements = sample(seed, 0.4);
      const expected = rank(basis, requirements)[0]?.candidate;

      expect(rank(other, requirements)[0]?.candidate).toEqual({
        id: [rename(expected?.engine ?? ''), ...(expected?.mode == null ? [] : [expected.mode])].join('/'),
        engine: rename(expected?.engine ?? ''),
        mode: expected?.mode ?? null,
      });
    }
  });

  it('stops early only where no further answer flips the pick, sampled', () => {
    let settled = 0;
    for (let seed = 0; seed < 120; seed += 1) {
      const known = sample(seed, 0.5);
      const { candidate } = rank(basis, known)[0] ?? {};
      if (candidate === undefined || threatTo(candidate, basis, known) !== null) continue;
      settled += 1;
      for (let more = 0; more < 200; more += 1) {
        const open = new Set(openCriteria(basis.criteria, known).map(({ id }) => id));
        const answered = Object.entries(sample(seed * 1000 + more, 0.2)).filter(([id]) => open.has(id));
        const answers = { ...Object.fromEntries(answered), ...known };
        expect(rank(basis, answers)[0]?.candidate.engine).toBe(candidate.engine);
      }
    }

    expect(settled).toBeGreaterThan(0);
  });

  it('re-runs every counterfactual: each one really flips the engine', () => {
    let shown = 0;
    for (let seed = 0; seed < 100; seed += 1) {
      const requirements = sample(seed, 0.4);
      const { verdict, wouldChange } = advisor.recommend(requirements);
      for (const flip of wouldChange) {
        shown += 1;
        const then = advisor.verdict({ ...requirements, [flip.criterion]: flip.value }).pick;
        expect(then).toEqual(flip.pick);
        expect(then.engine).not.toBe(verdict.pick.engine);
      }
    }

    expect(shown).toBeGreaterThan(50);
  });

  it('offers only choices that are legal values of their criterion', () => {
    expect(criterion('latency').choices.every((choice) => choice.value.kind === 'interval')).toBe(true);
    expect(criterion('ops').choices.every((choice) => choice.value.kind === 'choice')).toBe(true);
  });
});
