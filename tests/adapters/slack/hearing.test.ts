import { afterEach, describe, expect, it } from 'vitest';
import { ALL_SCOPES } from '../../../src/adapters/slack/scopes.ts';
import { BOT_USER, labelsOf } from '../../support/fake-slack/index.ts';
import { ANNA, BERT, type Desk, openDesk, WORKLOAD } from './desk.ts';

let desk: Desk;
afterEach(() => desk.stop());

/** A public channel the app is not in, where it may post all the same. */
const OUTSIDE = 'COUTSIDE';
describe('where typed replies cannot be heard', () => {
  it('the first message says so, and "join" mends it', async () => {
    desk = await openDesk();
    const { slack } = desk;
    slack.addChannel(OUTSIDE, 'public', [ANNA]);
    await slack.types(ANNA, OUTSIDE, '/streamchoice');
    await desk.settled();
    expect(desk.root(OUTSIDE).text).toContain('I cannot hear replies typed here');
    expect(labelsOf(desk.root(OUTSIDE))).toEqual(['Join this channel', 'Continue in a direct message']);

    await slack.presses(ANNA, desk.root(OUTSIDE), { press: 'Join this channel' });
    await slack.says(ANNA, OUTSIDE, 'latency is 5 s', { thread: desk.root(OUTSIDE).ts });
    await desk.settled();

    expect(slack.ephemerals.at(-1)?.text).toContain('I have joined');
    expect(
      desk
        .thread(OUTSIDE)
        .map(({ text }) => text)
        .join(),
    ).toContain('Latency: at most 5 s');
    expect(desk.root(OUTSIDE).text).not.toContain('cannot hear');
    expect(labelsOf(desk.root(OUTSIDE))).toEqual([]);
  });

  it('and the app may not join, it says how to be invited', async () => {
    desk = await openDesk();
    const { slack } = desk;
    slack.grant(ALL_SCOPES.filter((scope) => scope !== 'channels:join'));
    slack.addChannel(OUTSIDE, 'public', [ANNA]);
    await slack.types(ANNA, OUTSIDE, '/streamchoice');
    await desk.settled();

    await slack.presses(ANNA, desk.root(OUTSIDE), { press: 'Join this channel' });

    expect(slack.ephemerals.at(-1)?.text).toContain('/invite @streamchoice');
  });

  it('the interview goes on in a direct message, only for who began it, and the root stays current', async () => {
    desk = await openDesk();
    const { slack } = desk;
    slack.addChannel(OUTSIDE, 'public', [ANNA, BERT]);
    await slack.types(ANNA, OUTSIDE, '/streamchoice');
    await desk.settled();
    await slack.presses(BERT, desk.root(OUTSIDE), { press: 'Continue in a direct message' });
    expect(slack.ephemerals.at(-1)?.text).toContain(`This interview is <@${ANNA}>'s`);

    await slack.presses(ANNA, desk.root(OUTSIDE), { press: 'Continue in a direct message' });
    await desk.settled();
    const { id } = slack.direct(ANNA);
    expect(slack.messages(id).at(-1)?.text).toContain('Question 1');
    await slack.says(ANNA, id, WORKLOAD);
    await slack.says(ANNA, id, 'recommend');
    await desk.settled();

    expect(
      slack
        .messages(id)
        .map(({ text }) => text)
        .join(),
    ).toContain('Recommended: Apache Flink');
    expect(desk.root(OUTSIDE).text).toMatch(/^Recommended: Apache Flink/);
  });

  it('nor posted: a private channel without the app offers the direct message, where the interview goes on', async () => {
    desk = await openDesk();
    const { slack } = desk;
    slack.addChannel('CSECRET', 'private', [ANNA]);
    await slack.types(ANNA, 'CSECRET', '/streamchoice latency is 5 s');
    await desk.settled();
    const notice = slack.ephemerals.at(-1);
    expect(notice).toMatchObject({ via: 'response_url', text: expect.stringContaining('/invite') });

    await slack.presses(ANNA, notice ?? never(), { press: 'Continue in a direct message' });
    await desk.settled();

    const direct = slack.messages(slack.direct(ANNA).id).map(({ text }) => text);
    expect(direct.at(-1)).toContain('Question ');
    expect(direct.join()).not.toContain('Asked again below');
    expect(slack.messages('CSECRET')).toEqual([]);
  });
});

const BOTH_WAYS_OUT = ['Join this channel', 'Continue in a direct message'];

describe('the first message says that typed replies are not heard', () => {
  it('after a shortcut on a message, where the thread is somebody else’s', async () => {
    desk = await openDesk();
    const { slack } = desk;
    slack.addChannel(OUTSIDE, 'public', [ANNA]);
    await slack.says(ANNA, OUTSIDE, 'we need alerts within 50 ms on Kafka');
    const message = slack.messages(OUTSIDE).at(-1) ?? never();

    await slack.picks(ANNA, 'pick_engine', message);
    await desk.settled();

    const [first = never()] = slack.messages(OUTSIDE, message.ts);
    expect(first.text).toContain('I cannot hear replies typed here');
    expect(labelsOf(first)).toEqual(BOTH_WAYS_OUT);
    await slack.presses(ANNA, first, { press: 'Join this channel' });
    await slack.says(ANNA, OUTSIDE, '20 GB of state', { thread: message.ts });
    await desk.settled();
    expect(slack.messages(OUTSIDE, message.ts)[0]?.text).not.toContain('cannot hear');
  });

  it('after the shortcut from everywhere, in the channel that was chosen', async () => {
    desk = await openDesk();
    const { slack } = desk;
    slack.addChannel(OUTSIDE, 'public', [ANNA]);

    await slack.picks(ANNA, 'start_streamchoice');
    await slack.submits(ANNA, { 'Where shall we go on?': OUTSIDE });
    await desk.settled();

    expect(desk.root(OUTSIDE).text).toContain('I cannot hear replies typed here');
  });

  it('where an administrator refused the permission to read them, and mentions are heard all the same', async () => {
    desk = await openDesk();
    const { slack } = desk;
    slack.grant(ALL_SCOPES.filter((scope) => scope !== 'groups:history'));
    slack.addChannel('CSECRET', 'private', [ANNA, BOT_USER]);

    await slack.types(ANNA, 'CSECRET', '/streamchoice');
    await desk.settled();

    const root = desk.root('CSECRET');
    expect(root.text).toMatch(/permission groups:history.*mention me/);
    expect(labelsOf(root)).toEqual(['Continue in a direct message']);
    await slack.says(ANNA, 'CSECRET', `<@${BOT_USER}> latency is 5 s`, { thread: root.ts });
    await desk.settled();
    expect(desk.thread('CSECRET').map(({ text }) => text)).toContain('Latency: at most 5 s');
  });
});

function never(): never {
  throw new Error('nothing is there');
}
