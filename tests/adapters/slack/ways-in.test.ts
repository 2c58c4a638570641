import { afterEach, describe, expect, it } from 'vitest';
import { BOT_USER } from '../../support/fake-slack/index.ts';
import { lintView } from '../../support/fake-slack/view-lint.ts';
import { ANNA, BERT, type Desk, openDesk, ROOM, recommended } from './desk.ts';
import { shown } from './workbench.ts';

let desk: Desk;
afterEach(() => desk.stop());

const ANNAS_DM = `D${ANNA}`;

describe('thumbs', () => {
  it('down opens a short form; a person’s last vote counts', async () => {
    desk = await openDesk();
    const { slack } = desk;
    const verdict = await recommended(desk);

    await slack.presses(ANNA, verdict, { rate: 'Helpful' });
    await slack.presses(BERT, verdict, { rate: 'Helpful' });
    await slack.presses(ANNA, verdict, { rate: 'Not helpful' });
    await slack.submits(ANNA, {
      'What was it?': 'It is out of date',
      'Tell us more': 'We left <!here> Flink 1.x',
    });
    await desk.settled();

    expect(await desk.store.feedback.counts()).toEqual([
      { about: 'recommendation', vote: 'down', reason: 'outdated', count: 1 },
      { about: 'recommendation', vote: 'up', reason: null, count: 1 },
    ]);
    expect(await desk.store.feedback.comments(5)).toMatchObject([{ comment: 'We left <!here> Flink 1.x' }]);
    expect(slack.ephemerals.at(-1)).toMatchObject({ user: ANNA, text: expect.stringContaining('Thanks') });
  });

  it('are ordinary buttons where Slack does not know them yet', async () => {
    desk = await openDesk();
    const { slack } = desk;
    await slack.types(ANNA, ROOM, '/streamchoice ask what is a checkpoint?');
    await desk.settled();
    slack.failNext('chat.postMessage', { error: 'invalid_blocks' });
    await slack.says(ANNA, ROOM, 'how does flink recover after a crash?', { thread: desk.root().ts });
    await desk.settled();

    const answer = desk.thread().at(-1) ?? never();
    await slack.presses(BERT, answer, { press: 'Helpful' });

    expect(await desk.store.feedback.counts()).toMatchObject([{ about: 'answer', vote: 'up', count: 1 }]);
  });
});

describe('a shortcut', () => {
  it('on a message begins in its thread with what somebody else wrote there', async () => {
    desk = await openDesk();
    const { slack } = desk;
    await slack.says(BERT, ROOM, 'we need <!channel> alerts within 50 ms on Kafka, Java team');
    const message = slack.messages(ROOM).at(-1) ?? never();

    await slack.picks(ANNA, 'pick_engine', message);
    await desk.settled();

    const thread = slack.messages(ROOM, message.ts);
    expect(thread[1]?.text).toMatch(/^Understood: .*50 ms/);
    expect(thread.map(shown).join()).not.toContain('<!');
    expect(shown(thread[0] ?? never())).toContain(`for <@${ANNA}>`);
    await slack.picks(BERT, 'pick_engine', message);
    await desk.settled();
    expect(slack.messages(ROOM, message.ts).filter(({ text }) => text === thread[0]?.text)).toHaveLength(1);
  });

  it('on a message without words says so', async () => {
    desk = await openDesk();
    const { slack } = desk;
    await slack.says(BERT, ROOM, '');

    await slack.picks(ANNA, 'pick_engine', slack.messages(ROOM).at(-1) ?? never());

    expect(slack.ephemerals.at(-1)?.text).toContain('no words');
  });

  it.each([
    ['directly', {}, ANNAS_DM],
    ['in a channel', { 'Where shall we go on?': ROOM }, ROOM],
  ])('from everywhere opens a form, and begins %s', async (_where, place, id) => {
    desk = await openDesk();
    const { slack } = desk;

    await slack.picks(ANNA, 'start_streamchoice');
    await slack.submits(ANNA, { 'What do you know about the workload?': 'latency is 5 s', ...place });
    await desk.settled();

    const where = id === ROOM ? ROOM : slack.direct(ANNA).id;
    const texts = [...slack.channel(where).messages].map(({ text }) => text).join('\n');
    expect(texts).toContain('Understood: Latency: at most 5 s');
    expect(texts).toContain('Question ');
  });
});

