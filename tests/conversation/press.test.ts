import { describe, expect, it } from 'vitest';
import type { Event } from '../../src/conversation/events.ts';
import { action, decodePress } from '../../src/conversation/press.ts';

const READ: readonly (readonly [string, Event])[] = [
  [action.answer('q1', 'a:b'), { kind: 'answer', token: 'q1', choice: 'a:b' }],
  [action.answerMany('q1'), { kind: 'answer-many', token: 'q1', choices: ['x', 'y'] }],
  [action.dontKnow('q1'), { kind: 'dont-know', token: 'q1' }],
  [action.skip('q1'), { kind: 'skip', token: 'q1' }],
  [action.settle('q7', 1), { kind: 'settle', token: 'q7', position: 1 }],
  [action.change('latency'), { kind: 'change', criterion: 'latency' }],
  [action.ask('cost'), { kind: 'ask', question: 'cost' }],
  [
    action.compare(['flink', 'spark/real-time']),
    { kind: 'compare', engines: ['flink', 'spark/real-time'], topics: [], all: false },
  ],
  [
    action.compare(['flink', 'spark'], ['state-management', 'cost']),
    { kind: 'compare', engines: ['flink', 'spark'], topics: ['state-management', 'cost'], all: false },
  ],
  [
    action.compareAll(['flink', 'kafka-streams']),
    { kind: 'compare', engines: ['flink', 'kafka-streams'], topics: [], all: true },
  ],
  [action.whyNot('kafka-streams'), { kind: 'why-not', engine: 'kafka-streams' }],
  [action.preset('log-etl'), { kind: 'preset', preset: 'log-etl' }],
  [action.presets, { kind: 'presets' }],
  [action.back, { kind: 'back' }],
  [action.adopt, { kind: 'adopt' }],
  [action.help, { kind: 'help' }],
];

describe('a button', () => {
  it.each(READ)('that says %s is read back as what it was made for', (text, event) => {
    expect(decodePress(text, ['x', 'y'])).toEqual(event);
  });

  it.each([
    '',
    ':',
    'settle:q7',
    'settle:q7:',
    'settle:q7:x',
    'settle:q7:-1',
    'settle:q7:100',
    'compare',
    'compare:',
    'compare-all',
    'why-not:',
    'preset',
    'presets:fraud',
    'toString:x',
  ])('that says "%s" is none of ours', (text) => {
    expect(decodePress(text, [])).toBeNull();
  });
});
