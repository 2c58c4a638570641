import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ALL_SCOPES } from '../../../src/adapters/slack/scopes.ts';
import { DeliveryError, type OutboxItem, type Posted } from '../../../src/turns/types.ts';
import { BOT_USER, type FakeMessage, TEAM } from '../../support/fake-slack/index.ts';
import { answered, note, question, shared, status } from './sample-views.ts';
import { DESIGN, DIRECT, openWorkbench, shown, TEAM_ROOM, type Workbench } from './workbench.ts';

let bench: Workbench;
beforeEach(async () => {
  bench = await openWorkbench({ mode: 'http' });
});
afterEach(async () => {
  await bench.stop();
});

const INVITE = 'Invite me there with `/invite @streamchoice`.';
const home = { team: TEAM, channel: TEAM_ROOM, thread: null, responseUrl: null };

function item(change: Partial<OutboxItem> = {}): OutboxItem {
  return {
    id: 1,
    conversation: 'conv-1',
    platform: 'slack',
    slot: 'q1',
    audience: 'everyone',
    actor: 'UANNA',
    to: null,
    view: question(),
    address: home,
    ref: null,
    attempts: 0,
    uncertain: false,
    ...change,
  };
}

/** Posting takes membership. */
const WITHOUT_PUBLIC = ALL_SCOPES.filter((scope) => scope !== 'chat:write.public');

async function deliver(change: Partial<OutboxItem> = {}): Promise<Posted> {
  const posted = await bench.adapter.deliverer.deliver(item(change));
  if ('gone' in posted) throw new Error('expected a post, and nothing is there');
  return posted;
}

async function refusal(change: Partial<OutboxItem>): Promise<DeliveryError> {
  const error: unknown = await deliver(change).then(
    () => 'delivered',
    (reason: unknown) => reason,
  );
  if (!(error instanceof DeliveryError)) throw new Error(`expected a DeliveryError, got ${String(error)}`);
  return error;
}

async function openThread(): Promise<{ address: OutboxItem['address']; ts: string; ref: string }> {
  const { ref, address } = await deliver({ slot: 'root', view: status() });
  if (address === undefined) throw new Error('the root gave no address');
  return { address, ts: String(address['thread']), ref };
}

function only(messages: readonly FakeMessage[]): FakeMessage {
  const [message] = messages;
  if (message === undefined || messages.length > 1)
    throw new Error(`expected one message, got ${messages.length}`);
  return message;
}