describe('the Home tab', () => {
  it('has a start, the person’s recommendations with links, settings, help, and the deletion', async () => {
    desk = await openDesk();
    const { slack } = desk;
    await recommended(desk);

    await slack.opensHome(ANNA);

    const home = slack.homes.get(ANNA) ?? never();
    expect(lintView(home.view, 'home')).toEqual([]);
    const text = JSON.stringify(home.view);
    expect(text).toContain(`archives/${ROOM}/p${desk.root().ts.replace('.', '')}|Recommended: `);
    await slack.pressesIn(ANNA, home, { press: 'Start' });
    await slack.submits(ANNA, {});
    await desk.settled();
    expect(slack.messages(slack.direct(ANNA).id).at(-1)?.text).toContain('Question 1');
    await slack.pressesIn(ANNA, home, { share: ROOM, picker: 'Choose the design channel' });
    expect(JSON.stringify(slack.homes.get(ANNA)?.view)).toContain(`set by <@${ANNA}>`);
  });

  it('deletes what is kept of the person, votes on other people’s threads included', async () => {
    desk = await openDesk();
    const { slack } = desk;
    const verdict = await recommended(desk);
    await slack.presses(BERT, verdict, { rate: 'Helpful' });
    await slack.types(BERT, ROOM, '/streamchoice latency is 5 s');
    await desk.settled();
    await slack.opensHome(BERT);

    await slack.pressesIn(BERT, slack.homes.get(BERT) ?? never(), { press: 'Delete my data' });
    await desk.settled();

    const listed = (person: string) =>
      desk.store.overviews.list({ platform: 'slack', by: 'person', person, limit: 5 });
    expect(await desk.store.feedback.counts()).toEqual([]);
    expect(await listed(BERT)).toEqual([]);
    expect(await listed(ANNA)).toHaveLength(1);
  });

  it('deletes by whatever means the service has', async () => {
    const gone: string[] = [];
    desk = await openDesk('http', () => ({
      forget: async (platform, person) => void gone.push(`${platform} ${person}`),
    }));
    await desk.slack.opensHome(ANNA);

    await desk.slack.pressesIn(ANNA, desk.slack.homes.get(ANNA) ?? never(), { press: 'Delete my data' });

    expect(gone).toEqual([`slack ${ANNA}`]);
    expect(desk.slack.messages(desk.slack.direct(ANNA).id).at(-1)?.text).toContain('is deleted');
  });

  it('has suggestions in its messages that work as typed', async () => {
    desk = await openDesk();
    const { slack } = desk;

    await slack.opensHome(ANNA, 'messages');

    const prompts = JSON.parse(slack.assistant.at(-1)?.args['prompts'] ?? '[]') as { message: string }[];
    expect(prompts).toHaveLength(4);
    for (const { message } of prompts) {
      const before = slack.messages(slack.direct(ANNA).id).length;
      await slack.says(ANNA, slack.direct(ANNA).id, message);
      await desk.settled();
      const texts = slack
        .messages(slack.direct(ANNA).id)
        .slice(before + 1)
        .map(({ text }) => text)
        .join('\n');
      expect({ message, texts }).toEqual({
        message,
        texts: expect.stringMatching(/Understood|Start from an example|checked 20|latency/i),
      });
      expect(texts).not.toContain('could not');
    }
  });
});

describe('people in a thread', () => {
  it('talk to each other undisturbed, and are counted, not logged', async () => {
    desk = await openDesk();
    const { slack } = desk;
    await slack.types(ANNA, ROOM, '/streamchoice latency is 5 s');
    await desk.settled();
    const before = desk.thread().length;

    await slack.says(BERT, ROOM, 'sounds good to me', { thread: desk.root().ts });
    await slack.says(BERT, ROOM, `<@${ANNA}> what do you think?`, { thread: desk.root().ts });
    await desk.settled();

    expect(desk.thread()).toHaveLength(before + 2);
    expect(slack.ephemerals).toEqual([]);
    expect(desk.counted).toEqual(
      expect.arrayContaining(['dropped:among-people', 'dropped:addressed-to-others']),
    );
    expect(desk.logged.join()).not.toContain('sounds good');
  });

  it('answer together, and the root names them', async () => {
    desk = await openDesk();
    const { slack } = desk;
    await slack.types(ANNA, ROOM, '/streamchoice latency is 5 s');
    await desk.settled();

    await slack.says(BERT, ROOM, 'we have 20 GB of state and a Java team', { thread: desk.root().ts });
    await slack.says(BERT, ROOM, `<@${BOT_USER}> recommend`, { thread: desk.root().ts });
    await desk.settled();

    expect(shown(desk.root())).toContain(`for <@${ANNA}>, with answers by <@${BERT}> · recommended`);
    const details = desk.thread().find(({ text }) => text.includes('How all options did'));
    expect(shown(details ?? never())).toContain(`Latency: *at most 5 s* (<@${ANNA}>)`);
  });
});

function never(): never {
  throw new Error('nothing is there');
}
