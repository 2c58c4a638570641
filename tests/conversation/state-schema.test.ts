import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readState } from '../../src/conversation/state-schema.ts';

/** States as released versions wrote them. Files are added, never changed: each must load for ever. */
const FOLDER = join(import.meta.dirname, '..', 'fixtures', 'states');
const SAMPLES = readdirSync(FOLDER);

function sample(name: string): Record<string, unknown> {
  return JSON.parse(readFileSync(join(FOLDER, name), 'utf8'));
}

/** The sample of a disagreement with one value replaced; the path is written with dots. */
function damaged(path: string, value: unknown): unknown {
  const state = sample('v3-told-of-newer-knowledge.json');
  const keys = path.split('.');
  const last = keys.pop() ?? '';
  let place = state;
  for (const key of keys) place = place[key] as Record<string, unknown>;
  if (value === undefined) delete place[last];
  else place[last] = value;
  return state;
}

describe('reading a stored state', () => {
  it.each(SAMPLES)('loads the stored sample %s', (name) => {
    expect(readState(sample(name))).toMatchObject({ ok: true, state: { id: sample(name)['id'] } });
  });

  it('gives a state of the present version back byte for byte', () => {
    const stored = sample('v3-told-of-newer-knowledge.json');

    const read = readState(stored);

    expect(read).toEqual({ ok: true, state: stored });
    expect(read.ok && JSON.stringify(read.state)).toBe(JSON.stringify(stored));
  });

  it.each([
    ['a field nobody knows', 'extra', 1, 'state: unrecognized_keys'],
    ['a missing field', 'counter', undefined, 'counter: invalid_type'],
    ['a stage nobody knows', 'stage', 'done', 'stage: invalid_value'],
    ['a negative counter', 'misses', -1, 'misses: too_small'],
    ['half a millisecond', 'startedAt', 0.5, 'startedAt: invalid_type'],
    ['a value of unknown kind', 'given.ops.value.kind', 'colour', 'given.ops.value.kind: invalid_union'],
    [
      'a value of another kind',
      'given.lateData.value',
      { kind: 'flag', value: 'yes' },
      'given.lateData.value.value: invalid_type',
    ],
    [
      'a dimension nobody knows',
      'given.latency.value.amounts',
      { length: null },
      'given.latency.value.amounts: unrecognized_keys',
    ],
    [
      'an amount without an end',
      'given.latency.value.amounts.time',
      { approx: 1, min: null },
      'given.latency.value.amounts.time.max: invalid_type',
    ],
    ['nothing about others', 'given.latency.others', undefined, 'given.latency.others: invalid_type'],
    ['words of nobody', 'given.latency.others.0.by', undefined, 'given.latency.others.0.by: invalid_type'],
    [
      'an endless amount',
      'given.latency.value.amounts.time.max',
      Number.POSITIVE_INFINITY,
      'given.latency.value.amounts.time.max: invalid_type',
    ],
    [
      'an unknown value that has one',
      'given.exactlyOnce.value.value',
      true,
      'given.exactlyOnce.value: unrecognized_keys',
    ],
    ['a question without its token', 'question.token', undefined, 'question.token: invalid_type'],
    ['a what-if that is no requirement', 'whatIf', { ops: 'x' }, 'whatIf.ops: invalid_type'],
  ])('refuses %s and says where', (_name, path, value, issue) => {
    expect(readState(damaged(path, value))).toEqual({
      ok: false,
      reason: `the state does not fit its schema (${issue})`,
    });
  });

  it('names no more than three faults, and nothing of what a person typed', () => {
    const read = readState({ v: 1, id: 'secret words' });

    expect(read).toEqual({
      ok: false,
      reason:
        'the state does not fit its schema (stage: invalid_value; startedBy: invalid_type; startedAt: invalid_type)',
    });
  });

  it.each([[null], ['{}'], [[]], [{}], [{ v: '1' }], [{ v: 0 }], [{ v: 1.5 }]])(
    'refuses %j, which has no version',
    (stored) => {
      expect(readState(stored)).toEqual({
        ok: false,
        reason: 'the state has no whole number "v" as its version',
      });
    },
  );

  it('refuses a state of a newer program instead of losing what it does not know', () => {
    expect(readState({ ...sample('v1-recommended.json'), v: 4 })).toEqual({
      ok: false,
      reason: "the state has version 4, newer than this program's 3",
    });
  });
});

describe('lifting an older state', () => {
  it('keeps what version 1 knew, and nobody else has said anything yet', () => {
    const stored = sample('v1-mid-interview.json');

    const read = readState(stored);

    const given = Object.entries(stored['given'] as Record<string, object>);
    expect(read).toEqual({
      ok: true,
      state: {
        ...stored,
        v: 3,
        given: Object.fromEntries(given.map(([id, one]) => [id, { ...one, others: [] }])),
        newerTold: null,
        pick: null,
      },
    });
  });

  it('keeps what version 2 knew, and nothing newer has been told of yet', () => {
    const stored = sample('v2-disagreement.json');

    expect(readState(stored)).toEqual({ ok: true, state: { ...stored, v: 3, newerTold: null, pick: null } });
  });

  it.each([
    ['no record of answers', 'never', 'given: invalid_type'],
    ['an answer that is none', { latency: 'soon' }, 'given.latency: invalid_type'],
  ])('refuses a version 1 with %s instead of losing it', (_name, given, issue) => {
    expect(readState({ ...sample('v1-mid-interview.json'), given })).toEqual({
      ok: false,
      reason: `the state does not fit its schema (${issue})`,
    });
  });

  it('runs one upcaster after another and raises the version each time', () => {
    const seen: unknown[] = [];
    const note = (old: Readonly<Record<string, unknown>>) => {
      seen.push(old['v']);
      return old;
    };

    const read = readState({ v: 1 }, { 1: note, 2: note, 3: note }, 3);

    expect(seen).toEqual([1, 2]);
    expect(read.ok).toBe(false);
  });

  it('refuses an older state for which there is no upcaster', () => {
    expect(readState(sample('v1-recommended.json'), {}, 2)).toEqual({
      ok: false,
      reason: 'the state has version 1 and nothing here lifts that version to 2',
    });
  });
});
