import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { BOT_USER, type FakeMessage } from '../../support/fake-slack/index.ts';
import { DIRECT, openWorkbench, TEAM_ROOM, type Workbench } from './workbench.ts';

const US = `<@${BOT_USER}>`;
let bench: Workbench;
beforeEach(async () => {
  bench = await openWorkbench({ mode: 'http' });
});
afterEach(async () => {
  await bench.stop();
});

/** Events of all turns so far, with the key of the conversation they were meant for. */
function heard(): unknown[] {
  return bench.turns.turns.map(({ event, target }) => [target.by === 'key' ? target.key : target.by, event]);
}

async function openThread(): Promise<FakeMessage> {
  await bench.slack.types('UANNA', TEAM_ROOM, '/streamchoice');
  await bench.turns.settled();
  const [root] = bench.slack.messages(TEAM_ROOM);
  if (root === undefined) throw new Error('no thread was opened');
  return root;
}

describe('a mention in a channel', () => {
  it('begins a conversation in the thread under it, once though Slack sends it in two forms', async () => {
    const { slack, turns } = bench;

    const answers = await slack.says('UANNA', TEAM_ROOM, `${US} fraud alerts in 50 ms`);
    await turns.settled();
    const [mention] = slack.messages(TEAM_ROOM);

    expect(answers.map((answer) => answer.status)).toEqual([200, 200]);
    expect(heard()).toEqual([
      [`slack:TTEAM0001:CTEAM:${mention?.ts}`, { kind: 'start', text: 'fraud alerts in 50 ms' }],
    ]);
    expect(slack.messages(TEAM_ROOM)).toHaveLength(1);
    expect(slack.messages(TEAM_ROOM, mention?.ts)).toHaveLength(2);
  });

  it('is one turn however often it is delivered, at once and in any order', async () => {
    const { slack, turns } = bench;

    await slack.says('UANNA', TEAM_ROOM, `${US} hello`, { times: 4 });
    await turns.settled();

    expect(turns.turns).toHaveLength(1);
    expect(slack.messages(TEAM_ROOM, slack.messages(TEAM_ROOM)[0]?.ts)).toHaveLength(2);
  });

  it('in a thread of others begins a conversation there', async () => {
    const { slack } = bench;
    await slack.says('UBERT', TEAM_ROOM, 'which engine shall we take?');
    const [topic] = slack.messages(TEAM_ROOM);

    await slack.says('UANNA', TEAM_ROOM, `${US} what do you think`, { thread: topic?.ts ?? '' });

    expect(heard()).toEqual([
      [`slack:TTEAM0001:CTEAM:${topic?.ts}`, { kind: 'start', text: 'what do you think' }],
    ]);
  });

  it('in a thread of ours is said in its conversation', async () => {
    const root = await openThread();

    await bench.slack.says('UBERT', TEAM_ROOM, `${US} why?`, { thread: root.ts });

    expect(heard().slice(1)).toEqual([[`slack:TTEAM0001:CTEAM:${root.ts}`, { kind: 'say', text: 'why?' }]]);
  });

  it('without words begins an interview, and inside one asks for help', async () => {
    const root = await openThread();

    await bench.slack.says('UBERT', TEAM_ROOM, US, { thread: root.ts });
    await bench.slack.says('UBERT', TEAM_ROOM, US);

    expect(heard().slice(1)).toEqual([
      [`slack:TTEAM0001:CTEAM:${root.ts}`, { kind: 'help' }],
      [expect.stringContaining('slack:TTEAM0001:CTEAM:'), { kind: 'start', text: '' }],
    ]);
  });
});

describe('a reply in a thread of ours', () => {
  it.each([
    ['by who began it', 'UANNA', '2 seconds', {}],
    ['by somebody else', 'UBERT', '2 seconds', {}],
    ['also sent to the channel', 'UANNA', '2 seconds', { subtype: 'thread_broadcast' }],
    ['with a file', 'UANNA', '2 seconds', { subtype: 'file_share' }],
    ['to another person and us', 'UANNA', `<@UBERT> and ${US} 2 seconds`, {}],
  ])('%s is heard', async (_what, user, text, more) => {
    const root = await openThread();

    await bench.slack.says(user, TEAM_ROOM, text, { thread: root.ts, ...more });

    expect(heard().slice(1)).toEqual([
      [
        `slack:TTEAM0001:CTEAM:${root.ts}`,
        {
          kind: 'say',
          text: expect.stringContaining('2 seconds'),
          ...(text.includes(US) ? {} : { overheard: true }),
        },
      ],
    ]);
  });

  it.each([
    ['to another person', 'UANNA', '<@UBERT> do you know?', {}, 'addressed-to-others'],
    ['to a group', 'UANNA', '<!subteam^S1|@data> do you know?', {}, 'addressed-to-others'],
    ['by another bot', 'UOTHERBOT', 'deployed', { botId: 'B2' }, 'bot'],
    ['that only holds a file', 'UANNA', '', { subtype: 'file_share' }, 'no-words'],
    ['that is an edit', 'UANNA', '3 seconds', { subtype: 'message_changed' }, 'subtype'],
    ['that is a deletion', 'UANNA', 'x', { subtype: 'message_deleted' }, 'subtype'],
  ])('%s is dropped and counted', async (_what, user, text, more, reason) => {
    const root = await openThread();

    const [answer] = await bench.slack.says(user, TEAM_ROOM, text, { thread: root.ts, ...more });

    expect(answer?.status).toBe(200);
    expect(heard()).toHaveLength(1);
    expect(bench.counted).toEqual([`dropped:${reason}`]);
  });
});

