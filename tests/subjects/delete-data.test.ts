import { randomUUID } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Context } from '../../src/conversation/context.ts';
import type { Actor } from '../../src/conversation/events.ts';
import { step } from '../../src/conversation/step.ts';
import { createInstallationVault } from '../../src/secrets/installation-vault.ts';
import { readKeyRing } from '../../src/secrets/key-ring.ts';
import type { Store, StoreOptions } from '../../src/store/open-store.ts';
import { deleteData } from '../../src/subjects/delete-data.ts';
import { exportData } from '../../src/subjects/export-data.ts';
import type { Turns } from '../../src/turns/create-turns.ts';
import type { Delivery } from '../../src/turns/types.ts';
import { shippedContext } from '../conversation/talk.ts';
import { BACK_ENDS, type BackEnd } from '../support/back-ends.ts';
import { directSql } from '../support/direct-sql.ts';
import { openScene } from '../turns/harness.ts';

const ANNA: Actor = { id: 'UANNA01', name: 'Anna' };
const BEN: Actor = { id: 'UBEN001', name: 'Ben' };
const KEYS = `k1:${Buffer.from('0123456789abcdef0123456789abcdef').toString('base64')}`;

let context: Context;
beforeAll(async () => {
  context = await shippedContext();
}, 120_000);

/** A service with the real conversation, talked to in two workspaces. */
async function scene(kind: BackEnd) {
  const logs: unknown[] = [];
  const opened = await openScene(kind, { step: (input) => step(context, input) });
  return { ...opened, logs };
}

async function say(
  turns: Turns,
  actor: Actor,
  text: string,
  to: string | null,
  team = 'T1',
): Promise<string> {
  const delivery: Delivery = {
    key: randomUUID(),
    platform: 'chat',
    workspace: team,
    actor,
    address: { team, channel: `C-${team}`, thread: null },
    target: to === null ? { by: 'new', key: randomUUID() } : { by: 'id', id: to },
    event: to === null ? { kind: 'start', text } : { kind: 'say', text },
  };
  const result = await turns.handle(delivery);
  if (result.status !== 'done') throw new Error(`Expected a turn, got "${result.status}".`);
  await turns.idle();
  return result.conversation;
}

/** Everything the database holds: each table's rows as text, and on SQLite the bytes of its files. */
async function everything(options: StoreOptions): Promise<string> {
  const list = options.databaseUrl
    ? `select table_name as name from information_schema.tables where table_schema = 'public'`
    : `select name from sqlite_master where type = 'table'`;
  const tables = await directSql(options, list);
  const rows = await Promise.all(
    tables.map(({ name }) => directSql(options, `select * from "${String(name)}"`)),
  );
  const folder = options.dataFolder;
  const files = folder === undefined ? [] : await readdir(folder);
  const bytes = await Promise.all(files.map((file) => readFile(join(folder ?? '', file), 'latin1')));
  return [JSON.stringify(rows), ...bytes].join('\n');
}

async function fill(
  turns: Turns,
  store: Store,
): Promise<{ ofAnna: string; ofBen: string; elsewhere: string }> {
  const ofAnna = await say(turns, ANNA, 'alerts within 50 ms, Java, Kafka', null);
  await say(turns, ANNA, 'what about CANARYANNA on a Tuesday?', ofAnna);
  await say(turns, BEN, 'we have 3 TB of state and no Spark', ofAnna);
  await say(turns, BEN, 'what about CANARYBENWORDS on a Tuesday?', ofAnna);
  const ofBen = await say(turns, BEN, 'hourly reports with SQL', null);
  await say(turns, BEN, 'what about CANARYBENOWN on a Tuesday?', ofBen);
  const elsewhere = await say(turns, ANNA, 'sessions in 5 minutes', null, 'T2');
  await say(turns, ANNA, 'what about CANARYELSEWHERE on a Tuesday?', elsewhere, 'T2');
  await store.settings.set('person:chat:UBEN001', 'theme', 'CANARYBENSETTING');
  await store.settings.set('workspace:chat:T1', 'channel', 'CANARYTEAMSETTING');
  const vault = createInstallationVault(store, readKeyRing(KEYS));
  for (const team of ['T1', 'T2'])
    await vault.save({
      platform: 'chat',
      workspace: `team:${team}`,
      payload: `token ${team}`,
      by: BEN.id,
      at: 1,
    });
  return { ofAnna, ofBen, elsewhere };
}

/** One more reply to this person, which the platform refuses for good. */
async function refuseReplyTo(store: Store, { id: actor }: Actor, conversation: string): Promise<void> {
  const seq = 90;
  const row = { conversation, seq, place: 0, platform: 'chat', slot: 'refused', audience: 'actor', actor };
  await store.outbox.add([{ ...row, destination: null, reply: null, view: '{}', trace: null }], 1);
  const held = await store.outbox.lease(conversation, ['chat'], Date.now(), 1_000);
  if (held === null || held === 'not-due') throw new Error('Expected a row to refuse.');
  await store.transaction((tables) => tables.outbox.fail({ ...held, at: 1, reason: 'refused' }));
}

