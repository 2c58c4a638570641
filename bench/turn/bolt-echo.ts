import type { AddressInfo } from 'node:net';
import bolt from '@slack/bolt';
import { BOT_TOKEN, SIGNING_SECRET } from '../../tests/support/fake-slack/index.ts';

/** The baseline: Bolt as its documentation starts it, with a listener that only acknowledges. It keeps nothing. */
const receiver = new bolt.ExpressReceiver({ signingSecret: SIGNING_SECRET });
const app = new bolt.App({
  receiver,
  // The one call that Bolt would make at the start.
  authorize: async () => ({ botToken: BOT_TOKEN, botUserId: 'UBOT', botId: 'BBOT' }),
});
app.action(/.*/, async ({ ack }) => ack());
const server = await app.start(0);
const { port } = (server as { address(): AddressInfo }).address();
process.stdout.write(`http://127.0.0.1:${port}\n`);
