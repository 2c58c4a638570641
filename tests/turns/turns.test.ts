import { describe, expect, it } from 'vitest';
import { BACK_ENDS } from '../support/back-ends.ts';
import { directSql } from '../support/direct-sql.ts';
import { ALICE, begin, delivery, inThread, NOON, openScene, said, withId } from './harness.ts';

describe.each(BACK_ENDS)('turns on %s', (kind) => {
  it('saves state, transcript and replies of a first delivery, then delivers the replies in order', async () => {
    const { turns, platform } = await openScene(kind);

    const result = await turns.handle(said('!two'));
    await turns.idle();

    const id = result.status === 'done' ? result.conversation : '';
    expect(result).toEqual({
      status: 'done',
      conversation: id,
      replies: [expect.anything(), expect.anything()],
    });
    expect(platform.texts()).toEqual(['1 !two', '1 again']);
    expect(
      platform.tries.map(({ slot, audience, actor, attempts }) => ({ slot, audience, actor, attempts })),
    ).toEqual([
      { slot: 'm1', audience: 'everyone', actor: 'U1', attempts: 0 },
      { slot: 'm1b', audience: 'actor', actor: 'U1', attempts: 0 },
    ]);
    expect(await turns.transcript(id, 0)).toEqual([
      {
        seq: 1,
        event: 'say',
        actor: 'U1',
        at: NOON,
        replies: result.status === 'done' ? result.replies : [],
      },
    ]);
    expect(await turns.conversation(id)).toMatchObject({
      status: 'found',
      platform: 'chat',
      address: { channel: 'C1', thread: null },
      state: { counter: 1, asked: ['!two'] },
      updatedAt: NOON,
    });
  });

  it('gives the same delivery one effect however often it comes', async () => {
    const { turns, platform, counts } = await openScene(kind);
    const first = said('hello', inThread('T1'), 'event-1');

    const results = [await turns.handle(first), await turns.handle(first), await turns.handle(first)];
    await turns.idle();

    const conversation = results[0]?.status === 'done' ? results[0].conversation : null;
    expect(results.slice(1)).toEqual([
      { status: 'duplicate', conversation },
      { status: 'duplicate', conversation },
    ]);
    expect(platform.texts()).toEqual(['1 hello']);
    expect(counts).toEqual({
      'turns chat done': 1,
      'turns chat duplicate': 2,
      'deliveries chat delivered none': 1,
    });
  });

  it.each([
    ['a new conversation', { by: 'new', key: null } as const],
    ['a thread', inThread('T1')],
  ])('gives ten deliveries of one key to %s at the same moment one effect', async (_name, target) => {
    const { turns, platform } = await openScene(kind);

    const results = await Promise.all(
      Array.from({ length: 10 }, () => turns.handle(said('hello', target, 'event-1'))),
    );
    await turns.idle();

    expect(results.map((result) => result.status).sort()).toEqual(['done', ...Array(9).fill('duplicate')]);
    expect(platform.texts()).toEqual(['1 hello']);
  });

  it('keeps equal keys of two platforms apart', async () => {
    const { turns } = await openScene(kind);

    const results = [
      await turns.handle(said('hello', inThread('T1'), 'event-1')),
      await turns.handle({ ...said('hello', inThread('T1'), 'event-1'), platform: 'page' }),
    ];

    expect(results.map((result) => result.status)).toEqual(['done', 'done']);
    expect(
      new Set(results.map((result) => ('conversation' in result ? result.conversation : null))).size,
    ).toBe(2);
  });

  it('applies forty concurrent turns on one conversation once each, in order of arrival', async () => {
    const { turns, platform } = await openScene(kind);
    const id = await begin(turns);
    const words = Array.from({ length: 40 }, (_, n) => `word ${n}`);

    const results = await Promise.all(words.map((word) => turns.handle(said(word, withId(id)))));
    await turns.idle();

    expect(new Set(results.map((result) => result.status))).toEqual(new Set(['done']));
    expect(await turns.conversation(id)).toMatchObject({
      state: { counter: 41, asked: ['hello', ...words] },
    });
    expect((await turns.transcript(id, 0)).map((entry) => entry.seq)).toEqual(
      Array.from({ length: 41 }, (_, n) => n + 1),
    );
    expect(platform.texts()).toEqual(['1 hello', ...words.map((word, n) => `${n + 2} ${word}`)]);
  });

  it('lets one conversation begin when several deliveries name the same unknown thread at once', async () => {
    const { turns } = await openScene(kind);

    const results = await Promise.all(
      ['a', 'b', 'c', 'd'].map((word) => turns.handle(said(word, inThread('T1')))),
    );

    const ids = new Set(results.map((result) => ('conversation' in result ? result.conversation : null)));
    expect(ids.size).toBe(1);
    expect(await turns.conversation([...ids][0] ?? '')).toMatchObject({
      state: { asked: ['a', 'b', 'c', 'd'] },
    });
  });

  it('hands a key over to the new conversation that asks for it', async () => {
    const { turns } = await openScene(kind);
    const old = await begin(turns, 'old', { by: 'new', key: 'D1' });

    const young = await begin(turns, 'young', { by: 'new', key: 'D1' });
    const third = await turns.handle(said('more', inThread('D1', false)));

    expect(young).not.toBe(old);
    expect(third).toMatchObject({ status: 'done', conversation: young });
  });

  it.each([
    ['an id nobody has', () => withId('no-such-id')],
    ['a thread nobody opened', () => inThread('T9', false)],
  ])('answers unknown-conversation to %s and leaves no trace', async (_name, target) => {
    const { turns, options, counts } = await openScene(kind);

    const result = await turns.handle(said('hello', target(), 'event-1'));

    expect(result).toEqual({ status: 'unknown-conversation' });
    expect(counts).toEqual({ 'turns chat unknown-conversation': 1 });
    expect(await directSql(options, 'select * from deliveries')).toEqual([]);
    expect(await directSql(options, 'select * from conversations')).toEqual([]);
    expect(await turns.conversation('no-such-id')).toEqual({ status: 'unknown-conversation' });
    expect(await turns.transcript('no-such-id', 0)).toEqual([]);
  });

  it('does not let one platform speak in the conversation of another', async () => {
    const { turns } = await openScene(kind);
    const id = await begin(turns);

    const result = await turns.handle({ ...said('hello', withId(id)), platform: 'page' });

    expect(result).toEqual({ status: 'unknown-conversation' });
    expect(await turns.transcript(id, 1)).toEqual([]);
  });

  it('keeps the replies of a platform without deliverer in the transcript only', async () => {
    const { turns, options, platform } = await openScene(kind);
    const page = {
      ...delivery({ kind: 'start', text: 'hello' }, { by: 'new', key: null }),
      platform: 'page',
    };

    const result = await turns.handle(page);
    await turns.idle();

    const id = result.status === 'done' ? result.conversation : '';
    expect(
      (await turns.transcript(id, 0)).map((entry) => entry.replies.map((reply) => reply.view.text)),
    ).toEqual([['1 hello']]);
    expect(await turns.transcript(id, 1)).toEqual([]);
    expect(await directSql(options, 'select * from outbox')).toEqual([]);
    expect(platform.tries).toEqual([]);
  });

  it.each([
    ['throws', '!boom', 'the step failed'],
    ['makes a state that could not be read again', '!broken', 'would not load again'],
  ])('saves nothing when the step %s, so that the delivery can come again', async (_name, words, message) => {
    const { turns, options, counts, platform } = await openScene(kind);
    const id = await begin(turns);

    await expect(turns.handle(said(words, withId(id), 'event-2'))).rejects.toThrow(message);
    const again = await turns.handle(said('fine now', withId(id), 'event-2'));
    await turns.idle();

    expect(again.status).toBe('done');
    expect(counts).toMatchObject({ 'turns chat done': 2, 'turns chat error': 1 });
    expect(platform.texts()).toEqual(['1 hello', '2 fine now']);
    expect(await directSql(options, 'select version from conversations')).toEqual([{ version: 2 }]);
  });

  it('passes who acts, what happens and when to the step', async () => {
    const inputs: unknown[] = [];
    const { turns } = await openScene(kind, {
      step: (input) => {
        inputs.push(input);
        throw new Error('seen enough');
      },
      newId: () => 'conversation-1',
    });

    await expect(turns.handle(said('hello'))).rejects.toThrow('seen enough');

    expect(inputs).toEqual([
      { state: null, id: 'conversation-1', event: { kind: 'say', text: 'hello' }, actor: ALICE, now: NOON },
    ]);
  });
});