describe.each(BACK_ENDS)('deleting on %s', (kind) => {
  it('a person leaves nothing of them anywhere, and what others began goes on without them', async () => {
    const { turns, store, options, logged, noted, counts } = await scene(kind);
    const { ofAnna, ofBen } = await fill(turns, store);
    await refuseReplyTo(store, BEN, ofAnna);
    const given = Object.keys(JSON.parse((await store.conversations.read(ofAnna))?.state ?? '{}').given);
    expect(await everything(options)).toContain('CANARYBENWORDS');

    const deleted = await deleteData(store, { kind: 'person', platform: 'chat', id: BEN.id });
    await store.compact();

    expect(deleted).toMatchObject({ conversations: 1, cleaned: 1, settings: 1, installations: 2 });
    const left = await everything(options);
    expect(left.match(/CANARYBEN\w*|UBEN001/g)).toBeNull();
    expect(left).toContain('CANARYANNA');
    expect(JSON.stringify([logged, noted, counts])).not.toMatch(/CANARY|UBEN001|UANNA01/);
    expect(await store.conversations.read(ofBen)).toBeNull();
    expect(Object.keys(JSON.parse((await store.conversations.read(ofAnna))?.state ?? '{}').given)).toEqual(
      given,
    );
    await say(turns, ANNA, 'latency is 20 ms', ofAnna);
  });

  it('a workspace leaves nothing of it anywhere, and no other loses anything', async () => {
    const { turns, store, options } = await scene(kind);
    const { elsewhere } = await fill(turns, store);

    const deleted = await deleteData(store, { kind: 'workspace', platform: 'chat', id: 'T1' });
    await store.compact();

    expect(deleted).toMatchObject({ conversations: 2, cleaned: 0, settings: 1, installations: 1 });
    const left = await everything(options);
    expect(left.match(/CANARY(?!ELSEWHERE|BENSETTING)\w*/g)).toBeNull();
    expect(left).toContain('CANARYELSEWHERE');
    expect(await store.conversations.read(elsewhere)).not.toBeNull();
    expect((await store.installations.all()).map(({ workspace }) => workspace)).toEqual(['team:T2']);
  });

  it('in the running service empties the log, so that nothing waits there', async () => {
    const { turns, store, options } = await scene(kind);
    await fill(turns, store);

    await deleteData(store, { kind: 'workspace', platform: 'chat', id: 'T1' });
    await store.emptyLog();

    expect((await everything(options)).match(/CANARY(?!ELSEWHERE|BENSETTING)\w*/g)).toBeNull();
  });

  it('does not take one id for another that begins alike', async () => {
    const { turns, store } = await scene(kind);
    const { ofAnna } = await fill(turns, store);

    const deleted = await deleteData(store, { kind: 'person', platform: 'chat', id: 'UANNA0' });
    const other = await deleteData(store, { kind: 'person', platform: 'page', id: ANNA.id });

    expect([deleted.conversations, other.conversations]).toEqual([0, 0]);
    expect(await store.conversations.read(ofAnna)).not.toBeNull();
  });

  it('knows every table there is: a new one has to be thought of here', async () => {
    const { options } = await scene(kind);
    const list = options.databaseUrl
      ? `select table_name as name from information_schema.tables where table_schema = 'public'`
      : `select name from sqlite_master where type = 'table' and name not like 'sqlite_%'`;

    const names = (await directSql(options, list)).map(({ name }) => String(name));

    expect(names.filter((name) => !name.startsWith('kysely_')).toSorted()).toEqual([
      'conversation_keys',
      'conversations',
      'deliveries',
      'feedback',
      'installations',
      'knowledge_versions',
      'messages',
      'oauth_states',
      'outbox',
      'overviews',
      'paces',
      'settings',
      'shares',
      'transcript',
      'unanswered_questions',
      'undelivered',
    ]);
  });
});

describe.each(BACK_ENDS)('handing out on %s', (kind) => {
  it('gives a person their conversations whole, and of others their own part only', async () => {
    const { turns, store } = await scene(kind);
    const { ofAnna, ofBen } = await fill(turns, store);

    const exported = await exportData(store, { kind: 'person', platform: 'chat', id: BEN.id });

    const text = JSON.stringify(exported);
    expect(exported.conversations.map((one) => 'id' in one && one.id).toSorted()).toEqual(
      [ofAnna, ofBen].toSorted(),
    );
    expect(text).toContain('CANARYBENWORDS');
    expect(text).toContain('CANARYBENOWN');
    expect(text).not.toMatch(/CANARYANNA|CANARYELSEWHERE|token T/);
    expect(exported.installations).toHaveLength(2);
  });

  it('gives a workspace everything of it, tokens excepted', async () => {
    const { turns, store } = await scene(kind);
    await fill(turns, store);

    const exported = await exportData(store, { kind: 'workspace', platform: 'chat', id: 'T1' });

    const text = JSON.stringify(exported);
    for (const canary of ['CANARYANNA', 'CANARYBENWORDS', 'CANARYBENOWN', 'CANARYTEAMSETTING'])
      expect(text).toContain(canary);
    expect(text).not.toMatch(/CANARYELSEWHERE|sealed/);
  });
});
