import { setTimeout as wait } from 'node:timers/promises';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { DIRECT, interview, openWorkbench, TEAM_ROOM, type Workbench } from './workbench.ts';

let bench: Workbench;
afterEach(async () => {
  await bench.stop();
});

const hello = {
  type: 'message',
  channel: DIRECT,
  channel_type: 'im',
  user: 'UANNA',
  ts: '1.1',
  text: 'hello',
};

describe('over the socket', () => {
  it('an event is acknowledged only after its turn is saved', async () => {
    bench = await openWorkbench({
      mode: 'socket',
      script: async (delivery, id) => {
        await wait(120);
        return interview(delivery, id);
      },
    });

    const answer = await bench.slack.send(bench.slack.event(hello));

    expect(answer.status).toBe(200);
    expect(answer.ms).toBeGreaterThanOrEqual(115);
  });

  it('an event whose turn was not saved stays unacknowledged, and the retry is one turn', async () => {
    let failures = 1;
    bench = await openWorkbench({
      mode: 'socket',
      script: (delivery, id) => {
        if (failures-- > 0) throw new Error('the store is down');
        return interview(delivery, id);
      },
    });
    const { slack, turns } = bench;

    const [first, second] = await Promise.all([
      slack.send(slack.event(hello, 'Ev1')),
      wait(50).then(() => slack.send(slack.event(hello, 'Ev1'), 1)),
    ]);
    await turns.settled();

    expect([first.status, second.status]).toEqual([0, 200]);
    const [notice, ...answers] = slack.messages(DIRECT);
    expect(notice?.text).toMatch(/^I could not save that yet/);
    expect(answers).toHaveLength(2);
    expect(bench.counted).toEqual(['failed:event']);
  });

  it('a slow turn is acknowledged at the limit, counted and finished', async () => {
    const turn = Promise.withResolvers<void>();
    bench = await openWorkbench({
      mode: 'socket',
      ackLimitMs: 80,
      script: async (delivery, id) => {
        await turn.promise;
        return interview(delivery, id);
      },
    });

    const answer = await bench.slack.types('UANNA', TEAM_ROOM, '/streamchoice');
    turn.resolve();
    await vi.waitFor(() => expect(bench.slack.messages(TEAM_ROOM)).toHaveLength(1), 10_000);

    expect(answer.status).toBe(200);
    expect(bench.counted).toEqual(['slow-ack:command']);
  });

  it('an answer to a command travels with the acknowledgement', async () => {
    bench = await openWorkbench({ mode: 'socket' });

    const answer = await bench.slack.types('UANNA', TEAM_ROOM, '/streamchoice help');

    expect(answer.body).toMatchObject({
      response_type: 'ephemeral',
      text: expect.stringContaining('/streamchoice'),
    });
  });

  it.each(['recycle', 'dropAll'] as const)(
    'the adapter is back by itself after "%s" by Slack',
    async (what) => {
      bench = await openWorkbench({ mode: 'socket' });
      const { slack, turns, adapter } = bench;

      slack.sockets[what]();
      await until(() => slack.sockets.count() === 0);
      await slack.sockets.untilConnected();
      await until(() => adapter.isReady());
      await slack.types('UANNA', TEAM_ROOM, '/streamchoice');
      await turns.settled();

      expect(slack.messages(TEAM_ROOM)).toHaveLength(1);
      expect(bench.counted).toEqual(['reconnect:connected']);
    },
  );

  it('the adapter tries again when Slack refuses a new connection', async () => {
    bench = await openWorkbench({ mode: 'socket' });
    const { slack, adapter } = bench;
    slack.failNext('apps.connections.open', { status: 503 });

    slack.sockets.dropAll();
    await until(() => !adapter.isReady());
    await until(() => adapter.isReady());

    expect(bench.counted).toEqual(['reconnect:failed', 'reconnect:connected']);
    expect(bench.logged.join('\n')).not.toContain('xapp-');
  });

  it('the stop waits for deliveries under way to be acknowledged', async () => {
    bench = await openWorkbench({
      mode: 'socket',
      script: async (delivery, id) => {
        await wait(150);
        return interview(delivery, id);
      },
    });

    const typed = bench.slack.types('UANNA', TEAM_ROOM, '/streamchoice');
    await wait(50);
    await bench.adapter.stop();

    expect((await typed).status).toBe(200);
    expect(bench.adapter.isReady()).toBe(false);
  });
});

async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await wait(10);
}
