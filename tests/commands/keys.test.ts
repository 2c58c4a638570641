import { randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { createInstallationVault } from '../../src/secrets/installation-vault.ts';
import { readKeyRing } from '../../src/secrets/key-ring.ts';
import { freshOptions, openForTest } from '../support/back-ends.ts';
import { runHere } from './run-here.ts';

const OLD = `k1:${randomBytes(32).toString('base64')}`;
const NEW = `k2:${randomBytes(32).toString('base64')}`;

describe('keys rotate', () => {
  it('seals what is stored with the first key and tells how much', async () => {
    const options = await freshOptions('sqlite');
    const store = await openForTest(options);
    const vault = createInstallationVault(store, readKeyRing(OLD));
    await vault.save({ platform: 'slack', workspace: 'team:T1', payload: 'secret', by: 'U1', at: 0 });
    const env = { STREAMCHOICE_DATA: options.dataFolder, STREAMCHOICE_SECRET_KEYS: `${NEW},${OLD}` };

    const first = await runHere(['keys', 'rotate', '--json'], env);
    const second = await runHere(['keys', 'rotate'], env);

    expect([first.code, JSON.parse(first.stdout)]).toEqual([0, { key: 'k2', rotated: 1, unchanged: 0 }]);
    expect(second.stdout).toMatch(/^0 installations sealed with the key "k2", 1 /);
    expect((await store.installations.all()).map(({ keyId }) => keyId)).toEqual(['k2']);
  });

  it.each([
    [['keys', 'rotate'], {}, /STREAMCHOICE_SECRET_KEYS is not set/],
    [['keys', 'burn'], { STREAMCHOICE_SECRET_KEYS: NEW }, /keys takes "rotate"; got "burn"/],
    [['keys', 'rotate'], { STREAMCHOICE_SECRET_KEYS: 'k1:' }, /key "k1" has 0 bytes/],
    [
      ['keys', 'rotate'],
      { STREAMCHOICE_SECRET_KEYS: NEW, STREAMCHOICE_DATA: '/nowhere' },
      /There is no data folder "\/nowhere"/,
    ],
  ])('refuses %j with %o in words', async (argv, env, message) => {
    const { code, stderr } = await runHere(argv, env);

    expect(code).toBe(2);
    expect(stderr).toMatch(message);
  });
});
