import type { AddressInfo } from 'node:net';
import bolt from '@slack/bolt';
import { Client } from 'pg';
import { BOT_TOKEN, SIGNING_SECRET } from '../../tests/support/fake-slack/index.ts';

/**
 * The least that a durable turn on PostgreSQL can be: the baseline, which adds one row of a turn's size on an open connection,
 * with a prepared statement, before it acknowledges. It reads nothing, compares nothing and knows no duplicates.
 */
const ROW = 'x'.repeat(2_000);
const client = new Client({ connectionString: process.env['DATABASE_URL'] ?? '' });
await client.connect();
await client.query('create table acknowledged (id bigserial primary key, what text not null)');
const receiver = new bolt.ExpressReceiver({ signingSecret: SIGNING_SECRET });
const app = new bolt.App({
  receiver,
  authorize: async () => ({ botToken: BOT_TOKEN, botUserId: 'UBOT', botId: 'BBOT' }),
});
app.action(/.*/, async ({ ack }) => {
  await client.query({ name: 'add', text: 'insert into acknowledged (what) values ($1)', values: [ROW] });
  await ack();
});
const server = await app.start(0);
const { port } = (server as { address(): AddressInfo }).address();
process.stdout.write(`http://127.0.0.1:${port}\n`);
