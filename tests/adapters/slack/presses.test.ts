import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { FakeMessage } from '../../support/fake-slack/index.ts';
import { choices, question, shared } from './sample-views.ts';
import { reply } from './scripted-turns.ts';
import { DESIGN, openWorkbench, TEAM_ROOM, type Workbench, type WorkbenchOptions } from './workbench.ts';

let bench: Workbench;
afterEach(async () => {
  await bench.stop();
});

async function asked(
  script?: WorkbenchOptions['script'],
  more: Partial<WorkbenchOptions> = {},
): Promise<FakeMessage> {
  bench = await openWorkbench({ mode: 'http', ...(script && { script }), ...more });
  await bench.slack.types('UANNA', TEAM_ROOM, '/streamchoice');
  await bench.turns.settled();
  const [root] = bench.slack.messages(TEAM_ROOM);
  const last = bench.slack.messages(TEAM_ROOM, root?.ts).at(-1);
  if (last === undefined) throw new Error(`nothing was posted: ${bench.turns.refused.join()}`);
  return last;
}

describe('a pressed button', () => {
  let message: FakeMessage;
  beforeEach(async () => {
    message = await asked();
  });

  it('is a press in its conversation, by the person who pressed', async () => {
    await bench.slack.presses('UBERT', message, { press: 'Choice 2' });

    expect(bench.turns.turns[1]).toEqual({
      key: expect.stringMatching(
        new RegExp(`^slack:press:TTEAM0001:CTEAM:${message.ts}:press:1:\\d+\\.\\d+$`),
      ),
      platform: 'slack',
      workspace: 'TTEAM0001',
      actor: { id: 'UBERT', name: 'ubert' },
      address: { team: 'TTEAM0001', channel: TEAM_ROOM, thread: message.threadTs, responseUrl: null },
      target: { by: 'id', id: 'conv-1', place: { team: 'TTEAM0001', channel: TEAM_ROOM } },
      event: { kind: 'press', action: 'answer:q1:choice-2' },
      place: 'TTEAM0001:CTEAM',
    });
  });

  it('by two people at once is two turns: which one counts is decided by the conversation', async () => {
    const answers = await Promise.all([
      bench.slack.presses('UANNA', message, { press: 'Choice 1' }),
      bench.slack.presses('UBERT', message, { press: 'Choice 2' }),
    ]);

    expect(answers.map((answer) => answer.status)).toEqual([200, 200]);
    expect(bench.turns.turns).toHaveLength(3);
  });

  it.each([
    ['no value', { type: 'button', action_id: 'press:0' }, 'press:0'],
    ['a value of another shape', { type: 'button', action_id: 'press:0', value: 'hello' }, 'hello'],
    ['half a value', { type: 'button', action_id: 'press:0', value: 'conv-1|' }, 'conv-1|'],
    ['a foreign id', { type: 'button', action_id: 'vote', value: '<!here>' }, '&lt;!here&gt;'],
    ['a picker of no conversation', { action_id: 'share', selected_conversation: 'CDESIGN' }, 'share'],
  ])('with %s is acknowledged and explained privately', async (_what, raw, named) => {
    const answer = await bench.slack.presses('UANNA', message, { raw });

    expect(answer.status).toBe(200);
    expect(bench.slack.ephemerals).toMatchObject([
      {
        user: 'UANNA',
        channel: TEAM_ROOM,
        threadTs: message.threadTs,
        via: 'response_url',
        text: expect.stringContaining(`I could not read that button (\`${named}\`)`),
      },
    ]);
    expect(bench.counted).toEqual(['dropped:unknown-button']);
    expect(bench.turns.turns).toHaveLength(1);
  });

  it('of a conversation we no longer have is explained privately', async () => {
    const raw = { type: 'button', action_id: 'press:0', value: 'gone|back' };

    await bench.slack.presses('UANNA', message, { raw });

    expect(bench.slack.ephemerals).toMatchObject([
      { user: 'UANNA', text: expect.stringContaining('I no longer have the conversation') },
    ]);
    expect(bench.counted).toEqual(['dropped:unknown-conversation']);
  });

  it('in a payload we cannot read is acknowledged and counted', async () => {
    const payload = {
      type: 'block_actions',
      actions: [{ action_id: 'press:0' }],
      user: { id: 'U1' },
      channel: { id: 7 },
    };

    const answer = await bench.slack.send({ kind: 'interactive', payload });

    expect(answer.status).toBe(200);
    expect(bench.counted).toEqual(['dropped:unreadable-press']);
  });
});

