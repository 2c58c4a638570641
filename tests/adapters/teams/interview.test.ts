import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { renderCard } from '../../../src/adapters/cards/render-card.ts';
import { answered, multiQuestion, question, status } from '../cards/sample-views.ts';
import { ADA, BEN, BOT, CHANNEL, inChannel, openOffice, PERSONAL, TENANT } from './office.ts';
import { sampleInterview } from './sample-interview.ts';

type Office = Awaited<ReturnType<typeof openOffice>>;
let office: Office;

beforeEach(async () => {
  office = await openOffice(sampleInterview);
});
afterEach(() => office.close());

describe('a personal chat', () => {
  it('answers the first message with the status and a question card', async () => {
    const answer = await office.say('fraud detection within 100 ms');

    expect(answer).toEqual({ status: 200, body: '' });
    const conversation = office.conversation();
    expect(office.cards()).toEqual([
      renderCard(status, { conversation, slot: 'root' }),
      renderCard(question, { conversation, slot: 'q1' }),
    ]);
    expect(office.connector.shows(PERSONAL).map((message) => message.summary)).toEqual([
      status.text,
      question.text.replaceAll('\n', ' '),
    ]);
    expect(office.turns.effects).toEqual([
      {
        key: `${PERSONAL}:2`,
        platform: 'teams',
        workspace: TENANT,
        actor: { id: ADA.aadObjectId, name: 'Ada' },
        address: {
          serviceUrl: office.connector.serviceUrl,
          conversationId: PERSONAL,
          tenantId: TENANT,
          botId: BOT,
        },
        target: { by: 'key', key: `teams:${TENANT}:${PERSONAL}`, orCreate: true },
        event: { kind: 'start', text: 'fraud detection within 100 ms' },
      },
    ]);
  });

  it('replaces the question by its answer when a button is pressed, and asks on below', async () => {
    await office.say('fraud detection');
    const conversation = office.conversation();

    await office.send({ value: { conversation, action: 'answer:q2:huge' }, replyToId: '1002' });

    expect(office.connector.shows(PERSONAL).map(({ card, edited }) => ({ card, edited }))).toEqual([
      { card: renderCard(status, { conversation, slot: 'root' }), edited: false },
      { card: renderCard(answered, { conversation, slot: 'q1' }), edited: true },
      { card: renderCard(multiQuestion, { conversation, slot: 'q2' }), edited: false },
    ]);
  });

  it('hands over every box that was ticked, commas in values included', async () => {
    await office.say('fraud detection');
    const conversation = office.conversation();

    await office.send({ value: { conversation, action: 'answer-many:q3', values: 'java,c%2C%20c%2B%2B' } });

    expect(office.turns.effects.at(-1)?.event).toEqual({
      kind: 'press',
      action: 'answer-many:q3',
      values: ['java', 'c, c++'],
    });
  });

  it('takes later words as part of the same conversation', async () => {
    await office.say('fraud detection');
    await office.say('what if latency is 5 s');

    expect(office.turns.effects.map(({ event, target }) => ({ event: event.kind, target }))).toEqual([
      { event: 'start', target: { by: 'key', key: `teams:${TENANT}:${PERSONAL}`, orCreate: true } },
      { event: 'say', target: { by: 'key', key: `teams:${TENANT}:${PERSONAL}`, orCreate: false } },
    ]);
  });

  it('has one effect however often the same activity is delivered', async () => {
    await office.send({ id: '77', text: 'fraud detection' });
    await office.send({ id: '77', text: 'fraud detection' });

    expect(office.turns.effects).toHaveLength(1);
    expect(office.cards()).toHaveLength(2);
  });

  it('decodes what the client encoded before it is understood', async () => {
    await office.say('latency &lt; 100ms&nbsp;and R&amp;D');

    expect(office.turns.effects[0]?.event).toEqual({ kind: 'start', text: 'latency < 100ms and R&D' });
  });

  it('greets when the app is installed, and not when other people join', async () => {
    const joined = { type: 'conversationUpdate', text: undefined };
    await office.send({ ...joined, membersAdded: [{ id: BEN.id }] });
    await office.send({ ...joined, membersAdded: [{ id: BOT }] });

    expect(office.turns.effects.map(({ event }) => event)).toEqual([{ kind: 'help' }]);
  });
});

describe('a conversation that cannot be read any more', () => {
  it('makes room for a new one when something is said', async () => {
    await office.say('fraud detection');
    office.turns.damage(office.conversation());

    await office.say('clickstream');

    expect(office.turns.effects.at(-1)).toMatchObject({
      target: { by: 'new', key: `teams:${TENANT}:${PERSONAL}` },
      event: { kind: 'start', text: 'clickstream' },
    });
    expect(office.connector.shows(PERSONAL).map(({ text }) => text)).toContain(
      'The earlier conversation here can no longer be read, so this starts a new one.',
    );
  });

  it('says so when one of its buttons is pressed', async () => {
    await office.say('fraud detection');
    office.turns.damage(office.conversation());

    await office.send({ value: { conversation: office.conversation(), action: 'help' } });

    expect(office.connector.shows(PERSONAL).at(-1)?.text).toMatch(
      /^That conversation can no longer be read\./,
    );
  });
});

describe('a channel', () => {
  it('answers a mention in its thread, without the mention in the words', async () => {
    await office.send(inChannel('fraud detection'));

    expect(office.turns.effects[0]?.event).toEqual({ kind: 'start', text: 'fraud detection' });
    expect(office.connector.conversations()).toEqual([`${CHANNEL};messageid=1`]);
  });

  it('keeps the conversations of two people in one thread apart', async () => {
    await office.send(inChannel('fraud detection'));
    await office.send({ ...inChannel('clickstream'), from: BEN });

    expect(office.turns.effects.map(({ event }) => event.kind)).toEqual(['start', 'start']);
  });

  it('leaves alone what is not addressed to it, also when somebody types the mention by hand', async () => {
    const { entities, ...unaddressed } = inChannel('fraud detection');
    const answer = await office.send({ ...unaddressed, entities: [] });

    expect(answer.status).toBe(200);
    expect(entities).toHaveLength(2);
    expect(office.turns.effects).toEqual([]);
    expect(office.counted).toEqual([{ what: 'ignored', reason: 'not-addressed' }]);
  });

  it('takes a press of anybody, which arrives without a mention', async () => {
    await office.send(inChannel('fraud detection'));
    const conversation = office.conversation();
    const { entities, text, ...place } = inChannel('');

    await office.send({ ...place, from: BEN, value: { conversation, action: 'answer:q2:huge' } });

    expect([entities, text]).toBeDefined();
    expect(office.turns.effects.at(-1)).toMatchObject({
      actor: { id: BEN.aadObjectId, name: 'Ben' },
      target: { by: 'id', id: conversation },
    });
  });
});

describe('a press that cannot be used', () => {
  it.each([
    ['names no conversation', { action: 'help' }, 'I could not use that press: it names no conversation.'],
    ['names no action', { conversation: 'x' }, 'I could not use that press: it names no action.'],
    ['is no object', 'help', 'I could not use that press: expected an object, got string.'],
    [
      'belongs to an unknown conversation',
      { conversation: 'gone', action: 'help' },
      'That button belongs to a conversation',
    ],
  ])('is answered when it %s', async (_, value, beginning) => {
    const answer = await office.send({ value });

    expect(answer.status).toBe(200);
    expect(office.turns.effects).toEqual([]);
    expect(office.connector.shows(PERSONAL).map(({ text }) => text.slice(0, beginning.length))).toEqual([
      beginning,
    ]);
  });
});
