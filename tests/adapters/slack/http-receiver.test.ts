import { setTimeout as wait } from 'node:timers/promises';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { sign } from '../../support/fake-slack/deliver.ts';
import { SIGNING_SECRET } from '../../support/fake-slack/index.ts';
import { DIRECT, interview, openWorkbench, TEAM_ROOM, type Workbench } from './workbench.ts';

let bench: Workbench;
afterEach(async () => {
  await bench.stop();
});

async function post(
  body: string,
  more: { readonly type?: string; readonly skew?: number; readonly headers?: Record<string, string> } = {},
): Promise<{ status: number; body: string }> {
  const timestamp = String(Math.floor(Date.now() / 1000) + (more.skew ?? 0));
  const response = await fetch(bench.requestUrl ?? '', {
    method: 'POST',
    headers: {
      'content-type': more.type ?? 'application/json',
      'x-slack-request-timestamp': timestamp,
      'x-slack-signature': sign(SIGNING_SECRET, timestamp, body),
      ...more.headers,
    },
    body,
  });
  return { status: response.status, body: await response.text() };
}

const NOT_YET =
  'I could not save that yet. It comes to me again within a minute or so; you need not repeat it.';

describe('a request to the events address', () => {
  it.each([
    [
      'with a wrong signature',
      { headers: { 'x-slack-signature': `v0=${'0'.repeat(64)}` } },
      'wrong-or-stale-signature',
    ],
    ['signed 6 minutes ago', { skew: -360 }, 'wrong-or-stale-signature'],
    ['signed 6 minutes ahead', { skew: 360 }, 'wrong-or-stale-signature'],
    ['with an empty signature', { headers: { 'x-slack-signature': '' } }, 'wrong-or-stale-signature'],
  ])('%s is refused in the same words as every other', async (_how, more, reason) => {
    bench = await openWorkbench({ mode: 'http' });

    const answer = await post(JSON.stringify({ type: 'url_verification', challenge: 'c' }), more);

    expect(answer).toEqual({ status: 401, body: 'unauthorized' });
    expect(bench.counted).toEqual([`refused:${reason}`]);
    expect(bench.turns.seen).toEqual([]);
  });

  it('without signature is refused in the same words', async () => {
    bench = await openWorkbench({ mode: 'http' });

    const response = await fetch(bench.requestUrl ?? '', { method: 'POST', body: 'ssl_check=1' });

    expect({ status: response.status, body: await response.text() }).toEqual({
      status: 401,
      body: 'unauthorized',
    });
    expect(bench.counted).toEqual(['refused:unsigned']);
  });

  it('echoes the challenge when Slack verifies the address', async () => {
    bench = await openWorkbench({ mode: 'http' });

    const answer = await post(JSON.stringify({ type: 'url_verification', challenge: 'abc', token: 'x' }));

    expect(answer).toEqual({ status: 200, body: '{"challenge":"abc"}' });
  });

  it('answers the certificate check', async () => {
    bench = await openWorkbench({ mode: 'http' });

    const answer = await post('ssl_check=1&token=x', { type: 'application/x-www-form-urlencoded' });

    expect(answer).toEqual({ status: 200, body: '' });
  });

  it.each([
    ['broken JSON', '{"type":', 'application/json'],
    ['a JSON list', '[1]', 'application/json'],
    ['a form with broken JSON', 'payload=%7B', 'application/x-www-form-urlencoded'],
  ])('with %s is a bad request', async (_what, body, type) => {
    bench = await openWorkbench({ mode: 'http' });

    expect(await post(body, { type })).toEqual({ status: 400, body: 'bad request' });
  });

  it.each([
    ['an event that is a text', { event: 'message' }, 'event'],
    ['an event without a type', { event: { text: 'hello' } }, 'event.type'],
    ['an event whose channel is a number', { event: { type: 'message', channel: 5 } }, 'event.channel'],
    ['a command without a person', { command: '/streamchoice', team_id: 'T1' }, 'channel_id'],
    ['a press without a person', { type: 'block_actions', actions: [{ action_id: 'a' }] }, 'user'],
    ['a press on nothing', { type: 'block_actions', user: { id: 'U1' }, actions: [] }, 'actions'],
    [
      'a press on what only has a length',
      { type: 'block_actions', user: { id: 'U1' }, actions: { length: { toString: 1 } } },
      'actions',
    ],
    ['a press of no kind', { user: { id: 'U1' }, actions: 7 }, 'type'],
    ['a sent modal without a view', { type: 'view_submission', user: { id: 'U1' } }, 'view'],
    [
      'a shortcut with a list as its name',
      { type: 'shortcut', user: { id: 'U1' }, callback_id: [] },
      'callback_id',
    ],
  ])('with %s is a bad request, and the log says where', async (_what, payload, at) => {
    bench = await openWorkbench({ mode: 'http' });

    expect(await post(JSON.stringify(payload))).toEqual({ status: 400, body: 'bad request' });
    expect(bench.counted).toEqual(['refused:malformed']);
    expect(bench.logged.join('\n')).toContain(`"at":"${at}"`);
  });

  it('of a kind that nobody handles is not found, so that Slack shows it', async () => {
    bench = await openWorkbench({ mode: 'http' });

    expect((await post(JSON.stringify({ type: 'mystery' }))).status).toBe(404);
    expect(bench.counted).toEqual(['dropped:unhandled']);
  });
});

