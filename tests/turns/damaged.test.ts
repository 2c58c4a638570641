import { describe, expect, it } from 'vitest';
import { STATE_VERSION } from '../../src/conversation/state.ts';
import { BACK_ENDS } from '../support/back-ends.ts';
import { directSql } from '../support/direct-sql.ts';
import { begin, openScene, said, withId } from './harness.ts';

describe.each(BACK_ENDS)('a damaged conversation on %s', (kind) => {
  it.each([
    ['is not JSON', `update conversations set state = '{"v":'`, 'the state is not JSON'],
    [
      'has no version',
      `update conversations set state = '{}'`,
      'the state has no whole number "v" as its version',
    ],
    [
      'lacks its fields',
      `update conversations set state = '{"v":1,"id":"x"}'`,
      'the state does not fit its schema (stage: invalid_value; startedBy: invalid_type; startedAt: invalid_type)',
    ],
    [
      'is from a newer program',
      `update conversations set state = '{"v":99}'`,
      `the state has version 99, newer than this program's ${STATE_VERSION}`,
    ],
    [
      'has a broken address',
      `update conversations set address = '[1]'`,
      'the address is not an object of texts',
    ],
  ])('that %s is reported, left as it is, and keeps nobody else waiting', async (_name, damage, reason) => {
    const { turns, options, counts, logged } = await openScene(kind);
    const id = await begin(turns);
    await turns.idle();
    await directSql(options, damage);
    const before = await directSql(options, 'select * from conversations');

    const result = await turns.handle(said('secret words', withId(id), 'event-2'));
    const again = await turns.handle(said('secret words', withId(id), 'event-2'));
    const other = await turns.handle(said('hello'));

    expect([result, again, other.status]).toEqual([
      { status: 'damaged', conversation: id, reason },
      { status: 'duplicate', conversation: id },
      'done',
    ]);
    expect(await turns.conversation(id)).toEqual({ status: 'damaged', conversation: id, reason });
    expect(await directSql(options, `select * from conversations where id = '${id}'`)).toEqual(before);
    expect(await directSql(options, `select status from deliveries where key = 'event-2'`)).toEqual([
      { status: 'damaged' },
    ]);
    expect(counts).toMatchObject({ 'turns chat damaged': 1, 'turns chat duplicate': 1 });
    expect(logged).toEqual([
      {
        level: 'error',
        message: 'stored conversation cannot be read, it was left as it is',
        fields: { trace: expect.stringMatching(/^[0-9a-f]{12}$/), conversation: id, reason },
      },
    ]);
  });
});
