import { createTeamsAdapter } from '../../../src/adapters/teams/adapter.ts';
import type { TeamsConfig } from '../../../src/adapters/teams/types.ts';
import { createHttpServer } from '../../../src/http/server.ts';
import type { Delivery, OutboxItem } from '../../../src/turns/types.ts';
import { type Script, scriptedTurns } from '../scripted-turns.ts';
import { type FakeConnector, openFakeConnector } from './fake-connector.ts';

export const BOT = '28:bot';
export const ADA = { id: '29:ada', aadObjectId: 'aad-ada', name: 'Ada' };
export const BEN = { id: '29:ben', aadObjectId: 'aad-ben', name: 'Ben' };
export const TENANT = 'tenant-1';
export const PERSONAL = 'a:personal-ada';
export const CHANNEL = '19:design@thread.tacv2';

type Sent = Record<string, unknown>;

/**
 * Teams around the adapter: a Bot Connector that holds the conversations, the adapter on a real HTTP server, and the
 * outbox played by delivering each reply right after its turn.
 */
export async function openOffice(script: Script, config: TeamsConfig = { mode: 'local' }) {
  const connector = await openFakeConnector();
  const turns = scriptedTurns(script);
  const kept = new Map<string, string>();
  const refs = new Map<string, string>();
  const shares: { conversation: string; destination: string; by: string }[] = [];
  const logged: { level: string; message: string; fields: object }[] = [];
  const counted: Record<string, string>[] = [];
  const note = (level: string) => (fields: object, message: string) =>
    void logged.push({ level, message, fields });
  const outbox: Promise<void>[] = [];
  const adapter = await createTeamsAdapter({
    config,
    turns: {
      handle: async (delivery) => {
        const result = await turns.handle(delivery);
        if (result.status === 'done') outbox.push(deliverAll(delivery, result.conversation));
        return result;
      },
    },
    settings: {
      get: async (scope, key) => kept.get(`${scope} ${key}`) ?? null,
      set: async (scope, key, value) => void kept.set(`${scope} ${key}`, value),
    },
    ports: {
      shares: { of: async (conversation) => shares.filter((one) => one.conversation === conversation) },
    },
    metrics: { count: (_name, labels) => void counted.push({ ...labels }) },
    log: { info: note('info'), warn: note('warn'), error: note('error') },
    nodeEnv: 'test',
  });
  const addresses = new Map<string, Delivery['address']>();
  const failures: unknown[] = [];

  async function deliverAll(delivery: Delivery, conversation: string): Promise<void> {
    if (!addresses.has(conversation)) addresses.set(conversation, delivery.address);
    const entries = await turns.transcript(conversation, 0);
    for (const { slot, audience, view, to = null } of entries.at(-1)?.replies ?? []) {
      const ref = refs.get(`${conversation} ${slot}`) ?? null;
      const address = addresses.get(conversation) ?? {};
      const item = {
        id: 1,
        conversation,
        platform: 'teams',
        slot,
        audience,
        actor: delivery.actor.id,
        to,
        view,
      };
      await deliver({ ...item, address, ref, attempts: 0, uncertain: false });
    }
  }

  /** What the store keeps of a delivery. */
  function remember({ conversation, slot, to, actor: by }: OutboxItem, ref: string | null): void {
    if (ref === null) refs.delete(`${conversation} ${slot}`);
    else refs.set(`${conversation} ${slot}`, ref);
    if (to === null) return;
    const known = shares.findIndex((one) => one.conversation === conversation && one.destination === to);
    if (known >= 0) shares.splice(known, 1);
    if (ref !== null) shares.push({ conversation, destination: to, by });
  }

  async function deliver(item: OutboxItem): Promise<void> {
    try {
      const posted = await adapter.deliverer.deliver(item);
      remember(item, 'gone' in posted ? null : posted.ref);
    } catch (error) {
      failures.push(error);
    }
  }

  const server = createHttpServer({ routes: adapter.routes, log: { error: note('error') } });
  const { port } = await server.listen({ port: 0, host: '127.0.0.1' });
  const url = `http://127.0.0.1:${port}/api/messages`;
  let nextId = 1;

  async function post(
    body: unknown,
    headers: Record<string, string> = {},
  ): Promise<{ status: number; body: string }> {
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: typeof body === 'string' ? body : JSON.stringify(body),
    });
    const text = await response.text();
    await Promise.all(outbox.splice(0));
    return { status: response.status, body: text };
  }

  return {
    connector,
    /** Cards as a conversation shows them now, oldest first; null for plain words. */
    cards: (place = PERSONAL) => connector.shows(place).map(({ card }) => card),
    /** Our id of the conversation begun first. */
    conversation: () => turns.ids()[0] ?? '',
    adapter,
    turns,
    logged,
    counted,
    failures,
    post,
    /** Deliver an activity as Teams would, from Ada in her personal chat unless told otherwise. */
    send: (activity: Sent, headers?: Record<string, string>) => {
      nextId += 1;
      return post({ ...base(connector, String(nextId)), ...activity }, headers);
    },
    say: (text: string) => {
      nextId += 1;
      return post({ ...base(connector, String(nextId)), text });
    },
    close: async () => {
      await server.stop();
      await adapter.stop();
      await connector.close();
    },
  };
}

/** What every message activity of Teams carries. */
export function base(connector: Pick<FakeConnector, 'serviceUrl'>, id: string): Sent {
  return {
    type: 'message',
    id,
    channelId: 'msteams',
    serviceUrl: connector.serviceUrl,
    from: ADA,
    recipient: { id: BOT, name: 'StreamChoice' },
    conversation: { id: PERSONAL, conversationType: 'personal', tenantId: TENANT },
    channelData: { tenant: { id: TENANT } },
  };
}

/** The parts of an activity written in a channel's thread, with the bot mentioned. */
export function inChannel(text: string, thread = '1'): Sent {
  return {
    text: `<at>StreamChoice</at> ${text}`,
    entities: [
      { type: 'clientInfo', locale: 'en-GB' },
      { type: 'mention', text: '<at>StreamChoice</at>', mentioned: { id: BOT, name: 'StreamChoice' } },
    ],
    conversation: {
      id: `${CHANNEL};messageid=${thread}`,
      conversationType: 'channel',
      tenantId: TENANT,
      isGroup: true,
    },
    channelData: { tenant: { id: TENANT }, channel: { id: CHANNEL }, team: { id: '19:team@thread.tacv2' } },
  };
}
