import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { renderCard } from '../../../src/adapters/cards/render-card.ts';
import { answered, question, status, understood } from '../cards/sample-views.ts';
import { openPage } from './open-page.ts';
import { sampleInterview } from './sample-interview.ts';

let page: Awaited<ReturnType<typeof openPage>>;

beforeEach(async () => {
  page = await openPage((delivery, turn) => {
    if (delivery.event.kind === 'start' && delivery.event.text === 'fail')
      throw new Error('a secret of the store');
    return sampleInterview(delivery, turn);
  });
});
afterEach(() => page.close());

const START = {
  conversation: null,
  deliveryKey: 'key-0001',
  event: { kind: 'start', text: 'fraud detection' },
};

async function started(): Promise<string> {
  const { body } = await page.post(START);
  return body.conversation;
}

describe('a turn', () => {
  it('starts a conversation and answers with its cards', async () => {
    const { status: code, body } = await page.post(START);

    const { conversation } = body;
    const headline = { ...status, headline: 'Question 1 of about 2', text: 'Question 1 of about 2' };
    const common = { seq: 1, audience: 'everyone' };
    expect(code).toBe(200);
    expect(body).toEqual({
      conversation,
      seq: 1,
      messages: [
        {
          ...common,
          slot: 'root',
          kind: 'status',
          text: headline.text,
          card: renderCard(headline, { conversation, slot: 'root' }),
        },
        {
          ...common,
          slot: 'u1',
          kind: 'understood',
          text: understood.text,
          card: renderCard(understood, { conversation, slot: 'u1' }),
        },
        {
          ...common,
          slot: 'q2',
          kind: 'question',
          text: question.text,
          card: renderCard(question, { conversation, slot: 'q2' }),
        },
      ],
    });
    expect(page.turns.effects).toEqual([
      {
        key: 'key-0001',
        platform: 'web',
        actor: { id: 'local', name: 'You' },
        address: {},
        target: { by: 'new', key: null },
        event: START.event,
      },
    ]);
  });

  it('has one effect when it is posted again, and answers the same', async () => {
    const first = await page.post(START);
    const second = await page.post(START);

    expect(second.body).toEqual(first.body);
    expect(page.turns.effects).toHaveLength(1);
  });

  it('hands over a press with its values to the conversation it names', async () => {
    const conversation = await started();
    const event = { kind: 'press', action: 'answer-many:q3', values: ['java', 'c, c++'] };

    await page.post({ conversation, deliveryKey: 'key-0002', event });

    expect(page.turns.effects.at(-1)).toMatchObject({ target: { by: 'id', id: conversation }, event });
  });

  it('answers only with what the page does not have yet', async () => {
    const conversation = await started();
    const event = { kind: 'press', action: 'answer:q2:huge' };

    const { body } = await page.post({ conversation, deliveryKey: 'key-0002', event, after: 1 });

    expect(body.seq).toBe(2);
    expect(body.messages.map(({ slot, kind }: Record<string, string>) => [slot, kind])).toEqual([
      ['root', 'status'],
      ['q2', 'answered'],
      ['q3', 'question'],
    ]);
  });

  it('gives a shared recommendation as Markdown, too', async () => {
    const conversation = await started();
    const event = { kind: 'share', destination: 'page', note: 'For *Thursday*' };

    const { body } = await page.post({ conversation, deliveryKey: 'key-0002', event, after: 1 });

    expect(body.messages).toHaveLength(1);
    expect(body.messages[0].markdown).toMatchInlineSnapshot(`
      "## Recommended: Apache Flink (strong)

      For \\*Thursday\\*

      ### Requirements

      - Latency: **at most 100 ms**
      - State size: **about 2 TB**
      - Throughput: **about 20,000 events a second**
      - Kind of work: **Detect sequences of events** (inferred)

      ### Why

      - Sequences of events are part of the engine, with time limits and negation. ([Event Processing (CEP)](https://nightlies.apache.org/flink/flink-docs-stable/docs/libs/cep/))
      - Results leave as soon as an event arrives, so 100 ms is well within reach. ([State Backends](https://nightlies.apache.org/flink/flink-docs-stable/docs/ops/state/state_backends/))
      - Keyed state of terabytes lives on local disk (\`RocksDB\`) with incremental checkpoints. ([State Backends](https://nightlies.apache.org/flink/flink-docs-stable/docs/ops/state/state_backends/))

      ### What would change it

      - Latency: 5 s → **Spark Structured Streaming (micro-batch)**
      - State size: none → **Kafka Streams**

      _As of 2026-11-22, knowledge k-4f2a91._
      "
    `);
  });
});