describe('the acknowledgement', () => {
  it.each(['command', 'event', 'press'] as const)('of a %s waits until its turn is saved', async (kind) => {
    const order: string[] = [];
    bench = await openWorkbench({
      mode: 'http',
      script: async (delivery, id) => {
        await wait(kindOf(delivery.event.kind) === kind ? 120 : 0);
        order.push(`saved ${delivery.event.kind}`);
        return interview(delivery, id);
      },
    });
    const { slack, turns } = bench;
    await slack.types('UANNA', TEAM_ROOM, '/streamchoice');
    await turns.settled();
    const [root] = slack.messages(TEAM_ROOM);
    const [asked] = slack.messages(TEAM_ROOM, root?.ts);
    if (asked === undefined || root === undefined) throw new Error('no question was posted');
    order.length = 0;

    const act = {
      command: () => slack.types('UANNA', TEAM_ROOM, '/streamchoice again'),
      event: async () => (await slack.says('UANNA', TEAM_ROOM, '2 seconds', { thread: root.ts }))[0],
      press: () => slack.presses('UANNA', asked, { press: 'Choice 1' }),
    }[kind];
    const answer = await act();
    order.push('acknowledged');

    expect(answer).toMatchObject({ status: 200, body: null });
    expect(answer?.ms).toBeGreaterThanOrEqual(115);
    expect(order).toHaveLength(2);
    expect(order[1]).toBe('acknowledged');
  });

  it('comes at the limit although the turn still runs, and that is counted and logged', async () => {
    const turn = Promise.withResolvers<void>();
    bench = await openWorkbench({
      mode: 'http',
      ackLimitMs: 100,
      script: async (delivery, id) => {
        await turn.promise;
        return interview(delivery, id);
      },
    });

    const answer = await bench.slack.types('UANNA', TEAM_ROOM, '/streamchoice');
    turn.resolve();
    await vi.waitFor(() => expect(bench.slack.messages(TEAM_ROOM)).toHaveLength(1), 10_000);

    expect(answer).toMatchObject({
      status: 200,
      body: { response_type: 'ephemeral', text: 'I am still saving that; my answer follows here.' },
    });
    expect(bench.counted).toEqual(['slow-ack:command']);
    expect(bench.logged).toEqual(
      expect.arrayContaining([expect.stringContaining('answered before its end')]),
    );
  });

  it('is followed by what became of a slow command that was not saved', async () => {
    const turn = Promise.withResolvers<never>();
    bench = await openWorkbench({
      mode: 'http',
      ackLimitMs: 100,
      script: () => turn.promise,
    });

    const answer = await bench.slack.types('UANNA', TEAM_ROOM, '/streamchoice');
    turn.reject(new Error('the store is down'));
    await vi.waitFor(() => expect(bench.slack.ephemerals).toHaveLength(2), 10_000);

    expect(answer.status).toBe(200);
    const here = { user: 'UANNA', channel: TEAM_ROOM };
    expect(bench.slack.ephemerals).toMatchObject([
      { ...here, text: 'I am still saving that; my answer follows here.' },
      { ...here, text: expect.stringContaining('I could not save that') },
    ]);
  });

  it('of an event is a 500 when the turn was not saved, and the retry is one turn', async () => {
    let failures = 1;
    bench = await openWorkbench({ mode: 'http', script: failing(() => failures-- > 0) });
    const { slack, turns } = bench;
    const message = {
      type: 'message',
      channel: DIRECT,
      channel_type: 'im',
      user: 'UANNA',
      ts: '1.1',
      text: 'hello',
    };

    const first = await slack.send(slack.event(message, 'Ev1'));
    const second = await slack.send(slack.event(message, 'Ev1'), 1);
    const third = await slack.send(slack.event(message, 'Ev1'), 2);
    await turns.settled();

    expect([first.status, second.status, third.status]).toEqual([500, 200, 200]);
    expect(slack.messages(DIRECT).map(({ text }) => text)).toEqual([
      NOT_YET,
      expect.any(String),
      expect.any(String),
    ]);
    expect(bench.counted).toEqual(['failed:event']);
  });

  it('of a slow event is a 500 in time, and what Slack delivers again is no second turn', async () => {
    bench = await openWorkbench({
      mode: 'http',
      ackLimitMs: 100,
      script: async (delivery, id) => {
        await wait(300);
        return interview(delivery, id);
      },
    });
    const { slack, turns } = bench;
    const message = {
      type: 'message',
      channel: DIRECT,
      channel_type: 'im',
      user: 'UANNA',
      ts: '1.1',
      text: 'hello',
    };

    const first = await slack.send(slack.event(message, 'Ev1'));
    await wait(300);
    const second = await slack.send(slack.event(message, 'Ev1'), 1);
    await turns.settled();

    expect([first.status, second.status]).toEqual([500, 200]);
    expect(turns.turns).toHaveLength(1);
    expect(bench.counted).toEqual(['slow-ack:event']);
  });

  it('of an event that failed for the last time leaves a notice for the person', async () => {
    bench = await openWorkbench({ mode: 'http', script: failing(() => true) });
    const { slack } = bench;
    const message = {
      type: 'message',
      channel: DIRECT,
      channel_type: 'im',
      user: 'UANNA',
      ts: '1.1',
      text: 'hello',
    };

    for (const retry of [0, 1, 2, 3]) await slack.send(slack.event(message, 'Ev1'), retry);

    expect(slack.messages(DIRECT).map((one) => one.text)).toEqual([
      NOT_YET,
      'I could not save that, so nothing has changed. Please try again in a minute.',
    ]);
  });

  it('of a command that was not saved says so to the person alone', async () => {
    bench = await openWorkbench({ mode: 'http', script: failing(() => true) });

    const answer = await bench.slack.types('UANNA', TEAM_ROOM, '/streamchoice');

    expect(answer).toMatchObject({
      status: 200,
      body: {
        response_type: 'ephemeral',
        text: 'I could not save that, so nothing has changed. Please try again in a minute.',
      },
    });
    expect(bench.counted).toEqual(['failed:command']);
    expect(bench.logged.join('\n')).not.toContain('quoted words');
  });
});

it('takes nothing before it was started', async () => {
  bench = await openWorkbench({ mode: 'http', start: false });

  const answer = await bench.slack.types('UANNA', TEAM_ROOM, '/streamchoice');

  expect(answer.status).toBe(500);
  expect(bench.turns.seen).toEqual([]);
});

function failing(when: () => boolean): typeof interview {
  return (delivery, id) => {
    if (when()) throw new Error('the store is down; it quoted words');
    return interview(delivery, id);
  };
}

function kindOf(event: string): string {
  return { start: 'command', say: 'event', press: 'press' }[event] ?? event;
}
