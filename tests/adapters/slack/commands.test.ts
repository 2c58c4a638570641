import { afterEach, describe, expect, it } from 'vitest';
import { DIRECT, openWorkbench, TEAM_ROOM, type Workbench } from './workbench.ts';

let bench: Workbench;
afterEach(async () => {
  await bench.stop();
});

describe('/streamchoice', () => {
  it('alone begins a conversation with no words, acknowledged in silence', async () => {
    bench = await openWorkbench({ mode: 'http' });

    const answer = await bench.slack.types('UANNA', TEAM_ROOM, '/streamchoice');
    await bench.turns.settled();

    expect(answer).toMatchObject({ status: 200, body: null });
    expect(bench.turns.turns).toEqual([
      {
        key: expect.stringMatching(/^slack:command:trigger\./),
        platform: 'slack',
        workspace: 'TTEAM0001',
        actor: { id: 'UANNA', name: 'uanna' },
        address: {
          team: 'TTEAM0001',
          channel: TEAM_ROOM,
          thread: null,
          responseUrl: expect.stringMatching(/\/response\/r1$/),
        },
        target: { by: 'new', key: null },
        event: { kind: 'start', text: '' },
        place: 'TTEAM0001:CTEAM',
      },
    ]);
  });

  it('with words begins with them, tokens turned into words', async () => {
    bench = await openWorkbench({ mode: 'http' });

    await bench.slack.types('UANNA', TEAM_ROOM, '/streamchoice joins for <#C1|ads> &lt; 100 ms');

    expect(bench.turns.turns[0]?.event).toEqual({ kind: 'start', text: 'joins for #ads < 100 ms' });
  });

  it('in a direct message takes over that conversation', async () => {
    bench = await openWorkbench({ mode: 'http' });

    await bench.slack.types('UANNA', DIRECT, '/streamchoice');

    expect(bench.turns.turns[0]?.target).toEqual({ by: 'new', key: 'slack:TTEAM0001:DANNA:' });
  });

  it.each(['help', 'HELP', ' help '])(
    '"%s" is answered at once to the person alone, without a turn',
    async (text) => {
      bench = await openWorkbench({ mode: 'http' });

      await bench.slack.types('UANNA', TEAM_ROOM, `/streamchoice ${text}`);

      expect(bench.slack.ephemerals).toMatchObject([{ user: 'UANNA', via: 'acknowledgement' }]);
      expect(bench.slack.ephemerals[0]?.text).toMatch(/`\/streamchoice` starts an interview/);
      expect(bench.turns.seen).toEqual([]);
    },
  );

  it('opens a thread of its own each time, and a person’s two commands are two conversations', async () => {
    bench = await openWorkbench({ mode: 'http' });
    const { slack, turns } = bench;

    await slack.types('UANNA', TEAM_ROOM, '/streamchoice one');
    await slack.types('UANNA', TEAM_ROOM, '/streamchoice two');
    await turns.settled();
    const roots = slack.messages(TEAM_ROOM);
    await slack.says('UBERT', TEAM_ROOM, 'a second', { thread: roots[1]?.ts ?? '' });
    await turns.settled();

    expect(roots).toHaveLength(2);
    expect(slack.messages(TEAM_ROOM, roots[0]?.ts)).toHaveLength(1);
    expect(slack.messages(TEAM_ROOM, roots[1]?.ts).map((one) => one.text)).toEqual([
      'Speed: under a second',
      'a second',
      expect.stringContaining('Recommended: Alpha'),
    ]);
  });
});

it('an unknown command is acknowledged and explained to the person alone', async () => {
  bench = await openWorkbench({ mode: 'http' });

  const answer = await bench.slack.types('UANNA', TEAM_ROOM, '/streamchoize please');

  expect(answer.body).toEqual({
    response_type: 'ephemeral',
    text: "I don't know the command `/streamchoize`. Try `/streamchoice` to start or `/streamchoice help`.",
  });
  expect(bench.counted).toEqual(['dropped:unknown-command']);
  expect(bench.turns.seen).toEqual([]);
});
