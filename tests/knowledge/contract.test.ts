import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ContractError, fromContract, toContract } from '../../src/knowledge/contract.ts';
import {
  interval,
  levelOnly,
  noneOfIt,
  type Requirements,
  setOf,
  UNKNOWN,
} from '../../src/knowledge/requirements.ts';
import { knownValuesOf } from './arbitrary-values.ts';
import { CRITERIA } from './shipped-criteria.ts';

const NOTHING = {
  latency: null,
  stateSize: null,
  throughput: null,
  skills: null,
  notSkills: null,
  pattern: null,
  lateData: null,
  exactlyOnce: null,
  batchUnification: null,
  ecosystem: null,
  ops: null,
};

describe('requirements as JSON', () => {
  it('have the key of every criterion, null when nothing was said', () => {
    expect(toContract({}, CRITERIA)).toEqual(NOTHING);
  });

  it('have the shape of the contract', () => {
    const requirements: Requirements = {
      latency: interval('time', { max: 100 }),
      stateSize: interval('bytes', { approx: 2e12 }),
      throughput: interval('events-per-second', { approx: 15_000 }),
      skills: setOf(['spark', 'python'], ['scala']),
      pattern: setOf(['cep']),
      lateData: { kind: 'flag', value: true },
      ecosystem: setOf(['kafka']),
      ops: { kind: 'choice', value: 'small-team' },
    };

    expect(toContract(requirements, CRITERIA)).toEqual({
      ...NOTHING,
      latency: { maxMs: 100, minMs: null, level: null },
      stateSize: { bytes: 2e12, minBytes: null, maxBytes: null, level: null, none: false },
      throughput: { eventsPerSecond: 15_000, bytesPerSecond: null },
      skills: ['python', 'spark'],
      notSkills: ['scala'],
      pattern: ['cep'],
      lateData: true,
      ecosystem: ['kafka'],
      ops: 'small-team',
    });
  });

  it.each([
    [
      'a level',
      { latency: levelOnly('minutes') },
      { latency: { maxMs: null, minMs: null, level: 'minutes' } },
    ],
    [
      'the absence of state',
      { stateSize: noneOfIt() },
      { stateSize: { bytes: null, minBytes: null, maxBytes: null, level: null, none: true } },
    ],
    [
      'an estimate, in the upper field where there is none for estimates',
      { latency: interval('time', { approx: 5000 }) },
      { latency: { maxMs: 5000, minMs: null, level: null } },
    ],
    [
      'a range, by its larger end where there is one field only',
      { throughput: interval('events-per-second', { min: 100, max: 10_000 }) },
      { throughput: { eventsPerSecond: 10_000, bytesPerSecond: null } },
    ],
    ['only what is lacking', { skills: setOf([], ['scala']) }, { skills: null, notSkills: ['scala'] }],
    ["don't know, as null", { lateData: UNKNOWN }, { lateData: null }],
    [
      'an optional criterion that was spoken of',
      { twoPaths: { kind: 'flag', value: true } as const },
      { twoPaths: true },
    ],
  ])('show %s', (_, requirements: Requirements, shown) => {
    expect(toContract(requirements, CRITERIA)).toEqual({ ...NOTHING, ...shown });
  });

  it('come back the same from their JSON, whatever was said', () => {
    const fields = Object.fromEntries(CRITERIA.map((each) => [each.id, knownValuesOf(each)]));
    fc.assert(
      fc.property(fc.record(fields, { requiredKeys: [] }), (requirements) => {
        const once = toContract(requirements as Requirements, CRITERIA);
        const again = toContract(fromContract(JSON.parse(JSON.stringify(once)), CRITERIA), CRITERIA);

        expect(again).toEqual(once);
      }),
    );
  });
});

describe('reading requirements from JSON', () => {
  it('takes absent, null and empty as not said', () => {
    const json = { latency: null, skills: [], stateSize: { bytes: null, none: false }, lateData: null };

    expect(fromContract(json, CRITERIA)).toEqual({});
  });

  it('takes the shape of the contract', () => {
    const json = { latency: { maxMs: 100 }, skills: ['spark'], notSkills: ['scala'], exactlyOnce: false };

    expect(fromContract(json, CRITERIA)).toEqual({
      latency: interval('time', { max: 100 }),
      skills: setOf(['spark'], ['scala']),
      exactlyOnce: { kind: 'flag', value: false },
    });
  });

  it.each([
    [{ speed: 1 }, 'requirements.speed: expected a criterion, got 1.'],
    [{ latency: 100 }, 'requirements.latency: expected an object of minMs, maxMs, level, got 100.'],
    [
      { latency: { max: 100 } },
      'requirements.latency: expected an object of minMs, maxMs, level, got {"max":100}.',
    ],
    [{ latency: { maxMs: '100' } }, 'requirements.latency.maxMs: expected a number of 0 or more, got "100".'],
    [{ latency: { maxMs: -1 } }, 'requirements.latency.maxMs: expected a number of 0 or more, got -1.'],
    [{ latency: { level: 'eons' } }, 'requirements.latency.level: expected a known level, got "eons".'],
    [{ stateSize: { none: 'no' } }, 'requirements.stateSize.none: expected true, false or null, got "no".'],
    [{ skills: 'spark' }, 'requirements.skills: expected a list of items, got "spark".'],
    [{ notSkills: ['cobol'] }, 'requirements.notSkills: expected a known item, got "cobol".'],
    [{ ops: 'nobody' }, 'requirements.ops: expected a known item, got "nobody".'],
    [{ lateData: 'yes' }, 'requirements.lateData: expected true, false or null, got "yes".'],
  ])('refuses %o and says what was expected', (json, message) => {
    const refusal = { code: 'CONTRACT_SHAPE', message, remedy: expect.stringMatching(/\.$/) };

    expect(() => fromContract(json, CRITERIA)).toThrow(ContractError);
    expect(() => fromContract(json, CRITERIA)).toThrow(expect.objectContaining(refusal));
  });
});
