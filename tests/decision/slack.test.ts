import { describe, expect, it } from 'vitest';
import { basisOf } from '../../src/decision/basis.ts';
import { prospects } from '../../src/decision/next-question.ts';
import { openCriteria } from '../../src/decision/open.ts';
import { rank } from '../../src/decision/rank.ts';
import { otherMode, threatTo } from '../../src/decision/settled.ts';
import { slackOf } from '../../src/decision/slack.ts';
import { openColumns, tablesOf, truthsOf } from '../../src/decision/tables.ts';
import type { Rule } from '../../src/knowledge/model.ts';
import { interval, type Requirements, setOf } from '../../src/knowledge/requirements.ts';
import { CRITERIA, criterion, ENGINES, engine, rule, small } from './small-knowledge.ts';

const FAST = { wait: { kind: 'interval', atMost: 10 } } as const;
const SLOW = { wait: { kind: 'interval', above: 10 } } as const;
const STRICT = { strict: { kind: 'flag', is: true } } as const;

function slack(engineId: string, rules: readonly Rule[], requirements: Requirements = {}): number {
  const basis = basisOf(small(rules));
  const tables = tablesOf(basis);
  return slackOf(engineId, basis, openColumns(tables, basis, requirements), truthsOf(tables, requirements));
}

describe('slack', () => {
  it('is the lead left when everything open goes against the engine', () => {
    const rules = [
      rule('base', {}, { a: 5 }),
      rule('fast', FAST, { c: 2 }),
      rule('strict', STRICT, { c: 1 }),
    ];

    expect(slack('a', rules)).toBe(2);
    expect(slack('a', rules, { strict: { kind: 'flag', value: false } })).toBe(3);
    expect(slack('a', rules, { wait: interval('time', { max: 5 }) })).toBe(2);
  });

  it('counts one band of a quantity only, and every item of a set', () => {
    const bands = [rule('fast', FAST, { c: 2 }), rule('slow', SLOW, { c: 1 })];
    const items = ['x', 'y'].map((item) => rule(item, { tools: { kind: 'set', hasAny: [item] } }, { c: 1 }));

    expect(slack('a', bands)).toBe(-2);
    expect(slack('a', items)).toBe(-2);
  });

  it('needs a rival to beat every mode of the engine', () => {
    const rules = [rule('mode', {}, { 'b/fast': 4 }), rule('strict', STRICT, { c: 3 })];

    expect(slack('b', rules)).toBe(1);
  });
});

describe('the next question', () => {
  it('is the one that could swing most, easy ones first among equals', () => {
    const hard = criterion('hard', 'flag', { effort: 2 });
    const easy = criterion('easy', 'flag', { effort: 1 });
    const rules = [
      rule('base', {}, { a: 1 }),
      rule('strict', STRICT, { c: 4 }),
      rule('hard', { hard: { kind: 'flag', is: true } }, { c: 2 }),
      rule('easy', { easy: { kind: 'flag', is: true } }, { c: 2 }),
    ];
    const basis = basisOf({ engines: ENGINES, criteria: [...CRITERIA, hard, easy], rules });

    expect(prospects(basis, {}).map((one) => one.criterion.id)).toEqual(['strict', 'easy', 'hard']);
  });

  it('says which engines its answers still separate', () => {
    const basis = basisOf(small([rule('base', {}, { a: 1 }), rule('strict', STRICT, { c: 4 })]));

    expect(prospects(basis, {})[0]?.separates).toEqual(['a', 'c']);
  });
});

describe('a criterion asked within the question of another', () => {
  const within = criterion('within', 'flag', { askedWith: 'wait' });
  const rules = [rule('base', {}, { a: 1 }), rule('yes', { within: { kind: 'flag', is: true } }, { c: 4 })];
  const basis = basisOf({ engines: ENGINES, criteria: [...CRITERIA, within], rules });
  const [a] = basis.candidates;

  it('is open as long as that one, and never asked by itself', () => {
    expect(openCriteria(basis.criteria, {}).map(({ id }) => id)).toContain('within');
    expect(openCriteria(basis.criteria, { wait: setOf([]) }).map(({ id }) => id)).not.toContain('within');
    expect(prospects(basis, {}).map((one) => one.criterion.id)).not.toContain('within');
  });

  it('is no threat once that one is answered', () => {
    if (a === undefined) throw new Error('no candidate');

    expect(threatTo(a, basis, {})?.challenger.id).toBe('c');
    expect(threatTo(a, basis, { wait: interval('time', { max: 1 }) })).toBeNull();
  });
});

describe('another mode of the pick', () => {
  it('is named where an open answer could put it first, and does not keep the engine unsettled', () => {
    const basis = basisOf({
      engines: [engine('a', 1, ['slow', 'fast'])],
      criteria: CRITERIA,
      rules: [rule('fast', FAST, { 'a/fast': 1 })],
    });
    const pick = rank(basis, {})[0]?.candidate ?? { id: '', engine: '', mode: null };

    expect(threatTo(pick, basis, {})).toBeNull();
    expect(otherMode(pick, basis, {})?.id).toBe('a/fast');
    expect(otherMode(pick, basis, { wait: interval('time', { max: 500 }) })).toBeNull();
  });
});
