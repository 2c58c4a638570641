import { expect, it } from 'vitest';
import type { LeasedRow } from '../../src/store/outbox.ts';
import { judge } from '../../src/turns/refusals.ts';
import { DeliveryError } from '../../src/turns/types.ts';

const DAY_MS = 24 * 3_600_000;
const CREATED_AT = 1_000;

function row(attempt: number, uncertain = false): LeasedRow {
  return {
    id: 1,
    conversation: 'a',
    seq: 1,
    platform: 'chat',
    slot: 's1',
    audience: 'everyone',
    actor: 'U1',
    destination: null,
    reply: null,
    view: '{}',
    replies: null,
    trace: null,
    attempt,
    tries: attempt,
    paced: false,
    version: 1,
    overtaken: false,
    uncertain,
    createdAt: CREATED_AT,
    address: '{}',
    ref: null,
  };
}

const limited = new DeliveryError('ratelimited', { retry: true, afterMs: 30_000, kind: 'rate-limit' });
const down = new DeliveryError('http_503', { retry: true });
const cut = new DeliveryError('socket', { retry: true, outcome: 'unknown' });
const final = new DeliveryError('is_archived', { retry: false });

it.each([
  [
    'a rate limit',
    limited,
    row(1),
    { kind: 'retry', reason: 'ratelimited', waitMs: 30_000, uncertain: false, class: 'rate-limit' },
  ],
  [
    'a first 5xx',
    down,
    row(1),
    { kind: 'retry', reason: 'http_503', waitMs: 1_000, uncertain: false, class: 'temporary' },
  ],
  [
    'a fourth 5xx',
    down,
    row(4),
    { kind: 'retry', reason: 'http_503', waitMs: 8_000, uncertain: false, class: 'temporary' },
  ],
  [
    'the longest wait',
    down,
    row(40),
    { kind: 'retry', reason: 'http_503', waitMs: 60_000, uncertain: false, class: 'temporary' },
  ],
  [
    'a lost answer',
    cut,
    row(1),
    { kind: 'retry', reason: 'socket', waitMs: 1_000, uncertain: true, class: 'no-answer' },
  ],
  [
    'a 5xx after a lost answer',
    down,
    row(2, true),
    { kind: 'retry', reason: 'http_503', waitMs: 2_000, uncertain: true, class: 'temporary' },
  ],
  ['a final refusal', final, row(1), { kind: 'give-up', reason: 'is_archived', class: 'final' }],
  [
    'a defect',
    new RangeError('x'),
    row(4),
    { kind: 'retry', reason: 'unexpected:RangeError', waitMs: 8_000, uncertain: true, class: 'no-answer' },
  ],
  [
    'a lasting defect',
    new RangeError('x'),
    row(5),
    { kind: 'give-up', reason: 'unexpected:RangeError', class: 'no-answer' },
  ],
  [
    'something thrown that is no error',
    'x',
    row(5),
    { kind: 'give-up', reason: 'unexpected:string', class: 'no-answer' },
  ],
])('judges %s', (_name, error, tried, judgement) => {
  expect(judge(error, tried, CREATED_AT, 1_000)).toEqual(judgement);
});

it.each([
  [DAY_MS - 1, 'retry'],
  [DAY_MS, 'give-up'],
])('a reply of %i ms: %s', (age, kind) => {
  expect(judge(limited, row(9), CREATED_AT + age, 1_000).kind).toBe(kind);
});
