import { type FakeConnector, openFakeConnector } from '../../tests/adapters/teams/fake-connector.ts';
import type { Service } from '../process/service.ts';
import type { Stage } from '../stage.ts';
import { post } from '../wire/post.ts';

const BOT = '28:bot';
const TENANT = 'tenant-1';

/** The Bot Connector and its people; the service runs in its local mode. */
export type Office = {
  readonly connector: FakeConnector;
  readonly environment: Readonly<Record<string, string>>;
  /** A message of person number `n` in their personal chat, as Teams delivers it. */
  message(n: number, text: string): Record<string, unknown>;
  /** The personal chat of person number `n`. */
  chat(n: number): string;
};

/** Open an office. `through`: the address under which the service reaches it, when something stands between. */
export async function openOffice(
  stage: Stage,
  through: (serviceUrl: string) => Promise<string> = async (serviceUrl) => serviceUrl,
): Promise<Office> {
  const connector = await openFakeConnector();
  stage.defer(() => connector.close());
  const serviceUrl = await through(connector.serviceUrl);
  let activities = 0;
  const chat = (n: number): string => `a:personal-${n}`;
  return {
    connector,
    environment: { STREAMCHOICE_TEAMS_LOCAL: '1' },
    chat,
    message: (n, text) => {
      activities += 1;
      return {
        type: 'message',
        id: `act-${activities}`,
        channelId: 'msteams',
        serviceUrl,
        from: { id: `29:${n}`, aadObjectId: `aad-${n}`, name: `Person ${n}` },
        recipient: { id: BOT, name: 'StreamChoice' },
        conversation: { id: chat(n), conversationType: 'personal', tenantId: TENANT },
        channelData: { tenant: { id: TENANT } },
        text,
      };
    },
  };
}

/** Post one activity; answers the status, 0 when the connection broke. */
export async function postActivity({ url }: Pick<Service, 'url'>, activity: unknown): Promise<number> {
  const headers = { 'content-type': 'application/json' };
  return (await post(`${url}/api/messages`, headers, JSON.stringify(activity))).status;
}
