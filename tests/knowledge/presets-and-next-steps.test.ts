import { describe, expect, it } from 'vitest';
import { fillIn, placeholdersIn } from '../../src/knowledge/fill-in.ts';
import { inspectKnowledge, loadKnowledge } from '../../src/knowledge/loader.ts';
import { candidatesOf } from '../../src/knowledge/model.ts';
import { interval } from '../../src/knowledge/requirements.ts';
import { lineOf, SHIPPED, smallKnowledge } from './knowledge-folder.ts';

const PRESET = `name: Alerts
summary: Tell somebody in time.
order: 2
says: [alarm]
requirements:
  latency: "<=100ms"
`;
const STEPS = `trial:
  build: The path itself.
  measure: The delay at {throughput|your peak}.
  pass: Within {latency|your limit}.
  cites: [quick/latency/at-once]
claims:
  - criteria: [latency]
    rules: [a-rule-somebody-removed]
    build: A race.
    measure: Time.
    pass: In time.
    cites: [quick/latency/at-once]
risk: It is young.
watch: [The clock]
cites: [quick/latency/at-once]
`;

describe('a preset', () => {
  it('is read with its values as legal requirements, presets in their order', async () => {
    const folder = smallKnowledge({
      'presets/alerts.yaml': PRESET,
      'presets/first.yaml': PRESET.replace('order: 2', 'order: 1'),
    });

    const { presets } = await loadKnowledge([folder]);

    expect(presets.map(({ id }) => id)).toEqual(['first', 'alerts']);
    expect(presets[1]).toEqual({
      id: 'alerts',
      name: 'Alerts',
      summary: 'Tell somebody in time.',
      order: 2,
      says: ['alarm'],
      requirements: { latency: interval('time', { max: 100 }) },
    });
  });

  it.each([
    [
      'a criterion that is not there',
      'latency:',
      'lateness:',
      'Expected the id of a criterion, got "lateness".',
    ],
    ['a value that cannot be read', '<=100ms', 'soonish', 'got "soonish"'],
    ['a key nobody knows', 'summary:', 'sumary:', 'got "sumary"'],
  ])('with %s is a finding at its line', async (_name, good, bad, message) => {
    const folder = smallKnowledge({ 'presets/alerts.yaml': PRESET.replace(good, bad) });

    const { findings, knowledge } = await inspectKnowledge([folder]);

    const line = lineOf(folder, 'presets/alerts.yaml', bad);
    expect(findings).toContainEqual(
      expect.objectContaining({ line, message: expect.stringContaining(message) }),
    );
    expect(knowledge?.presets).toEqual([]);
  });

  it('in a folder of its own is misplaced', async () => {
    const folder = smallKnowledge({ 'presets/more/alerts.yaml': PRESET });

    const { findings } = await inspectKnowledge([folder]);

    expect(findings).toMatchObject([
      { message: 'Expected a file of the form presets/<id>.yaml, got "presets/more/alerts.yaml".' },
    ]);
  });
});

describe('next steps', () => {
  it('are read for an engine and for one of its modes, and a rule that is gone does no harm', async () => {
    const folder = smallKnowledge({ 'next-steps/quick.yaml': STEPS, 'next-steps/quick/instant.yaml': STEPS });

    const { nextSteps } = await loadKnowledge([folder]);

    expect(nextSteps.map(({ id }) => id).sort()).toEqual(['quick', 'quick/instant']);
    expect(nextSteps[0]?.claims[0]).toMatchObject({ criteria: ['latency'], risk: null });
  });

  it.each([
    [
      'a section that is not there',
      'quick/latency/at-once]\nclaims:',
      'quick/latency/gone]\nclaims:',
      'a section, got "quick/latency/gone"',
    ],
    [
      'a criterion that is not there',
      'criteria: [latency]',
      'criteria: [lateness]',
      'a criterion, got "lateness"',
    ],
    [
      'a placeholder without a criterion',
      '{latency|',
      '{lateness|',
      'a criterion between braces, got "lateness"',
    ],
  ])('with %s are a finding', async (_name, good, bad, message) => {
    const folder = smallKnowledge({ 'next-steps/quick.yaml': STEPS.replace(good, bad) });

    const { findings } = await inspectKnowledge([folder]);

    expect(findings.map((finding) => finding.message)).toEqual([`Expected the id of ${message}.`]);
  });

  it('of an engine that is not there are a finding', async () => {
    const folder = smallKnowledge({ 'next-steps/slow.yaml': STEPS });

    const { findings } = await inspectKnowledge([folder]);

    expect(findings).toMatchObject([
      { message: 'Expected the id of an engine or engine/mode in the file name, got "slow".' },
    ]);
  });
});

describe('filling in', () => {
  it('takes the value given, else the words after the bar', () => {
    const text = '99 % {latency|in time} at {throughput|peak}';

    expect(fillIn(text, (id) => (id === 'latency' ? 'within 100 ms' : null))).toBe(
      '99 % within 100 ms at peak',
    );
    expect(placeholdersIn(text)).toEqual(['latency', 'throughput']);
  });

  it('leaves other braces alone', () => {
    expect(fillIn('{not one} {x} a|b', () => 'never')).toBe('{not one} {x} a|b');
  });
});

describe('the shipped knowledge', () => {
  it('has next steps for every pick, rules that are there, and presets with names that differ', async () => {
    const { nextSteps, presets, rules, ...knowledge } = await loadKnowledge([SHIPPED]);

    const ids = nextSteps.map(({ id }) => id);
    const without = candidatesOf(knowledge).filter(
      ({ id, engine }) => !ids.includes(id) && !ids.includes(engine),
    );
    expect(without).toEqual([]);
    const known = new Set(rules.map(({ id }) => id));
    const claimed = nextSteps.flatMap(({ claims }) => claims.flatMap((claim) => claim.rules));
    expect(claimed.filter((id) => !known.has(id))).toEqual([]);
    const names = presets.flatMap(({ id, name, says }) => [...new Set([id, name.toLowerCase(), ...says])]);
    expect(names.filter((name, at) => names.indexOf(name) !== at)).toEqual([]);
  });
});
