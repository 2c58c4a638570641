import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { json } from 'node:stream/consumers';
import { CloudAdapter, ConfigurationBotFrameworkAuthentication } from 'botbuilder';

/** The baseline: a bot as botbuilder's documentation starts it, that sends back what it was told in the answer itself. */
const adapter = new CloudAdapter(new ConfigurationBotFrameworkAuthentication({}));
const server = createServer(async (request, outgoing) => {
  const body = (await json(request)) as Record<string, unknown>;
  const response = {
    socket: null,
    status: (code: number) => {
      outgoing.statusCode = code;
    },
    header: (name: string, value: unknown) => void outgoing.setHeader(name, String(value)),
    send: (content: unknown) => void outgoing.end(JSON.stringify(content)),
    end: () => void outgoing.end(),
  };
  const { method, headers } = request;
  await adapter.process(
    { method: method ?? 'POST', headers, body: { ...body, deliveryMode: 'expectReplies' } },
    response,
    async (context) => {
      await context.sendActivity('echo');
    },
  );
});
server.listen(0, '127.0.0.1', () => {
  process.stdout.write(`http://127.0.0.1:${(server.address() as AddressInfo).port}\n`);
});