describe('the root of a conversation begun by a command', () => {
  it('opens the thread: its key and address are told', async () => {
    const posted = await deliver({
      slot: 'root',
      view: status(),
      address: { ...home, responseUrl: 'https://hooks.slack.com/x' },
    });
    const root = only(bench.slack.messages(TEAM_ROOM));

    expect(posted).toEqual({
      ref: `${TEAM_ROOM}:${root.ts}`,
      keys: [`slack:${TEAM}:${TEAM_ROOM}:${root.ts}`],
      address: { team: TEAM, channel: TEAM_ROOM, thread: root.ts, responseUrl: null },
    });
    expect(root).toMatchObject({
      threadTs: null,
      unfurls: false,
      metadata: { event_type: 'streamchoice', event_payload: { conversation: 'conv-1', slot: 'root' } },
    });
  });

  it('stays flat in a direct message', async () => {
    const posted = await deliver({ slot: 'root', view: status(), address: { ...home, channel: DIRECT } });

    expect(posted).toEqual({ ref: expect.stringMatching(/^DANNA:/) });
  });

  it('is posted after joining a public channel the app is not in', async () => {
    bench.slack.addChannel('COPEN', 'public', ['UANNA']);
    bench.slack.grant(WITHOUT_PUBLIC);

    await deliver({ slot: 'root', view: status(), address: { ...home, channel: 'COPEN' } });

    expect(bench.slack.messages('COPEN')).toHaveLength(1);
    expect(bench.slack.channel('COPEN').members).toContain(BOT_USER);
  });

  it.each([
    [
      'a public channel it may not join',
      'public',
      { join: { error: 'missing_scope' } },
      'not_in_channel',
      INVITE,
    ],
    ['a private channel', 'private', {}, 'channel_not_found', INVITE],
    [
      'an archived channel',
      'public',
      { archived: true },
      'is_archived',
      'It is archived: choose another channel.',
    ],
    ['a direct message of others', 'im', {}, 'channel_not_found', INVITE],
  ] as const)(
    'in %s fails for good, and the person is told privately what to do',
    async (_where, kind, how, code, remedy) => {
      const { slack } = bench;
      slack.grant(WITHOUT_PUBLIC);
      const id = kind === 'im' ? 'DELSE' : 'CELSE';
      const channel = slack.addChannel(id, kind, ['UANNA']);
      if ('archived' in how) channel.archived = true;
      if ('join' in how) slack.failNext('conversations.join', how.join);
      await slack.types('UANNA', id, '/streamchoice');
      await bench.turns.settled();

      expect(bench.turns.refused.map(({ code, retry }) => ({ code, retry }))).toEqual([
        { code, retry: false },
        { code: kind === 'im' ? 'channel_not_found' : 'no_thread', retry: false },
      ]);
      expect(slack.ephemerals).toMatchObject([
        {
          user: 'UANNA',
          channel: id,
          via: 'response_url',
          text: `I can't post in this conversation (${code}). ${remedy} Then run \`/streamchoice\` again, or send me a direct message.`,
        },
      ]);
      expect(slack.messages(id)).toEqual([]);
    },
  );

  it('that waits for Slack to recover is not explained away', async () => {
    bench.slack.failNext('chat.postMessage', { error: 'internal_error' });

    const error = await refusal({ slot: 'root', view: status() });

    expect(error).toMatchObject({ code: 'internal_error', retry: true, afterMs: 2_000 });
    expect(bench.slack.ephemerals).toEqual([]);
  });
});

describe('a reply', () => {
  it('goes into the thread, marked and without link previews', async () => {
    const { address, ts } = await openThread();

    const posted = await deliver({ address });
    const reply = only(bench.slack.messages(TEAM_ROOM, ts));

    expect(posted).toEqual({ ref: `${TEAM_ROOM}:${reply.ts}` });
    expect(reply).toMatchObject({
      unfurls: false,
      text: 'Question 1 of about 4: How fast?',
      metadata: { event_type: 'streamchoice', event_payload: { conversation: 'conv-1', slot: 'q1' } },
    });
  });

  it('without a thread to go to is refused for good, not posted to the channel', async () => {
    expect(await refusal({})).toMatchObject({ code: 'no_thread', retry: false });
    expect(bench.slack.messages(TEAM_ROOM)).toEqual([]);
  });

  it('replaces the message it was before', async () => {
    const { address, ts } = await openThread();
    const { ref } = await deliver({ address });

    const replaced = await deliver({ address, ref, view: answered() });

    expect(replaced).toEqual({ ref });
    expect(only(bench.slack.messages(TEAM_ROOM, ts))).toMatchObject({
      text: 'Speed: under a second',
      edits: 1,
    });
  });

  it.each(['message_not_found', 'cant_update_message', 'edit_window_closed'])(
    'whose message is out of reach (%s) is posted anew in the thread',
    async (error) => {
      const { address, ts } = await openThread();
      const { ref } = await deliver({ address });
      bench.slack.failNext('chat.update', { error });

      const replaced = await deliver({ address, ref, view: answered() });

      const texts = bench.slack.messages(TEAM_ROOM, ts).map((one) => one.text);
      expect(texts).toEqual(['Question 1 of about 4: How fast?', 'Speed: under a second']);
      expect(replaced.ref).not.toBe(ref);
    },
  );

  it.each([
    ['429', { rateLimitedSeconds: 12 }, { code: 'ratelimited', retry: true, afterMs: 12_000 }],
    ['503', { status: 503 }, { code: 'http_503', retry: true, afterMs: null, outcome: 'unknown' }],
    ['a lost reply', { dropReply: true }, { code: 'no_answer', retry: true, outcome: 'unknown' }],
    ['a revoked token', { error: 'token_revoked' }, { code: 'token_revoked', retry: true, afterMs: 300_000 }],
  ] as const)('that meets %s is tried once and handed back to the outbox', async (_what, fault, expected) => {
    const { address } = await openThread();
    const before = posts();
    bench.slack.failNext('chat.postMessage', fault);

    const error = await refusal({ address });

    expect(error).toMatchObject(expected);
    expect(posts() - before).toBe(1);
  });

  it('whose layout Slack refuses is sent as text, which says the same', async () => {
    const { address, ts } = await openThread();
    bench.slack.failNext('chat.postMessage', { error: 'invalid_blocks' });

    await deliver({ address });

    expect(only(bench.slack.messages(TEAM_ROOM, ts))).toMatchObject({
      text: 'Question 1 of about 4: How fast?',
      blocks: [],
    });
    expect(bench.counted).toEqual(['failed:layout']);
  });
});

