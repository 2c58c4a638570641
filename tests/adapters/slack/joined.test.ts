import { afterEach, describe, expect, it } from 'vitest';
import { BOT_USER, labelsOf } from '../../support/fake-slack/index.ts';
import { ANNA, BERT, type Desk, openDesk } from './desk.ts';

let desk: Desk;
afterEach(() => desk.stop());

const NEW_ROOM = 'CNEW';

function posted(channel = NEW_ROOM): readonly string[] {
  return desk.slack.messages(channel).map(({ text }) => text);
}

describe.each(['http', 'socket'] as const)('a channel that somebody invites the app to, over %s', (mode) => {
  it('gets one short message with a start that works, once and for all', async () => {
    desk = await openDesk(mode);
    const { slack } = desk;
    slack.addChannel(NEW_ROOM, 'public', [ANNA]);

    await slack.invites(ANNA, NEW_ROOM);
    const [welcome] = slack.messages(NEW_ROOM);
    if (welcome === undefined) throw new Error('no welcome');
    expect(welcome.text).toMatch(/pick a stream processor.*`\/streamchoice`.*`\/remove @streamchoice`/);
    expect(welcome.text.length).toBeLessThan(300);
    expect(labelsOf(welcome)).toEqual(['Start an interview']);
    await slack.presses(ANNA, welcome, { press: 'Start an interview' });
    await desk.settled();
    expect(posted()[1]).toMatch(/^Question 1/);

    slack.removes(ANNA, NEW_ROOM);
    await Promise.all([slack.invites(ANNA, NEW_ROOM), slack.invites(BERT, NEW_ROOM)]);

    expect(posted()).toHaveLength(2);
    expect(desk.counted.filter((one) => one === 'dropped:welcomed-before')).toHaveLength(2);
  });
});

describe('no word of welcome', () => {
  it('is said when the app joins by itself, or when others come', async () => {
    desk = await openDesk();
    const { slack } = desk;
    slack.addChannel(NEW_ROOM, 'public', [ANNA, BOT_USER]);
    const joined = { type: 'member_joined_channel', channel: NEW_ROOM };

    await slack.tells('member_joined_channel', { ...joined, user: BOT_USER });
    await slack.tells('member_joined_channel', { ...joined, user: BERT, inviter: ANNA });

    expect(posted()).toEqual([]);
  });

  it('is repeated when the answer to it was lost', async () => {
    desk = await openDesk();
    const { slack } = desk;
    slack.addChannel(NEW_ROOM, 'public', [ANNA]);
    slack.persist([0, 0]);
    slack.failNext('chat.postMessage', { dropReply: true });

    await slack.invites(ANNA, NEW_ROOM);

    expect(posted()).toHaveLength(1);
  });

  it('is lost when Slack is out of order at first', async () => {
    desk = await openDesk();
    const { slack } = desk;
    slack.addChannel(NEW_ROOM, 'public', [ANNA]);
    slack.persist([0, 0]);
    slack.failNext('chat.postMessage', { error: 'internal_error' });

    await slack.invites(ANNA, NEW_ROOM);

    expect(posted()).toHaveLength(1);
  });

  it('is tried again in a channel where only some people may post', async () => {
    desk = await openDesk();
    const { slack } = desk;
    slack.addChannel(NEW_ROOM, 'public', [ANNA]);
    slack.persist([0, 0]);
    slack.failNext('chat.postMessage', { error: 'restricted_action' });

    const answers = await slack.invites(ANNA, NEW_ROOM);

    expect(answers.map(({ status }) => status)).toEqual([200]);
    expect(posted()).toEqual([]);
    expect(desk.counted).toContain('notice-lost:welcome');
  });
});
