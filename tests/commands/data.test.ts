import { describe, expect, it } from 'vitest';
import { freshOptions, openForTest } from '../support/back-ends.ts';
import { FIRST_TURN } from '../support/saved-turn.ts';
import { runHere } from './run-here.ts';

describe('the data command', () => {
  it('hands out and deletes what the store holds, as one JSON document', async () => {
    const options = await freshOptions('sqlite');
    const store = await openForTest(options);
    const at = Date.now();
    await store.conversations.create({
      id: 'a',
      platform: 'slack',
      address: '{"team":"T1"}',
      key: null,
      takeKey: false,
      at,
    });
    const from = { ...FIRST_TURN.from, address: '{"team":"T1"}' };
    await store.saveTurn({ ...FIRST_TURN, from, at });
    const env = { STREAMCHOICE_DATA: options.dataFolder };

    const exported = await runHere(['data', 'export', '--person', 'slack:U1', '--json'], env);
    const deleted = await runHere(['data', 'delete', '--workspace', 'slack:T1'], env);
    const again = await runHere(['data', 'delete', '--workspace', 'slack:T1'], env);

    expect(JSON.parse(exported.stdout)).toMatchObject({
      subject: { kind: 'person', platform: 'slack', id: 'U1' },
      conversations: [{ id: 'a', address: { team: 'T1' }, transcript: [{ actor: 'U1' }] }],
    });
    expect([deleted, again].map(({ stdout }) => JSON.parse(stdout).deleted.conversations)).toEqual([1, 0]);
    expect(await store.conversations.read('a')).toBeNull();
  });

  it.each([
    [['data'], /data takes "export" or "delete"; got ""/],
    [['data', 'export'], /either --person <platform:id> or --workspace/],
    [['data', 'delete', '--person', 'slack:U1', '--workspace', 'slack:T1'], /either --person/],
    [['data', 'delete', '--person', 'U1'], /--person takes <platform:id>.*got "U1"/],
  ])('refuses %j in words', async (argv, message) => {
    const { code, stderr } = await runHere(argv, { STREAMCHOICE_DATA: '/nowhere' });

    expect(code).toBe(2);
    expect(stderr).toMatch(message);
  });
});