describe('a reply whose outcome is unknown', () => {
  it('is found in the thread and not posted twice', async () => {
    const { address, ts } = await openThread();
    bench.slack.failNext('chat.postMessage', { dropReply: true });
    await refusal({ address });

    const posted = await deliver({ address, attempts: 1, uncertain: true });

    const reply = only(bench.slack.messages(TEAM_ROOM, ts));
    expect(posted).toEqual({ ref: `${TEAM_ROOM}:${reply.ts}` });
  });

  it('is found as root too, and opens the thread', async () => {
    bench.slack.failNext('chat.postMessage', { dropReply: true });
    await refusal({ slot: 'root', view: status() });

    const posted = await deliver({ slot: 'root', view: status(), attempts: 1, uncertain: true });

    const root = only(bench.slack.messages(TEAM_ROOM));
    expect(posted).toMatchObject({ keys: [`slack:${TEAM}:${TEAM_ROOM}:${root.ts}`] });
  });

  it('is posted when it is not there: other slots and other conversations do not count', async () => {
    const { address, ts } = await openThread();
    await deliver({ address, slot: 'q1' });
    await deliver({ address, slot: 'q2', conversation: 'conv-2' });

    await deliver({ address, slot: 'q2', uncertain: true });

    expect(bench.slack.messages(TEAM_ROOM, ts)).toHaveLength(3);
  });

  it('is posted when we may not read there', async () => {
    const { address, ts } = await openThread();
    bench.slack.failNext('conversations.replies', { error: 'channel_not_found' });

    await deliver({ address, uncertain: true });

    expect(bench.slack.messages(TEAM_ROOM, ts)).toHaveLength(1);
  });

  it('waits when the look-up has to wait', async () => {
    const { address, ts } = await openThread();
    bench.slack.failNext('conversations.replies', { rateLimitedSeconds: 60 });

    expect(await refusal({ address, uncertain: true })).toMatchObject({ retry: true, afterMs: 60_000 });
    expect(bench.slack.messages(TEAM_ROOM, ts)).toEqual([]);
  });
});

describe('a private note', () => {
  const whisper = { slot: 'n1', audience: 'actor', view: note() } as const;

  it('is shown to the person in the thread, and anew the next time', async () => {
    const { address, ts } = await openThread();

    const { ref } = await deliver({ ...whisper, address });
    await deliver({ ...whisper, address, ref });

    const seen = {
      channel: TEAM_ROOM,
      user: 'UANNA',
      threadTs: ts,
      text: 'Help\nJust write.',
      via: 'chat.postEphemeral',
    };
    expect(bench.slack.ephemerals).toMatchObject([seen, seen]);
    expect(bench.slack.messages(TEAM_ROOM, ts)).toEqual([]);
  });

  it('is an ordinary message in a direct message, which is private anyway', async () => {
    await deliver({ ...whisper, address: { ...home, channel: DIRECT } });

    expect(bench.slack.messages(DIRECT).map((one) => one.text)).toEqual(['Help\nJust write.']);
    expect(bench.slack.ephemerals).toEqual([]);
  });

  it('is an open reply when Slack cannot show it to that person', async () => {
    const { address, ts } = await openThread();

    await deliver({ ...whisper, address, actor: 'UGUEST' });

    expect(only(bench.slack.messages(TEAM_ROOM, ts)).text).toBe('Help\nJust write.');
  });
});

