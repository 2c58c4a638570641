import { describe, expect, it } from 'vitest';
import type { Store } from '../../src/store/open-store.ts';
import { BACK_ENDS, freshOptions, openForTest } from '../support/back-ends.ts';
import { directSql } from '../support/direct-sql.ts';
import { fakePlatform } from './fake-platform.ts';
import { begin, openReplica, openScene, said, withId } from './harness.ts';

/** A store that counts how often a conversation is read in a transaction. */
function countingReads(store: Store): { readonly store: Store; reads(): number } {
  let reads = 0;
  const transaction: Store['transaction'] = (work) =>
    store.transaction((tables) => {
      const lock: typeof tables.conversations.lock = (id) => {
        reads += 1;
        return tables.conversations.lock(id);
      };
      return work({ ...tables, conversations: { ...tables.conversations, lock } });
    });
  return { store: { ...store, transaction }, reads: () => reads };
}

describe.each(BACK_ENDS)('a turn of a conversation that this process remembers, on %s', (kind) => {
  it('does not read it, and saves as any other', async () => {
    const options = await freshOptions(kind);
    const { store, reads } = countingReads(await openForTest(options));
    const { turns } = await openReplica(options, fakePlatform(), { store });
    const id = await begin(turns);
    await turns.idle();

    const results = [
      await turns.handle(said('one', withId(id))),
      await turns.handle(said('two', withId(id))),
    ];

    expect(results.map(({ status }) => status)).toEqual(['done', 'done']);
    expect(reads()).toBe(0);
    expect(await store.conversations.read(id)).toMatchObject({ version: 3 });
    expect((await turns.transcript(id, 0)).map(({ seq }) => seq)).toEqual([1, 2, 3]);
  });

  it('has one effect, whichever way its delivery comes again', async () => {
    const { turns, store } = await openScene(kind);
    const id = await begin(turns);
    await turns.idle();

    const first = await turns.handle(said('one', withId(id), 'event-1'));
    const again = await turns.handle(said('one', withId(id), 'event-1'));
    const once = await turns.handle(said('two', withId(id), 'event-2'));

    expect([first.status, again, once.status]).toEqual([
      'done',
      { status: 'duplicate', conversation: id },
      'done',
    ]);
    expect(await store.conversations.read(id)).toMatchObject({ version: 3 });
  });

  it('begins from what is stored when another replica was there', async () => {
    const options = await freshOptions(kind);
    const [here, there] = [
      await openReplica(options, fakePlatform()),
      await openReplica(options, fakePlatform()),
    ];
    const id = await begin(here.turns);
    await here.turns.idle();
    await there.turns.handle(said('from there', withId(id)));

    const result = await here.turns.handle(said('from here', withId(id)));

    expect(result.status).toBe('done');
    const read = await here.turns.conversation(id);
    expect(read).toMatchObject({ state: { asked: ['hello', 'from there', 'from here'], counter: 3 } });
  });

  it('is read without being held while another replica works on it too, and gets each delivery once', async () => {
    const options = await freshOptions(kind);
    const { store, reads } = countingReads(await openForTest(options));
    const here = await openReplica(options, fakePlatform(), { store });
    const there = await openReplica(options, fakePlatform());
    const id = await begin(here.turns);
    await here.turns.idle();
    const by = async ({ turns }: typeof here, text: string, key?: string) =>
      (await turns.handle(said(text, withId(id), key))).status;

    await by(there, 'one');
    const first = [await by(here, 'two'), reads()];
    await by(there, 'three', 'event-3');
    const later = [await by(here, 'four'), await by(here, 'five'), reads()];
    const again = await by(here, 'three', 'event-3');

    expect([first, later, again]).toEqual([['done', 0], ['done', 'done', 0], 'duplicate']);
    const asked = ['hello', 'one', 'two', 'three', 'four', 'five'];
    expect(await here.turns.conversation(id)).toMatchObject({ state: { asked } });
  });

  it('is held against others when each try without that meets one of them', async () => {
    const options = await freshOptions(kind);
    const { store, reads } = countingReads(await openForTest(options));
    const there = await openReplica(options, fakePlatform());
    const met: string[] = [];
    const saveTurn: Store['saveTurn'] = async (turn) => {
      met.push(`other ${met.length + 1}`);
      await there.turns.handle(said(met.at(-1) ?? '', withId(turn.id)));
      await store.saveTurn(turn);
    };
    const here = await openReplica(options, fakePlatform(), { store: { ...store, saveTurn } });
    const id = await begin(here.turns);
    await here.turns.idle();

    const result = await here.turns.handle(said('mine', withId(id)));

    expect([result.status, met, reads()]).toEqual(['done', ['other 1', 'other 2'], 1]);
    const asked = ['hello', 'other 1', 'other 2', 'mine'];
    expect(await here.turns.conversation(id)).toMatchObject({ state: { asked } });
  });

  it('does not bring back what was cut out of the conversation meanwhile', async () => {
    const { turns, options } = await openScene(kind);
    const id = await begin(turns, 'a secret');
    await turns.idle();
    await directSql(options, "update conversations set state = replace(state, 'a secret', 'deleted')");

    await turns.handle(said('next', withId(id)));

    expect(await turns.conversation(id)).toMatchObject({ state: { asked: ['deleted', 'next'] } });
  });

  it('is refused when the conversation has gone, or has moved to another place', async () => {
    const { turns, store, options } = await openScene(kind);
    const [gone, moved] = [await begin(turns), await begin(turns)];
    await turns.idle();
    await directSql(options, `delete from conversations where id = '${gone}'`);
    await store.conversations.setAddress(moved, '{"channel":"C2","thread":null}');
    const press = (id: string) => turns.handle(said('press', { by: 'id', id, place: { channel: 'C1' } }));

    expect([await press(gone), await press(moved)]).toEqual([
      { status: 'unknown-conversation' },
      { status: 'unknown-conversation', elsewhere: true },
    ]);
    expect(await directSql(options, 'select key from deliveries')).toHaveLength(2);
  });
});
