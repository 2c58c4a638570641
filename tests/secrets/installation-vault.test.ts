import { randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { createInstallationVault } from '../../src/secrets/installation-vault.ts';
import { readKeyRing } from '../../src/secrets/key-ring.ts';
import { BACK_ENDS, freshOptions, openForTest } from '../support/back-ends.ts';
import { directSql } from '../support/direct-sql.ts';

const NOON = Date.UTC(2026, 10, 22, 12);
const OLD = `k1:${randomBytes(32).toString('base64')}`;
const NEW = `k2:${randomBytes(32).toString('base64')}`;

function installation(workspace: string, payload = `{"token":"xoxb-canary-${workspace}"}`) {
  return { platform: 'slack', workspace, payload, by: 'U1', at: NOON };
}

describe.each(BACK_ENDS)('the installation vault on %s', (kind) => {
  it('keeps installations by workspace, the newest of each, and none in clear', async () => {
    const options = await freshOptions(kind);
    const vault = createInstallationVault(await openForTest(options), readKeyRing(OLD));

    await vault.save(installation('team:T1', 'first'));
    await vault.save(installation('team:T1'));
    await vault.save(installation('team:T2'));

    expect(await vault.find('slack', 'team:T1')).toEqual(installation('team:T1'));
    expect([await vault.find('slack', 'team:T3'), await vault.find('teams', 'team:T1')]).toEqual([
      null,
      null,
    ]);
    expect(await vault.workspaces('slack')).toEqual(['team:T1', 'team:T2']);
    expect(JSON.stringify(await directSql(options, 'select * from installations'))).not.toContain('xoxb');
    expect([await vault.remove('slack', 'team:T1'), await vault.remove('slack', 'team:T1')]).toEqual([
      true,
      false,
    ]);
    expect(await vault.find('slack', 'team:T1')).toBeNull();
  });

  it('seals with the new key on use, and all of them when asked, so that the old key can go', async () => {
    const store = await openForTest(await freshOptions(kind));
    const before = createInstallationVault(store, readKeyRing(OLD));
    for (const team of ['T1', 'T2', 'T3']) await before.save(installation(`team:${team}`));
    const between = createInstallationVault(store, readKeyRing(`${NEW},${OLD}`));

    await between.find('slack', 'team:T1');
    const keys = (await store.installations.all()).map(({ keyId }) => keyId);
    const outcome = await between.rotate();
    const after = createInstallationVault(store, readKeyRing(NEW));

    expect(keys).toEqual(['k2', 'k1', 'k1']);
    expect(outcome).toEqual({ rotated: 2, unchanged: 1 });
    expect(await after.find('slack', 'team:T3')).toEqual(installation('team:T3'));
  });

  it('does not put an old token over one saved while it was being sealed anew', async () => {
    const store = await openForTest(await freshOptions(kind));
    const vault = createInstallationVault(store, readKeyRing(OLD));
    await vault.save(installation('team:T1', 'old token'));
    const [read] = await store.installations.all();
    await vault.save(installation('team:T1', 'new token'));

    const resealed =
      read && (await store.installations.reseal(read, readKeyRing(NEW).seal('old token', 'x')));

    expect(resealed).toBe(false);
    expect(await vault.find('slack', 'team:T1')).toMatchObject({ payload: 'new token' });
  });

  it('does not open a row that was copied to another workspace', async () => {
    const store = await openForTest(await freshOptions(kind));
    const vault = createInstallationVault(store, readKeyRing(OLD));
    await vault.save(installation('team:T1'));
    const [row] = await store.installations.all();

    if (row) await store.installations.save({ ...row, workspace: 'team:T2' });

    await expect(vault.find('slack', 'team:T2')).rejects.toMatchObject({ code: 'SECRETS_DAMAGED' });
    expect(await vault.find('slack', 'team:T1')).toEqual(installation('team:T1'));
  });

  it('gives an OAuth state back once, within ten minutes, to one of those who ask', async () => {
    const options = await freshOptions(kind);
    const { oauthStates, prune } = await openForTest(options);
    for (const state of ['s1', 's2', 's3'])
      await oauthStates.begin({ state, data: `for ${state}`, at: NOON });

    const asked = await Promise.all([1, 2, 3, 4].map(() => oauthStates.consume('s1', NOON + 1)));
    const late = await oauthStates.consume('s2', NOON + 600_000);

    expect(asked.filter((data) => data !== null)).toEqual(['for s1']);
    expect([late, await oauthStates.consume('s2', NOON), await oauthStates.consume('s9', NOON)]).toEqual([
      null,
      null,
      null,
    ]);
    expect(JSON.stringify(await directSql(options, 'select state_hash from oauth_states'))).not.toContain(
      's3',
    );
    expect(await prune({ oauthStates: NOON + 600_001 })).toMatchObject({ oauthStates: 1 });
  });
});