describe('sharing', () => {
  const card = { slot: `share:${DESIGN}`, to: DESIGN, view: shared() } as const;

  it('posts the card with the way back, and tells the sharer privately with a link', async () => {
    const { address, ts } = await openThread();

    const posted = await deliver({ ...card, address });

    const message = only(bench.slack.messages(DESIGN));
    expect(posted).toEqual({ ref: `${DESIGN}:${message.ts}` });
    expect(shown(message)).toContain('Shared by <@UANNA>');
    expect(shown(message)).toContain(
      `<https://fake.slack.com/archives/${TEAM_ROOM}/p${ts.replace('.', '')}|Open the conversation>`,
    );
    expect(bench.slack.ephemerals).toMatchObject([
      {
        user: 'UANNA',
        channel: TEAM_ROOM,
        threadTs: ts,
        text: `Posted to <#${DESIGN}>: <https://fake.slack.com/archives/${DESIGN}/p${message.ts.replace('.', '')}|open it there>.`,
      },
    ]);
  });

  it('to the same channel again updates the card', async () => {
    const { address } = await openThread();
    const { ref } = await deliver({ ...card, address });

    await deliver({
      ...card,
      address,
      ref,
      view: shared({ headline: 'Recommended: Beta', text: 'Recommended: Beta' }),
    });

    expect(only(bench.slack.messages(DESIGN))).toMatchObject({ text: 'Recommended: Beta', edits: 1 });
  });

  it('does without the links that Slack does not give', async () => {
    const { address } = await openThread();
    bench.slack.failNext('chat.getPermalink', { error: 'message_not_found' }, 2);

    await deliver({ ...card, address });

    expect(shown(only(bench.slack.messages(DESIGN)))).not.toContain('Open the conversation');
    expect(bench.slack.ephemerals).toMatchObject([{ text: `Posted to <#${DESIGN}>.` }]);
  });

  it('to a channel that does not take it fails for good, and the sharer is told what to do', async () => {
    const { address } = await openThread();
    bench.slack.addChannel('CSECRET', 'private', ['UANNA']);

    const error = await refusal({ ...card, to: 'CSECRET', address });

    expect(error).toMatchObject({ code: 'channel_not_found', retry: false, everyday: true });
    expect(bench.slack.ephemerals).toMatchObject([
      {
        user: 'UANNA',
        text: 'I could not post to <#CSECRET> (channel_not_found), so it was not shared. Invite me there with `/invite @streamchoice`. Then share again.',
      },
    ]);
  });

  it('that has to wait tells nobody yet', async () => {
    const { address } = await openThread();
    bench.slack.failNext('chat.postMessage', { rateLimitedSeconds: 1 });

    expect(await refusal({ ...card, address })).toMatchObject({ retry: true, afterMs: 1_000 });
    expect(bench.slack.ephemerals).toEqual([]);
  });

  it('is done even when the confirmation is lost, which is counted', async () => {
    const { address } = await openThread();
    bench.slack.failNext('chat.postEphemeral', { error: 'user_not_in_channel' });

    await deliver({ ...card, address });

    expect(bench.slack.messages(DESIGN)).toHaveLength(1);
    expect(bench.counted).toEqual(['notice-lost:refused']);
  });
});

describe('a row that is not ours', () => {
  it.each([
    ['another platform’s address', { address: { conversation: '19:x' } }],
    ['a reference of another shape', { ref: 'activity-7', address: { ...home, thread: '1.1' } }],
  ])('with %s is a defect, not a post', async (_what, change) => {
    expect(await refusal(change)).toMatchObject({ code: 'unexpected' });
    expect(bench.slack.messages(TEAM_ROOM)).toEqual([]);
  });
});

function posts(): number {
  return bench.slack.calls.filter((call) => call.method === 'chat.postMessage').length;
}
