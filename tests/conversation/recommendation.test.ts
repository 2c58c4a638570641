import { beforeAll, describe, expect, it } from 'vitest';
import { contextOf } from '../../src/advice.ts';
import type { Context } from '../../src/conversation/context.ts';
import { endsText } from '../../src/conversation/show/ends.ts';
import type { Rule } from '../../src/knowledge/model.ts';
import { shippedContext, Talk } from './talk.ts';

let context: Context;
beforeAll(async () => {
  context = await shippedContext();
});

const FAST_JAVA = 'alerts within 50 ms from Kafka, Java team, about 800 GB of state, out-of-order events';

function verdictOn(words: string, on: Context = context): ReturnType<Talk['recommendation']> {
  const talk = new Talk(on);
  talk.start(words);
  talk.press('recommend');
  return talk.recommendation();
}

describe('a range whose ends lead to different engines', () => {
  it('shows the verdict at either end, as fields and in words', () => {
    const view = verdictOn('latency between 50 ms and 5 minutes, Kafka, windowed counts');

    const [ends] = view.atEnds ?? [];
    expect(ends).toMatchObject({ title: 'Latency', low: { at: '50 ms' }, high: { at: '5 min' } });
    expect(ends?.low.pick).not.toBe(ends?.high.pick);
    expect(view.text).toContain(
      `At either end:\n- Latency: at 50 ms ${ends?.low.pick}, at 5 min ${ends?.high.pick}`,
    );
  });

  it('is put in one line', () => {
    const ends = { title: 'Latency', low: { at: '100 ms', pick: 'A' }, high: { at: '2 s', pick: 'B' } };

    expect(endsText(ends)).toBe('Latency: at 100 ms A, at 2 s B');
  });

  it('is passed over in silence where the ends agree', () => {
    const view = verdictOn(FAST_JAVA);

    expect(view.atEnds).toEqual([]);
    expect(view.text).not.toContain('At either end');
  });
});

describe('next steps', () => {
  it('test the strongest claim with the figures that were given, and name risk, watch points and sources', () => {
    const view = verdictOn(FAST_JAVA);
    const steps = view.nextSteps;

    expect(steps?.claim).toBe(view.reasons[0]?.text);
    expect(steps?.pass).toMatch(/^At most 50 ms/);
    expect(steps?.measure).toContain('your peak rate');
    expect(steps?.watch.length).toBeGreaterThanOrEqual(2);
    expect(steps?.links.length).toBeGreaterThan(0);
    for (const part of [
      steps?.build,
      steps?.measure,
      steps?.pass,
      steps?.risk,
      steps?.watch[0],
      steps?.links[0]?.url,
    ])
      expect(view.text).toContain(part ?? '-');
  });

  it('come with every pick, and leave no placeholder open', () => {
    const words = [
      'hourly numbers, nothing stateful',
      'Spark team, Delta, five minutes',
      'Kafka Streams team, logic inside a service, Kafka',
      'Databricks, Kafka to Kafka in 100 ms, stateless filter, Spark',
      'dispatch in 100 ms and finance hourly from the same events: two paths, Spark and Flink team, Kafka, Iceberg',
      ...context.knowledge.presets.map(({ id }) => `preset ${id}`),
    ];
    const views = words.map((one) => verdictOn(one));

    expect(new Set(views.map(({ engine }) => engine)).size).toBeGreaterThanOrEqual(4);
    for (const { nextSteps } of views) {
      expect(nextSteps).not.toBeNull();
      expect(JSON.stringify(nextSteps)).not.toMatch(/[{}]\w+\||\|[^"]*}/);
    }
  });

  it('are left out where the knowledge names none', () => {
    const bare = contextOf({ ...context.knowledge, nextSteps: [] });

    const view = verdictOn(FAST_JAVA, bare);

    expect(view.nextSteps).toBeNull();
    expect(view.text).not.toContain('Next steps');
  });
});

describe('reasons against the pick', () => {
  it('are labelled with what they cost it, or whom they favour', () => {
    const view = verdictOn(
      'Spark team, Kafka, exactly once into Kafka, joins of streams, latency 5 seconds, the same code for backfills',
    );

    expect(view.against.length).toBeGreaterThan(1);
    for (const { text } of view.against)
      expect(text).toMatch(
        /^(Counts against it \(−[\d.]+\)|For [A-Z][^:]+ \(\+[\d.]+( against [+−][\d.]+)?\)): /,
      );
  });
});

describe('what the verdict takes for granted', () => {
  it('is one sentence a line: inferred, not known, not said, and whether it matters', () => {
    const talk = new Talk(context);
    talk.start('alerts within 50 ms from Kafka, Java team, about 800 GB of state');
    talk.press('change:exactlyOnce');
    talk.press(`dont-know:${talk.state?.question?.token}`);
    talk.press('recommend');

    const { assumptions, text } = talk.recommendation();

    expect(assumptions).toEqual(
      expect.arrayContaining([
        expect.stringMatching(/^Inferred from ".*": .*\.$/),
        'Not known, so it counts neither way: exactly-once results.',
        expect.stringMatching(/^Not said, so it counts neither way: .*operations.*\.$/),
      ]),
    );
    expect(assumptions.at(-1)).toMatch(
      /^(No answer still open can|Answers still open could) change the pick/,
    );
    for (const line of assumptions) expect(text.split('\n')).toContain(line);
  });
});

describe('house rules', () => {
  const HOUSE: Rule = {
    id: 'we-run-kafka-streams',
    when: [{}],
    effect: { 'kafka-streams': 20 },
    because: 'Our platform team runs Kafka Streams for everybody.',
    cites: [],
    house: true,
  };

  it('are named with the verdict that would hold without them', () => {
    const house = contextOf({ ...context.knowledge, rules: [...context.knowledge.rules, HOUSE] });

    const view = verdictOn(FAST_JAVA, house);

    expect(view.engine).toBe('kafka-streams');
    expect(view.withoutHouseRules).toBe(
      'Your house rules count here: "Our platform team runs Kafka Streams for everybody." ' +
        'Without them the pick would be Apache Flink (strong).',
    );
    expect(view.text).toContain(view.withoutHouseRules ?? '-');
    expect(view.text).toContain('Our platform team runs Kafka Streams for everybody. (house rule)');
  });

  it('that change nothing are said to change nothing', () => {
    const mild = { ...HOUSE, effect: { flink: 0.5 } };
    const house = contextOf({ ...context.knowledge, rules: [...context.knowledge.rules, mild] });

    expect(verdictOn(FAST_JAVA, house).withoutHouseRules).toMatch(
      /Without them the pick is the same: Apache Flink \(/,
    );
  });

  it('that do not exist are not mentioned', () => {
    expect(verdictOn(FAST_JAVA).withoutHouseRules).toBeNull();
  });
});
