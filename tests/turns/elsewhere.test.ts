import { describe, expect, it } from 'vitest';
import { BACK_ENDS } from '../support/back-ends.ts';
import { begin, openScene, said } from './harness.ts';

describe.each(BACK_ENDS)('a press that names a conversation on %s', (kind) => {
  it('counts in its own place, and from any other is refused, logged and counted', async () => {
    const { turns, store, counts, logged } = await openScene(kind);
    const id = await begin(turns);
    const press = (place: Record<string, string>) => turns.handle(said('press', { by: 'id', id, place }));

    const here = await press({ channel: 'C1' });
    const copied = await press({ channel: 'C2' });
    const stranger = await press({ channel: 'C1', team: 'T9' });

    expect([here.status, copied, stranger]).toEqual([
      'done',
      { status: 'unknown-conversation', elsewhere: true },
      { status: 'unknown-conversation', elsewhere: true },
    ]);
    expect((await store.conversations.read(id))?.version).toBe(2);
    expect(counts).toMatchObject({ 'turns chat elsewhere': 2 });
    expect(logged.map(({ message }) => message)).toEqual([
      'press from another place than its conversation refused',
      'press from another place than its conversation refused',
    ]);
  });

  it('is followed by one id from its delivery to its last reply', async () => {
    const { turns, noted } = await openScene(kind);

    await begin(turns, '!two');
    await turns.idle();

    expect(noted.map(({ message }) => message)).toEqual([
      'turn handled',
      'reply delivered',
      'reply delivered',
    ]);
    const ids = noted.map(({ fields }) => 'trace' in fields && fields.trace);
    expect(new Set(ids).size).toBe(1);
    expect(ids[0]).toMatch(/^[0-9a-f]{12}$/);
  });
});