describe('a reload', () => {
  it('gets the whole conversation, each slot in its newest form at its old place', async () => {
    const conversation = await started();
    await page.post({
      conversation,
      deliveryKey: 'key-0002',
      event: { kind: 'press', action: 'answer:q2:huge' },
    });

    const { body } = await page.get(`/api/web/conversations/${conversation}?after=0`);

    expect(body.seq).toBe(2);
    expect(body.messages.map(({ seq, slot }: Record<string, unknown>) => [seq, slot])).toEqual([
      [2, 'root'],
      [1, 'u1'],
      [2, 'q2'],
      [2, 'q3'],
    ]);
    expect(body.messages[2].card).toEqual(renderCard(answered, { conversation, slot: 'q2' }));
  });

  it('gets nothing of a conversation of another platform', async () => {
    await page.turns.handle({
      key: 'k',
      platform: 'slack',
      actor: { id: 'U1', name: '' },
      address: {},
      target: { by: 'new', key: 'slack:T:C:1' },
      event: { kind: 'start', text: 'x' },
    });
    const id = page.turns.ids()[0];

    expect((await page.get(`/api/web/conversations/${id}`)).status).toBe(404);
    const turn = { conversation: id, deliveryKey: 'key-0001', event: { kind: 'say', text: 'hello' } };
    expect((await page.post(turn)).status).toBe(404);
  });

  it('says so when the conversation cannot be read any more', async () => {
    const conversation = await started();
    page.turns.damage(conversation);

    const turn = { conversation, deliveryKey: 'key-0002', event: { kind: 'say', text: 'hello' } };
    for (const answer of [await page.get(`/api/web/conversations/${conversation}`), await page.post(turn)]) {
      expect([answer.status, answer.body.error]).toEqual([
        410,
        { code: 'damaged', message: 'This conversation cannot be read any more. Start a new one.' },
      ]);
    }
  });

  it.each([
    ['unknown', '/api/web/conversations/nobody', 404, 'unknown-conversation'],
    ['not decodable', '/api/web/conversations/%zz', 404, 'unknown-conversation'],
    ['asked from a strange place', '/api/web/conversations/x?after=-1', 400, 'bad-request'],
  ])('says so when the conversation is %s', async (_, path, code, name) => {
    const answer = await page.get(path);

    expect([answer.status, answer.body.error.code]).toEqual([code, name]);
  });
});

/** Whoever compares its length with a number fails. */
const UNCOMPARABLE = { length: { toString: 1 } };

describe('a post that is refused', () => {
  it.each([
    ['not JSON', 'nonsense', 'The body is not JSON.'],
    ['empty words', { ...START, event: { kind: 'start', text: '  ' } }, 'event.text: Too small'],
    ['another event', { ...START, event: { kind: 'restart' } }, 'event.kind: Invalid'],
    ['more than was asked for', { ...START, extra: 1 }, 'body: Unrecognized key: "extra"'],
    ['a bad key', { ...START, deliveryKey: 'no' }, 'deliveryKey: Invalid string'],
    [
      'words without a conversation',
      { ...START, event: { kind: 'say', text: 'x' } },
      'conversation: expected null with',
    ],
    ['a start inside a conversation', { ...START, conversation: 'x' }, 'conversation: expected null with'],
    ['an id that only has a length', { ...START, conversation: UNCOMPARABLE }, 'conversation: Invalid input'],
    [
      'values that only have a length',
      { ...START, conversation: 'x', event: { kind: 'press', action: 'a', values: UNCOMPARABLE } },
      'event.values: Invalid input',
    ],
    ['a novel', { ...START, event: { kind: 'start', text: 'x'.repeat(8001) } }, 'event.text: Too big'],
  ])('names what is wrong with %s', async (_, body, message) => {
    const answer = await page.post(body);

    expect(answer.status).toBe(400);
    expect(answer.body.error).toMatchObject({
      code: 'bad-request',
      message: expect.stringContaining(message),
    });
    expect(page.turns.effects).toEqual([]);
  });

  it.each([
    ['another site', { origin: 'https://evil.example' }],
    ['another port of this machine', { origin: 'http://127.0.0.1:1' }],
    ['a page without origin', { origin: 'null' }],
    ['a browser that says so', { 'sec-fetch-site': 'cross-site' }],
    ['a form', { 'content-type': 'text/plain' }],
  ])('has no effect when it comes from %s', async (_, headers) => {
    const answer = await page.post(START, headers);

    expect([answer.status, answer.body.error.code]).toEqual([403, 'not-same-origin']);
    expect(page.turns.effects).toEqual([]);
  });

  it('has an effect when it comes from the page itself', async () => {
    const answer = await page.post(START, { origin: page.origin, 'sec-fetch-site': 'same-origin' });

    expect(answer.status).toBe(200);
  });

  it('tells nothing of the reason when the turn fails, and that it may be tried again', async () => {
    const answer = await page.post({ ...START, event: { kind: 'start', text: 'fail' } });

    expect(answer).toMatchObject({
      status: 503,
      body: {
        error: { code: 'not-saved', message: 'The message could not be saved. Nothing changed; try again.' },
      },
    });
    expect(page.logged).toEqual(['turn failed']);
  });
});
