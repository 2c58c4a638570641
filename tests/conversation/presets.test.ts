import { beforeAll, describe, expect, it } from 'vitest';
import type { Context } from '../../src/conversation/context.ts';
import { presetIn } from '../../src/conversation/presets.ts';
import { BEN, shippedContext, Talk } from './talk.ts';

let context: Context;
beforeAll(async () => {
  context = await shippedContext();
});

function started(words = ''): Talk {
  const talk = new Talk(context);
  talk.start(words);
  return talk;
}

describe('the offer of examples', () => {
  it('stands beside the first question, and beside no later one', () => {
    const talk = started();
    const labels = (): string[] => talk.question().controls.map(({ label }) => label);
    const first = labels();

    talk.press(talk.question().choices[0]?.action ?? '');

    expect(first).toContain('Start from an example');
    expect(labels()).not.toContain('Start from an example');
  });

  it('lists all of them, privately, with a button each that works', () => {
    const talk = started();

    talk.press('presets');

    expect(talk.kinds()).toEqual(['note (private)']);
    const { lines, controls } = talk.view('note');
    expect(lines).toEqual(context.knowledge.presets.map(({ name, summary }) => `${name}: ${summary}`));
    for (const { action } of controls) {
      const other = started();
      other.press(action);
      expect(other.kinds()).toContain('understood');
    }
  });
});

describe('a preset in words', () => {
  it.each([
    ['preset fraud', 'fraud'],
    ['Start from the fraud example, please', 'fraud'],
    ['use preset "CDC to a lakehouse"', 'cdc-lakehouse'],
    ['preset cdc', 'cdc-lakehouse'],
    ['clickstream template', 'clickstream'],
    ['Preset: IoT alerts', 'iot-alerts'],
    ['preset ml features', 'ml-features'],
    ['show me the log etl preset', 'log-etl'],
  ])('"%s" is found', (text, id) => {
    expect(presetIn(context, text)?.id).toBe(id);
  });

  it.each(['preset', 'examples', 'show examples', 'start from an example'])(
    '"%s" asks for the list',
    (text) => {
      expect(presetIn(context, text)).toBeNull();
    },
  );

  it.each([
    'fraud detection with 50 ms',
    'for example 5 seconds',
    'an example would be clickstream from Kafka',
    'what is an example of a session window?',
    '',
  ])('"%s" asks for none', (text) => {
    expect(presetIn(context, text)).toBeUndefined();
  });
});

describe('starting from an example', () => {
  it('fills requirements in as inferred, each with a way to change it, and says that they are a start', () => {
    const talk = started('preset fraud');

    const preset = context.knowledge.presets.find(({ id }) => id === 'fraud');
    const given = talk.state?.given ?? {};
    expect(Object.fromEntries(Object.entries(given).map(([id, { value }]) => [id, value]))).toEqual(
      preset?.requirements,
    );
    expect(new Set(Object.values(given).map(({ how, words }) => `${how}: ${words}`))).toEqual(
      new Set(['inferred: the example "Fraud scoring"']),
    );
    const view = talk.view('understood');
    expect(view.note).toBe(
      'From the example "Fraud scoring": a starting point. Change whatever is different with you.',
    );
    expect(view.items.map(({ criterion }) => criterion).sort()).toEqual(Object.keys(given).sort());
    expect(
      view.items.every(({ how, change }) => how === 'inferred' && change.action.startsWith('change:')),
    ).toBe(true);
    expect(view.text).toContain(view.note ?? '-');
  });

  it('says nothing about the team, so the interview asks for it', () => {
    for (const { requirements } of context.knowledge.presets) {
      expect(Object.keys(requirements)).not.toContain('skills');
      expect(Object.keys(requirements)).not.toContain('ops');
    }
  });

  it('keeps what somebody said', () => {
    const talk = started('our latency limit is 30 seconds');
    const before = talk.state?.given['latency'];

    talk.press('preset:fraud');

    expect(talk.state?.given['latency']).toEqual(before);
    expect(talk.view('understood').items.map(({ criterion }) => criterion)).not.toContain('latency');
  });

  it('lets anybody change a value without calling it a disagreement', () => {
    const talk = started('preset fraud');

    talk.say('latency is 30 seconds', BEN);

    expect(talk.state?.given['latency']).toMatchObject({ how: 'said', by: 'U2', others: [] });
  });

  it('lets go of one example when another is taken', () => {
    const talk = started('preset fraud');

    talk.press('preset:log-etl');

    const words = Object.values(talk.state?.given ?? {}).map((given) => given.words);
    expect(new Set(words)).toEqual(new Set(['the example "Log ETL"']));
    expect(talk.shown.get('q2')).toMatchObject({ kind: 'note' });
  });

  it('names in the recommendation what nobody said', () => {
    const talk = started('preset clickstream');

    talk.finish();

    expect(talk.recommendation().assumptions[0]).toMatch(
      /^Taken from the example "Clickstream analytics", not said by anybody: .*Latency: at most 1 min/,
    );
  });

  it('refuses a preset that is not there', () => {
    const talk = started();

    talk.press('preset:poker');

    expect(talk.kinds()).toEqual(['note (private)']);
    expect(talk.view('note').text).toContain('That button is not known here.');
  });
});

describe('the shipped examples', () => {
  it.each([
    ['fraud', ['flink']],
    ['cdc-lakehouse', ['spark', 'flink']],
    ['clickstream', ['flink', 'spark']],
    ['iot-alerts', ['flink', 'spark', 'kafka-streams']],
    ['ml-features', ['spark', 'flink']],
    ['log-etl', ['spark', 'none']],
  ])('%s leads to a verdict that an architect would not laugh at', (id, sensible) => {
    const preset = context.knowledge.presets.find((one) => one.id === id);

    expect(sensible).toContain(context.advisor.verdict(preset?.requirements ?? {}).pick.engine);
  });

  it('are the common workloads and no other', () => {
    expect(context.knowledge.presets.map(({ id }) => id)).toEqual([
      'fraud',
      'cdc-lakehouse',
      'clickstream',
      'iot-alerts',
      'ml-features',
      'log-etl',
    ]);
  });
});