describe('what is said elsewhere', () => {
  it('at the top level of a channel is dropped, counted and not logged', async () => {
    await bench.slack.says('UANNA', TEAM_ROOM, 'lunch?');

    expect(bench.turns.seen).toEqual([]);
    expect(bench.counted).toEqual(['dropped:not-in-a-thread']);
    expect(bench.logged.join('\n')).not.toContain('lunch');
  });

  it('in a thread of others is dropped, counted and leaves no trace', async () => {
    await bench.slack.says('UBERT', TEAM_ROOM, 'topic');
    const [topic] = bench.slack.messages(TEAM_ROOM);

    await bench.slack.says('UANNA', TEAM_ROOM, 'I like it', { thread: topic?.ts ?? '' });

    expect(bench.turns.turns).toEqual([]);
    expect(bench.counted).toEqual(['dropped:not-in-a-thread', 'dropped:not-our-thread']);
    expect(bench.slack.messages(TEAM_ROOM, topic?.ts)).toHaveLength(1);
  });

  it('by ourselves is never heard', async () => {
    const root = await openThread();

    await bench.slack.says(BOT_USER, TEAM_ROOM, 'Question 1', { thread: root.ts });

    expect(bench.turns.turns).toHaveLength(1);
  });

  it('in a shape we cannot read is acknowledged, dropped and counted', async () => {
    const answer = await bench.slack.send(
      bench.slack.event({ type: 'message', channel: TEAM_ROOM, user: 'UANNA' }),
    );

    expect(answer.status).toBe(200);
    expect(bench.counted).toEqual(['dropped:unreadable']);
  });
});

describe('a direct message', () => {
  const FLAT = 'slack:TTEAM0001:DANNA:';

  it('begins a conversation, and the next ones go on with it, without threads', async () => {
    const { slack, turns } = bench;

    await slack.says('UANNA', DIRECT, 'clickstream, 2 s');
    await turns.settled();
    await slack.says('UANNA', DIRECT, 'about 50 GB');
    await turns.settled();

    expect(heard()).toEqual([
      [FLAT, { kind: 'start', text: 'clickstream, 2 s' }],
      [FLAT, { kind: 'say', text: 'about 50 GB' }],
    ]);
    expect(slack.messages(DIRECT).map((one) => one.text)).toEqual([
      'clickstream, 2 s',
      'Recommended: Alpha (lean)',
      'Speed: under a second',
      'about 50 GB',
      expect.stringContaining('Recommended: Alpha (lean)\nBecause'),
    ]);
  });

  it('in a thread belongs to the conversation of the direct message', async () => {
    const { slack, turns } = bench;
    await slack.says('UANNA', DIRECT, 'hello');
    await turns.settled();
    const asked = slack.messages(DIRECT).at(-1);

    await slack.says('UANNA', DIRECT, '2 seconds', { thread: asked?.ts ?? '' });

    expect(heard().slice(1)).toEqual([[FLAT, { kind: 'say', text: '2 seconds' }]]);
  });

  it('after a command goes on with what the command began', async () => {
    const { slack, turns } = bench;
    await slack.says('UANNA', DIRECT, 'hello');
    await slack.types('UANNA', DIRECT, '/streamchoice another');
    await turns.settled();

    const pressed = slack.messages(DIRECT).at(-1);
    await slack.says('UANNA', DIRECT, '2 seconds');
    await turns.settled();

    expect(pressed).toBeDefined();
    expect(pressed?.text).toBe('Speed: under a second');
  });

  it('may mention anybody: there is nobody else to talk to', async () => {
    await bench.slack.says('UANNA', DIRECT, '<@UBERT> asked for 2 seconds');

    expect(heard()).toEqual([[FLAT, { kind: 'start', text: 'somebody asked for 2 seconds' }]]);
  });
});

describe('a conversation whose stored form is damaged', () => {
  it('is said to be so', async () => {
    await bench.stop();
    bench = await openWorkbench({ mode: 'http', damaged: true });

    await bench.slack.says('UANNA', DIRECT, 'hello');

    expect(bench.slack.messages(DIRECT).map((one) => one.text)).toEqual([
      'hello',
      expect.stringContaining('I can no longer read this conversation'),
    ]);
  });
});
