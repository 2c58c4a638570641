import { beforeAll, describe, expect, it } from 'vitest';
import type { Context } from '../../src/conversation/context.ts';
import { requirementsOf } from '../../src/conversation/record.ts';
import { shippedContext, Talk } from './talk.ts';

let context: Context;
beforeAll(async () => {
  context = await shippedContext();
});

const FAST_JAVA = 'alerts within 50 ms from Kafka, Java team, about 800 GB of state, out-of-order events';

function started(words = ''): Talk {
  const talk = new Talk(context);
  talk.start(words);
  return talk;
}

describe('a comparison on a topic', () => {
  it('sets the best section of each engine side by side, with version, day and link', () => {
    const talk = started(FAST_JAVA);

    talk.say('compare flink and spark on state');

    const { title, columns, rows, text } = talk.view('comparison');
    expect(title).toMatch(/^Apache Flink and Spark Structured Streaming .* on state management$/);
    expect(columns.map(({ engine, score }) => [engine, score])).toEqual([
      ['flink', null],
      ['spark', null],
    ]);
    expect(rows.map((row) => [row.title, row.because, row.cells.length])).toEqual([
      ['State management', null, 2],
    ]);
    for (const cell of rows[0]?.cells ?? []) {
      const section = context.knowledge.sections.find(({ text: whole }) => whole.startsWith(cell.text));
      expect(section?.topic).toBe('state-management');
      expect(cell.holds).toBe(`${section?.holds}, checked ${section?.checked}`);
      expect(cell.links).toEqual(section?.links.slice(0, 1));
      for (const part of [cell.text, cell.holds ?? '', cell.links[0]?.url ?? ''])
        expect(text).toContain(part);
    }
  });

  it('takes the passage that fits the words asked with', () => {
    const talk = started();

    talk.say('compare flink and spark on idle partitions');

    const { rows } = talk.view('comparison');
    expect(rows.map(({ title }) => title)).toEqual(['Event time, watermarks and late data']);
    expect(rows[0]?.cells[0]?.text).toContain('one silent partition stops every window behind it');
  });

  it('can be pressed for, with several topics as rows and all engines as columns', () => {
    const talk = started();

    talk.send({ kind: 'compare', engines: [], topics: ['cost', 'windows'], all: false });

    const { columns, rows } = talk.view('comparison');
    expect(columns.map(({ engine }) => engine).sort()).toEqual(['flink', 'kafka-streams', 'spark']);
    expect(rows.map(({ title }) => title).sort()).toEqual(
      context.knowledge.topics
        .filter(({ id }) => ['cost', 'windows'].includes(id))
        .map(({ title }) => title)
        .sort(),
    );
  });

  it('compares two modes of one engine, each by its own sections', () => {
    const talk = started();

    talk.send({
      kind: 'compare',
      engines: ['spark/micro-batch', 'spark/real-time'],
      topics: ['latency'],
      all: false,
    });

    const { columns, rows } = talk.view('comparison');
    expect(columns.map(({ mode }) => mode).sort()).toEqual(['micro-batch', 'real-time']);
    expect(new Set(rows[0]?.cells.map(({ text }) => text)).size).toBe(2);
  });

  it('says why an engine has nothing on a topic', () => {
    const talk = started();

    talk.send({ kind: 'compare', engines: ['flink', 'none'], topics: ['windows'], all: false });

    const { columns, rows } = talk.view('comparison');
    const at = columns.findIndex(({ engine }) => engine === 'none');
    const reason = context.knowledge.topics.find(({ id }) => id === 'windows')?.notApplicable['none'];
    expect(rows[0]?.cells[at]).toEqual({
      text: reason ?? 'The knowledge base says nothing on this.',
      holds: null,
      links: [],
    });
  });

  it('with nothing known and no topic named shows the topics that decide most, and says so', () => {
    const talk = started();

    talk.say('compare flink and spark');

    const { rows, note } = talk.view('comparison');
    expect(rows).toHaveLength(6);
    expect(rows.map(({ title }) => title)).toContain('Latency and freshness of results');
    expect(note).toMatch(/^Nothing is known about your workload yet/);
  });
});

