import { describe, expect, it } from 'vitest';
import { basisOf } from '../../src/decision/basis.ts';
import { firstSteps } from '../../src/decision/next-steps.ts';
import { rank } from '../../src/decision/rank.ts';
import type { Rule } from '../../src/knowledge/model.ts';
import type { ClaimTrial, NextSteps } from '../../src/knowledge/next-steps.ts';
import { interval, noneOfIt, type Requirements } from '../../src/knowledge/requirements.ts';
import { criterion, engine, rule } from './small-knowledge.ts';

const ENGINES = [engine('a', 1, ['quick', 'slow']), engine('b', 2)];
const CRITERIA = [criterion('speed', 'interval'), criterion('safe', 'flag')];

function claim(build: string, about: Partial<Pick<ClaimTrial, 'rules' | 'criteria' | 'risk'>>): ClaimTrial {
  return { build, measure: 'm', pass: 'p', cites: [], rules: [], criteria: [], risk: null, ...about };
}

function steps(id: string, claims: readonly ClaimTrial[] = []): NextSteps {
  return {
    id,
    trial: { build: `general ${id}`, measure: 'm', pass: 'p', cites: [] },
    claims,
    risk: `risk ${id}`,
    watch: ['w'],
    cites: [],
  };
}

function first(all: readonly NextSteps[], rules: readonly Rule[], requirements: Requirements) {
  const [pick] = rank(basisOf({ engines: ENGINES, criteria: CRITERIA, rules }), requirements);
  if (pick === undefined) throw new Error('nothing was ranked');
  const found = firstSteps(all, pick, requirements);
  return found === null
    ? null
    : { build: found.trial.build, tests: found.tests?.rule.id ?? null, risk: found.risk };
}

const FAST = rule('fast', { speed: { kind: 'interval', atMost: 100 } }, { 'a/quick': 3 });
const SAFE = rule('safe', { safe: { kind: 'flag', is: true } }, { 'a/quick': 2 });
const BOTH: Requirements = { speed: interval('time', { max: 10 }), safe: { kind: 'flag', value: true } };

describe('first steps', () => {
  it('test the strongest reason of the pick for which there is a trial', () => {
    const all = [
      steps('a/quick', [
        claim('speed trial', { criteria: ['speed'] }),
        claim('safe trial', { criteria: ['safe'] }),
      ]),
    ];

    expect(first(all, [FAST, SAFE], BOTH)).toEqual({
      build: 'speed trial',
      tests: 'fast',
      risk: 'risk a/quick',
    });
    expect(first(all, [SAFE], BOTH)).toEqual({ build: 'safe trial', tests: 'safe', risk: 'risk a/quick' });
  });

  it('pass on to the next reason where the strongest has no trial', () => {
    const all = [steps('a/quick', [claim('safe trial', { criteria: ['safe'] })])];

    expect(first(all, [FAST, SAFE], BOTH)).toMatchObject({ build: 'safe trial', tests: 'safe' });
  });

  it('prefer a trial for the rule itself, with its own risk, to one for a criterion', () => {
    const all = [
      steps('a/quick', [
        claim('by criterion', { criteria: ['speed'] }),
        claim('by rule', { rules: ['fast'], risk: 'own risk' }),
      ]),
    ];

    expect(first(all, [FAST], BOTH)).toEqual({ build: 'by rule', tests: 'fast', risk: 'own risk' });
  });

  it.each([
    ['none', 'speed', { ...BOTH, speed: noneOfIt() }],
    ['no', 'safe', { ...BOTH, safe: { kind: 'flag', value: false } as const }],
  ])('do not put to the test what was answered with "%s"', (_word, answered, requirements) => {
    const without = rule(
      'without',
      [{ speed: { kind: 'interval', none: true } }, { safe: { kind: 'flag', is: false } }],
      { 'a/quick': 3 },
    );
    const all = [steps('a/quick', [claim('a trial', { criteria: [answered] })])];

    expect(first(all, [without], requirements)).toEqual({
      build: 'general a/quick',
      tests: null,
      risk: 'risk a/quick',
    });
  });

  it('of a mode win over those of its engine, which stand in for a mode without', () => {
    expect(first([steps('a'), steps('a/quick')], [FAST], BOTH)?.build).toBe('general a/quick');
    expect(first([steps('a'), steps('a/slow')], [FAST], BOTH)?.build).toBe('general a');
  });

  it('are none where the knowledge names none', () => {
    expect(first([steps('b')], [FAST], BOTH)).toBeNull();
  });
});
