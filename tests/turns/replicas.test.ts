import { describe, expect, it } from 'vitest';
import { freshOptions } from '../support/back-ends.ts';
import { directSql } from '../support/direct-sql.ts';
import { fakePlatform, later } from './fake-platform.ts';
import { begin, inThread, openReplica, said, until, withId } from './harness.ts';

/** Two services with pools of their own on one PostgreSQL, talking to the same platform. */
async function twoReplicas() {
  const lost: string[] = [];
  const onConnectionLost = (error: Error) => lost.push(error.message);
  const options = { ...(await freshOptions('postgres')), onConnectionLost };
  const platform = fakePlatform();
  const replicas = [await openReplica(options, platform), await openReplica(options, platform)] as const;
  for (const { turns } of replicas) await turns.start();
  return { options, platform, replicas, lost };
}

describe('two replicas on one PostgreSQL', () => {
  it('apply forty turns on one conversation once each and deliver their replies once each, in order', async () => {
    const { platform, replicas } = await twoReplicas();
    const id = await begin(replicas[0].turns);
    platform.next(later(), later());
    const words = Array.from({ length: 40 }, (_, n) => `word ${n}`);

    const results = await Promise.all(
      words.map((word, n) => replicas[n % 2 === 0 ? 0 : 1].turns.handle(said(word, withId(id)))),
    );
    await until(() => platform.shown.length === 41);

    expect(new Set(results.map((result) => result.status))).toEqual(new Set(['done']));
    const transcript = await replicas[0].turns.transcript(id, 0);
    const spoken = transcript.flatMap((entry) => entry.replies.map((reply) => reply.view.text));
    expect(spoken.map((text) => text.slice(text.indexOf(' ') + 1)).sort()).toEqual(
      ['hello', ...words].sort(),
    );
    expect(platform.texts()).toEqual(spoken);
    expect(platform.tries.length).toBe(43);
  });

  it('give a press that reaches both at once one effect, whichever of them remembers the conversation', async () => {
    const { platform, replicas } = await twoReplicas();
    const id = await begin(replicas[0].turns);
    const keys = Array.from({ length: 20 }, (_, n) => `event-${n}`);

    const results = await Promise.all(
      keys.flatMap((key) => replicas.map(({ turns }) => turns.handle(said(key, withId(id), key)))),
    );
    await until(() => platform.shown.length === 21);

    expect(results.filter((result) => result.status === 'done').length).toBe(20);
    expect(results.filter((result) => result.status === 'duplicate').length).toBe(20);
    expect(await replicas[0].store.conversations.read(id)).toMatchObject({ version: 21 });
  });

  it('give a delivery that reaches both at once one effect', async () => {
    const { platform, replicas } = await twoReplicas();
    const keys = Array.from({ length: 20 }, (_, n) => `event-${n}`);

    const results = await Promise.all(
      keys.flatMap((key) => replicas.map(({ turns }) => turns.handle(said(key, inThread('T1'), key)))),
    );
    await until(() => platform.shown.length === 20);

    expect(results.filter((result) => result.status === 'done').length).toBe(20);
    expect(results.filter((result) => result.status === 'duplicate').length).toBe(20);
    expect(
      new Set(results.map((result) => ('conversation' in result ? result.conversation : null))).size,
    ).toBe(1);
  });

  it('let one conversation begin under a key that both see for the first time', async () => {
    const { options, replicas } = await twoReplicas();

    await Promise.all(
      Array.from({ length: 10 }, (_, n) =>
        Promise.all(replicas.map(({ turns }, r) => turns.handle(said(`replica ${r}`, inThread(`T${n}`))))),
      ),
    );

    expect(
      await directSql(
        options,
        'select count(*)::int as n, min(version) as low, max(version) as high from conversations',
      ),
    ).toEqual([{ n: 10, low: 2, high: 2 }]);
  });

  it('go on after the database dropped every connection', async () => {
    const { options, platform, replicas, lost } = await twoReplicas();
    const id = await begin(replicas[0].turns);
    await until(() => platform.shown.length === 1);

    await directSql(
      options,
      'select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()',
    );
    await until(async () => {
      const tried = await replicas[1].turns.handle(said('after', withId(id), 'event-2')).catch(() => null);
      return tried !== null;
    });
    await until(() => platform.shown.length === 2);

    expect(platform.texts()).toEqual(['1 hello', '2 after']);
    // In which words depends on what each connection was doing.
    expect(lost.length).toBeGreaterThan(0);
  });
});