describe('a comparison for the workload', () => {
  it.each([
    'compare flink and kafka streams',
    'flink vs kafka streams',
    'compare flink and kafka streams for our workload',
    'what is the difference between flink and kafka streams for my use case?',
  ])('is what "%s" asks for', (words) => {
    const talk = started(FAST_JAVA);

    talk.say(words);

    expect(talk.view('comparison').title).toBe('Apache Flink and Kafka Streams, for this workload');
  });

  it('has only rows in which the engines differ, with points, reasons and sources, widest gap first', () => {
    const talk = started(FAST_JAVA);

    talk.say('compare flink and kafka streams');

    const { title, columns, rows, text } = talk.view('comparison');
    expect(title).toBe('Apache Flink and Kafka Streams, for this workload');
    const { ranking } = context.advisor.verdict(requirementsOf(talk.state ?? never()));
    const scores = columns.map(
      ({ engine }) => ranking.find(({ candidate }) => candidate.engine === engine)?.score,
    );
    expect(columns.map(({ score }) => score)).toEqual(scores);
    const points = rows.map(({ cells }) => cells.map((cell) => Number(cell.text.replace('−', '-'))));
    for (const [one, other] of points) expect(one).not.toBe(other);
    const gaps = points.map(([one = 0, other = 0]) => Math.abs(one - other));
    expect(gaps).toEqual([...gaps].sort((a, b) => b - a));
    expect(rows.every((row) => row.because !== null && row.links.length > 0)).toBe(true);
    for (const { because } of rows) expect(text).toContain(because ?? '');
  });

  it('shows the rows without a difference when they are asked for', () => {
    const talk = started('counts in windows, hourly, Spark and Flink team, managed services only');
    talk.say('compare flink and spark');
    const some = talk.view('comparison');
    const [more] = some.controls;

    talk.press(more?.action ?? '');

    const all = talk.view('comparison');
    expect(more?.label).toBe('Show all rows');
    expect(all.rows.slice(0, some.rows.length)).toEqual(some.rows);
    expect(all.rows.length - some.rows.length).toBe(
      Number(/^(\d+|One)/.exec(some.note ?? '')?.[0].replace('One', '1')),
    );
    expect(all.controls.map(({ label }) => label)).not.toContain('Show all rows');
  });

  it('takes "all rows" from the words too', () => {
    const talk = started('counts in windows, hourly, Spark and Flink team, managed services only');
    talk.say('compare flink and spark');
    const some = talk.view('comparison').rows.length;

    talk.say('compare flink and spark, show all rows');

    expect(talk.view('comparison').rows.length).toBeGreaterThan(some);
  });

  it('offers the topics behind the widest gaps', () => {
    const talk = started(FAST_JAVA);
    talk.say('compare flink and spark');
    const offered = talk.view('comparison').controls.filter(({ label }) => label.startsWith('On '));

    talk.press(offered[0]?.action ?? '');

    expect(offered.length).toBe(3);
    expect(talk.view('comparison').title.toLowerCase()).toContain(offered[0]?.label.slice(3) ?? '-');
  });

  it('puts the pick beside a single engine, and the runner-up beside the pick', () => {
    const talk = started(FAST_JAVA);
    const enginesFor = (engine: string): string[] => {
      talk.send({ kind: 'compare', engines: [engine], topics: [], all: false });
      return talk.view('comparison').columns.map((column) => column.engine);
    };

    const { ranking, pick } = context.advisor.verdict(requirementsOf(talk.state ?? never()));
    const rival = ranking.find(({ candidate }) => candidate.engine !== pick.engine)?.candidate.engine;
    expect(enginesFor('none')).toEqual([pick.engine, 'none']);
    expect(enginesFor(pick.engine)).toEqual([pick.engine, rival]);
  });

  it('says that nothing sets engines apart instead of showing an empty table', () => {
    const talk = started();
    talk.press('change:twoPaths');
    talk.say('no');

    talk.send({ kind: 'compare', engines: ['flink', 'kafka-streams'], topics: [], all: false });

    expect(talk.view('comparison')).toMatchObject({
      rows: [],
      note: 'Nothing that is known so far sets them apart.',
    });
  });

  it('refuses engines it does not know and names those it does', () => {
    const talk = started();

    talk.press('compare:storm,samza');

    expect(talk.kinds()).toEqual(['note (private)']);
    expect(talk.view('note').text).toContain('Name two of: Apache Flink');
  });
});

describe('a comparison as a side question', () => {
  it('brings the pending question again', () => {
    const talk = started('Spark team, hourly');
    const { criterion } = talk.question();

    talk.say('compare flink and spark on cost');

    expect(talk.kinds()).toEqual(expect.arrayContaining(['comparison', 'question']));
    expect(talk.question().criterion).toBe(criterion);
  });

  it('does not repeat the verdict, and changes nothing', () => {
    const talk = started(FAST_JAVA);
    talk.press('recommend');
    const before = talk.state?.given;

    talk.say('compare flink and spark on cost');

    expect(talk.kinds()).toEqual(['comparison']);
    expect(talk.state?.given).toEqual(before);
    expect(talk.state?.stage).toBe('recommended');
  });
});

function never(): never {
  throw new Error('the conversation has no state yet');
}