it('a press that could not be saved is told to the person, who can press again', async () => {
  let broken = false;
  const message = await asked((delivery) => {
    if (broken) throw new Error('the store is down');
    return delivery.event.kind === 'start' ? [reply('root', question()), reply('q1', question())] : [];
  });
  broken = true;

  const answer = await bench.slack.presses('UANNA', message, { press: 'Choice 1' });

  expect(answer.status).toBe(200);
  expect(bench.slack.ephemerals).toMatchObject([
    { user: 'UANNA', text: 'I could not save that, so nothing has changed. Please try again in a minute.' },
  ]);
  expect(bench.counted).toEqual(['failed:press']);
});

describe('a menu', () => {
  it('of one answer is a press with its action', async () => {
    const message = await asked(() => [
      reply('root', question()),
      reply('q1', question({ choices: choices(8) })),
    ]);

    await bench.slack.presses('UANNA', message, { choose: 'Choice 7' });

    expect(bench.turns.turns[1]?.event).toEqual({ kind: 'press', action: 'answer:q1:choice-7' });
  });

  it('that was cleared is nothing', async () => {
    const message = await asked();

    const answer = await bench.slack.presses('UANNA', message, {
      raw: { type: 'static_select', action_id: 'choose', selected_option: null },
    });

    expect(answer.status).toBe(200);
    expect(bench.turns.turns).toHaveLength(1);
  });

  it('of several answers counts when its button is pressed', async () => {
    const message = await asked(() => [
      reply('root', question()),
      reply('q1', question({ choices: choices(4), multi: true })),
    ]);

    await bench.slack.presses('UANNA', message, { press: 'Send answer', chosen: ['Choice 2', 'Choice 4'] });

    expect(bench.turns.turns[1]?.event).toEqual({
      kind: 'press',
      action: 'answer-many:q1',
      values: ['choice-2', 'choice-4'],
    });
  });

  it('of several answers with none chosen is an empty answer', async () => {
    const message = await asked(() => [
      reply('root', question()),
      reply('q1', question({ choices: choices(4), multi: true })),
    ]);

    await bench.slack.presses('UANNA', message, { press: 'Send answer' });

    expect(bench.turns.turns[1]?.event).toEqual({ kind: 'press', action: 'answer-many:q1', values: [] });
  });

  it('of several answers says nothing while people choose', async () => {
    const message = await asked();

    const answer = await bench.slack.presses('UANNA', message, {
      raw: { type: 'multi_static_select', action_id: 'values', selected_options: [{ value: 'choice-1' }] },
    });

    expect(answer.status).toBe(200);
    expect(bench.turns.seen).toHaveLength(1);
    expect(bench.slack.ephemerals).toEqual([]);
  });

  it('of channels, as recommendations had it before, opens the form on the chosen channel', async () => {
    const message = await asked(undefined, { ports: { preview: async () => shared() } });
    const raw = { type: 'conversations_select', action_id: 'share:conv-1', selected_conversation: DESIGN };

    await bench.slack.presses('UANNA', message, { raw });

    const [modal] = bench.slack.modals.get('UANNA') ?? [];
    expect(JSON.stringify(modal?.view)).toContain(`"initial_conversation":"${DESIGN}"`);
    expect(bench.turns.turns).toHaveLength(1);
  });
});

it.each([
  [
    'a shortcut',
    { type: 'shortcut', callback_id: 'x', user: { id: 'UANNA' }, team: { id: 'T' } },
    'unknown-shortcut',
  ],
  [
    'a form',
    {
      type: 'view_submission',
      view: { id: 'V1', callback_id: 'x', type: 'modal' },
      user: { id: 'UANNA' },
      team: { id: 'T' },
    },
    'unknown-view',
  ],
])('%s that nothing of ours opens is acknowledged and counted', async (_what, payload, reason) => {
  bench = await openWorkbench({ mode: 'http' });

  const answer = await bench.slack.send({ kind: 'interactive', payload });

  expect(answer.status).toBe(200);
  expect(bench.counted).toEqual([`dropped:${reason}`]);
});
