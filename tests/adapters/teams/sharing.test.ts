import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { renderCard } from '../../../src/adapters/cards/render-card.ts';
import { shared } from '../cards/sample-views.ts';
import { BEN, CHANNEL, inChannel, openOffice, PERSONAL } from './office.ts';
import { sampleInterview } from './sample-interview.ts';

let office: Awaited<ReturnType<typeof openOffice>>;

beforeEach(async () => {
  office = await openOffice(sampleInterview);
});
afterEach(() => office.close());

/** Threads of the channel that posts of ours opened. */
function posts(): readonly string[] {
  return office.connector.conversations().filter((id) => id.startsWith(CHANNEL) && !id.endsWith('=1'));
}

/** What "Remove" on a posted card carries. */
function removeData(thread: string): unknown {
  const rows = office.cards(thread)[0]?.body.filter((element) => element.type === 'ActionSet') ?? [];
  const button = rows.flatMap(({ actions }) => actions).find(({ title }) => title === 'Remove');
  if (button?.type !== 'Action.Submit') throw new Error('no way to remove it');
  return button.data;
}

describe('sharing', () => {
  it('says how to set up a channel while there is none', async () => {
    await office.say('fraud detection');
    await office.say('recommend');

    const texts = JSON.stringify(office.cards().at(-1));
    expect(texts).toContain('mention me there once with \\"use this channel\\"');
  });

  it('posts to a channel that was set up by name, and tells the person', async () => {
    await office.send(inChannel('use this channel as Design reviews'));
    await office.say('fraud detection');
    await office.say('recommend');
    const conversation = office.conversation();

    await office.send({ value: { conversation, share: true, destination: CHANNEL, note: 'for Thursday' } });

    const thread =
      office.connector.conversations().find((id) => id.startsWith(CHANNEL) && !id.endsWith('=1')) ?? '';
    expect(office.turns.effects.at(-1)?.event).toEqual({
      kind: 'share',
      destination: CHANNEL,
      note: 'for Thursday',
    });
    expect(office.cards(thread)).toEqual([
      renderCard(shared, { conversation, slot: `share:${CHANNEL}`, removable: true }),
    ]);
    expect(office.connector.shows(PERSONAL).at(-1)?.text).toBe('Posting it to Design reviews.');
  });

  it('updates the post when the result is shared to the same channel again', async () => {
    await office.send(inChannel('use this channel as Design reviews'));
    await office.say('fraud detection');
    await office.say('recommend');
    const conversation = office.conversation();
    const value = { conversation, share: true, destination: CHANNEL };

    await office.send({ value });
    await office.send({ value });

    const threads = office.connector
      .conversations()
      .filter((id) => id.startsWith(CHANNEL) && !id.endsWith('=1'));
    expect(threads.map((id) => office.connector.shows(id).map(({ edited }) => edited))).toEqual([[true]]);
  });

  it('is taken back by who shared it and nobody else, and can be repeated', async () => {
    await office.send(inChannel('use this channel as Design reviews'));
    await office.say('fraud detection');
    await office.say('recommend');
    const conversation = office.conversation();
    const value = { conversation, share: true, destination: CHANNEL };
    await office.send({ value });
    const [thread = ''] = posts();
    const { text: _, entities: __, ...there } = inChannel('', thread.split('=')[1]);
    const remove = { ...there, value: removeData(thread) };

    await office.send({ ...remove, from: BEN });
    expect(office.connector.shows(thread).at(-1)?.text).toBe(
      'Only the person who shared this can remove it.',
    );
    await office.send(remove);

    expect(office.cards(thread).filter((card) => card !== null)).toEqual([]);
    expect(office.connector.shows(PERSONAL).at(-1)?.text).toBe('Removed from Design reviews.');
    await office.send(remove);
    expect(office.connector.shows(thread).at(-1)?.text).toMatch(/not among the recommendations/);
    await office.send({ value });
    expect(posts()).toHaveLength(2);
  });

  it('turns into the word that it was taken back where messages cannot be deleted', async () => {
    await office.send(inChannel('use this channel as Design reviews'));
    await office.say('fraud detection');
    await office.say('recommend');
    await office.send({ value: { conversation: office.conversation(), share: true, destination: CHANNEL } });
    const [thread = ''] = posts();
    const { text: _, entities: __, ...there } = inChannel('', thread.split('=')[1]);
    const { id = '' } = office.connector.shows(thread)[0] ?? {};
    office.connector.refuseOn(`/v3/conversations/${thread}/activities/${id}`, { status: 501 }, 'DELETE');

    await office.send({ ...there, value: removeData(thread) });

    expect(JSON.stringify(office.cards(thread))).toContain('This recommendation was taken back.');
    expect(office.failures).toEqual([]);
  });

  it('takes the name of the channel from Teams when none is given', async () => {
    office.connector.setChannels('19:team@thread.tacv2', [{ id: CHANNEL, name: 'Architecture' }]);

    await office.send(inChannel('use this channel'));

    expect(office.connector.shows(`${CHANNEL};messageid=1`).map(({ text }) => text)).toEqual([
      'Recommendations can now be posted to Architecture from any conversation with me.',
    ]);
  });

  it('tells the person when the channel is not set up any more', async () => {
    await office.say('fraud detection');
    const conversation = office.conversation();

    await office.send({ value: { conversation, share: true, destination: '19:elsewhere' } });

    expect(office.connector.shows(PERSONAL).at(-1)?.text).toMatch(/^That channel is no longer set up/);
    expect(office.failures).toMatchObject([{ code: 'unknown-channel', retry: false }]);
  });

  it('asks for a name when neither the person nor Teams gives one', async () => {
    await office.send(inChannel('use this channel'));

    expect(office.connector.shows(`${CHANNEL};messageid=1`).map(({ text }) => text)).toEqual([
      'Teams does not tell me the name of this channel. Mention me with "use this channel as" and a name for it.',
    ]);
  });

  it('keeps the twenty channels set up last', async () => {
    for (let index = 1; index <= 21; index += 1) {
      const there = inChannel(`use this channel as Room ${index}`);
      await office.send({
        ...there,
        channelData: { ...(there['channelData'] as object), channel: { id: `19:${index}` } },
      });
    }
    await office.say('fraud detection');
    await office.say('recommend');

    const picker = office
      .cards()
      .at(-1)
      ?.body.find((element) => element.type === 'Input.ChoiceSet');
    expect(picker?.choices.map(({ title }) => title)).toEqual(
      Array.from({ length: 20 }, (_, index) => `Room ${21 - index}`),
    );
  });

  it('is refused politely when the app may not write there, with the code for whoever looks after it', async () => {
    await office.send(inChannel('use this channel as Design reviews'));
    await office.say('fraud detection');
    const value = { conversation: office.conversation(), share: true, destination: CHANNEL };
    office.connector.refuseOn('/v3/conversations', { status: 403, code: 'BotNotInConversationRoster' });

    await office.send({ value });

    expect(office.connector.shows(PERSONAL).at(-1)?.text).toBe(
      'The recommendation could not be posted to Design reviews (BotNotInConversationRoster). Is the app still installed in that team?',
    );
    expect(office.failures).toMatchObject([{ code: 'BotNotInConversationRoster', retry: false }]);
  });
});
