import { expect, it } from 'vitest';
import { encodeValue, readPress } from '../../../src/adapters/cards/press-data.ts';

const LONG = 'x'.repeat(201);

it.each([
  [
    { conversation: 'c', action: 'help' },
    { kind: 'press', conversation: 'c', action: 'help' },
  ],
  [
    {
      conversation: 'c',
      action: 'answer-many:q3',
      values: `${encodeValue('<=100ms, p99')},${encodeValue('50%')}`,
    },
    { kind: 'press', conversation: 'c', action: 'answer-many:q3', values: ['<=100ms, p99', '50%'] },
  ],
  [
    { conversation: 'c', action: 'x', values: '' },
    { kind: 'press', conversation: 'c', action: 'x', values: [] },
  ],
  [
    { conversation: 'c', action: 'x', values: '%zz' },
    { kind: 'press', conversation: 'c', action: 'x', values: ['%zz'] },
  ],
  [
    { conversation: 'c', action: 'x', values: 7 },
    { kind: 'press', conversation: 'c', action: 'x' },
  ],
  [
    { conversation: 'c', share: true, destination: '19:d', note: '  hello ' },
    { kind: 'share', conversation: 'c', destination: '19:d', note: 'hello' },
  ],
  [
    { conversation: 'c', share: true, destination: '19:d' },
    { kind: 'share', conversation: 'c', destination: '19:d', note: null },
  ],
  [
    { conversation: 'c', share: true },
    { kind: 'foreign', reason: 'no channel was chosen' },
  ],
  [
    { conversation: '', action: 'x' },
    { kind: 'foreign', reason: 'it names no conversation' },
  ],
  [
    { conversation: LONG, action: 'x' },
    { kind: 'foreign', reason: 'it names no conversation' },
  ],
  [
    { conversation: 'c', action: LONG },
    { kind: 'foreign', reason: 'it names no action' },
  ],
  [
    { conversation: 'c', action: 5 },
    { kind: 'foreign', reason: 'it names no action' },
  ],
  [null, { kind: 'foreign', reason: 'expected an object, got object' }],
  ['c|x', { kind: 'foreign', reason: 'expected an object, got string' }],
])('%j is read as %j', (data, expected) => {
  expect(readPress(data)).toEqual(expected);
});
