import { beforeAll, describe, expect, it } from 'vitest';
import type { Context } from '../../src/conversation/context.ts';
import type { RecordView } from '../../src/conversation/views.ts';
import { madr } from '../../src/record/madr.ts';
import { readRecord } from '../../src/record/read-record.ts';
import { replay } from '../../src/record/replay.ts';
import { ANNA, BEN, NOON, shippedContext, Talk } from '../conversation/talk.ts';

let context: Context;
beforeAll(async () => {
  context = await shippedContext();
});

const DAY_MS = 86_400_000;

function recordOf(words = 'alerts within 50 ms, 3 TB of state, late events, Java', now = NOON): RecordView {
  const talk = new Talk(context);
  talk.send({ kind: 'start', text: words }, ANNA, now);
  talk.send({ kind: 'recommend' }, ANNA, now);
  talk.send({ kind: 'record' }, ANNA, now);
  return talk.view('record');
}

describe('a decision record', () => {
  it('has the parts of a MADR record, every option, every driver and every source', () => {
    const { text, json } = recordOf();
    const read = readRecord(json);
    if (!read.ok) throw new Error(read.reason);

    const headings = [...text.matchAll(/^#+ (.*)$/gm)].map((match) => match[1] ?? '');
    expect(headings.filter((title) => !title.includes('points') && !title.includes('ruled out'))).toEqual([
      'Use Apache Flink for this stream workload',
      'Context and Problem Statement',
      'Decision Drivers',
      'Considered Options',
      'Decision Outcome',
      'Consequences',
      'Confirmation',
      'Pros and Cons of the Options',
      'More Information',
    ]);
    expect(headings.filter((title) => title.includes('points') || title.includes('ruled out'))).toHaveLength(
      read.record.options.length,
    );
    for (const { rule, because } of read.record.options.flatMap(({ reasons }) => reasons))
      expect({ rule, there: text.includes(because.slice(0, 20)) }).toEqual({ rule, there: true });
    for (const { url } of read.record.links) expect(text).toContain(`](${url.replaceAll('(', '%28')}`);
    expect(text).toContain('* Latency: at most 50 ms');
  });

  it('is the same bytes for the same answers and day, and the same id on any day', () => {
    expect(recordOf()).toEqual(recordOf());
    expect(recordOf(undefined, NOON + DAY_MS).id).toBe(recordOf().id);
    expect(recordOf('alerts within 50 ms, 2 TB of state, late events, Java').id).not.toBe(recordOf().id);
  });

  it('is read back whole, and refused where somebody changed it', () => {
    const { json } = recordOf();
    const read = readRecord(json);

    expect(read.ok && madr(read.record)).toBe(recordOf().text);
    expect(readRecord(json.replace('"score": ', '"score": 1'))).toMatchObject({
      ok: false,
      reason: expect.stringContaining('changed by hand'),
    });
    expect(readRecord('{}')).toMatchObject({
      ok: false,
      reason: expect.stringContaining('Expected a record'),
    });
    expect(readRecord('no')).toMatchObject({ ok: false, reason: expect.stringContaining('no JSON') });
  });

  it('judged again comes out the same, and says what differs with other knowledge', () => {
    const read = readRecord(recordOf().json);
    if (!read.ok) throw new Error(read.reason);
    const { recommend } = context.advisor;

    expect(replay(read.record, recommend, context.knowledge.version)).toEqual({
      same: true,
      differences: [],
    });
    const other = replay(read.record, () => recommend({}), 'another');
    expect(other.same).toBe(false);
    expect(other.differences[0]).toBe(
      `The knowledge is another now; the record rests on ${context.knowledge.version}.`,
    );
  });

  it('keeps people’s words harmless, and only where they were agreed to', () => {
    const talk = new Talk(context);
    talk.send({ kind: 'start', text: 'latency is 5 s' }, ANNA);
    talk.say('Java team, <script>alert(1)</script> ![x](http://x.example) 20 GB of state', BEN);
    talk.send({ kind: 'recommend' });
    const share = (words: boolean): string => {
      talk.send({ kind: 'share', destination: 'C1', note: null, words });
      return talk.view('shared').record?.text ?? '';
    };

    expect(share(false)).not.toContain("in the team's words");
    expect(share(true)).toContain("in the team's words");
    expect(share(true)).not.toMatch(/<script|!\[x\]\(/);
    expect(share(true)).toContain('decision-makers: ["U1", "U2"]');
  });

  it('is not given before there is a verdict', () => {
    const talk = new Talk(context);
    talk.start();

    talk.send({ kind: 'record' });

    expect(talk.kinds()).toEqual(['note (private)']);
  });
});
