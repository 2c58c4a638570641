import { createHmac } from 'node:crypto';
import { APP, TEAM } from '../../tests/support/fake-slack/workspace.ts';

/** A begun interview; its person and place are those of number `n` of `first-words.ts`. */
export type Begun = { readonly id: string; readonly n: number };

/** How requests are made: presses of a button of one of these conversations, each with ids of its own. */
export type Recipe = {
  readonly platform: 'slack' | 'teams';
  readonly conversations: readonly Begun[];
  readonly action: string;
  readonly secret: string;
  readonly serviceUrl: string;
};

export type Made = { readonly bytes: Buffer };

/**
 * Fresh ids in every request: the same twice would be a duplicate, which costs little and proves nothing. They count on from
 * the present in microseconds, which Slack writes with a point and Teams, in milliseconds, without one.
 */
export function requestMaker(recipe: Recipe): (url: string) => Made {
  const began = Date.now() * 1_000;
  let count = 0;
  return (url) => {
    count += 1;
    const conversation = recipe.conversations[count % recipe.conversations.length] ?? { id: 'none', n: 0 };
    const micros = String(began + count);
    const id = recipe.platform === 'slack' ? `${micros.slice(0, 10)}.${micros.slice(10)}` : micros;
    return recipe.platform === 'slack'
      ? slack(url, recipe, conversation, id)
      : teams(url, recipe, conversation, id);
  };
}

function slack(url: string, { action, secret }: Recipe, conversation: Begun, id: string): Made {
  const channel = `D${conversation.n}`;
  const payload = {
    type: 'block_actions',
    api_app_id: APP,
    token: 'deprecated',
    trigger_id: `t.${id}`,
    team: { id: TEAM, domain: 'fake' },
    is_enterprise_install: false,
    user: { id: `U${conversation.n}`, username: 'u', team_id: TEAM },
    channel: { id: channel, name: 'directmessage' },
    container: { type: 'message', message_ts: '1795000000.000001', channel_id: channel, is_ephemeral: false },
    message: { type: 'message', ts: '1795000000.000001', text: 'Question 1' },
    state: { values: {} },
    actions: [
      {
        type: 'button',
        action_id: 'press:1',
        block_id: 'b',
        value: `${conversation.id}|${action}`,
        action_ts: id,
      },
    ],
  };
  const body = new URLSearchParams({ payload: JSON.stringify(payload) }).toString();
  const timestamp = String(Math.floor(Date.now() / 1_000));
  const signature = createHmac('sha256', secret).update(`v0:${timestamp}:${body}`).digest('hex');
  return http(url, '/slack/events', body, [
    'content-type: application/x-www-form-urlencoded',
    `x-slack-request-timestamp: ${timestamp}`,
    `x-slack-signature: v0=${signature}`,
  ]);
}

function teams(
  url: string,
  { action, serviceUrl }: Recipe,
  { id: conversation, n }: Begun,
  id: string,
): Made {
  const body = JSON.stringify({
    type: 'message',
    id,
    channelId: 'msteams',
    serviceUrl,
    from: { id: `29:${n}`, aadObjectId: `aad-${n}`, name: `Person ${n}` },
    recipient: { id: '28:bot', name: 'StreamChoice' },
    conversation: { id: `a:personal-${n}`, conversationType: 'personal', tenantId: 'tenant-1' },
    channelData: { tenant: { id: 'tenant-1' } },
    text: '',
    value: { conversation, action },
  });
  return http(url, '/api/messages', body, ['content-type: application/json']);
}

function http(url: string, path: string, body: string, headers: readonly string[]): Made {
  const { host } = new URL(url);
  const length = Buffer.byteLength(body);
  const head = [`POST ${path} HTTP/1.1`, `host: ${host}`, `content-length: ${length}`, ...headers].join(
    '\r\n',
  );
  return { bytes: Buffer.from(`${head}\r\n\r\n${body}`) };
}
