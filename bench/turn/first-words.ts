import type { Service } from '../../drills/process/service.ts';
import { lineTo } from '../../drills/slack/signed.ts';
import { post } from '../../drills/wire/post.ts';
import { TEAM } from '../../tests/support/fake-slack/workspace.ts';

/** Begin an interview of person number `n`, so that it has an open question. */
export async function firstWords(
  service: Service,
  platform: 'slack' | 'teams',
  n: number,
  serviceUrl: string,
): Promise<void> {
  const status = platform === 'slack' ? await inSlack(service, n) : await inTeams(service, n, serviceUrl);
  if (status !== 200) throw new Error(`The first words of person ${n} were answered ${status}.`);
}

async function inSlack(service: Service, n: number): Promise<number> {
  const ts = `1795000000.${String(n).padStart(6, '0')}`;
  const event = {
    type: 'message',
    channel_type: 'im',
    user: `U${n}`,
    text: 'hello',
    ts,
    event_ts: ts,
    channel: `D${n}`,
  };
  const payload = {
    type: 'event_callback',
    team_id: TEAM,
    event_id: `Ev${n}`,
    event_time: 1_795_000_000,
    event,
  };
  return (await lineTo(service)({ kind: 'events_api', payload })).status;
}

async function inTeams(service: Service, n: number, serviceUrl: string): Promise<number> {
  const activity = {
    type: 'message',
    id: `first-${n}`,
    channelId: 'msteams',
    serviceUrl,
    from: { id: `29:${n}`, aadObjectId: `aad-${n}`, name: `Person ${n}` },
    recipient: { id: '28:bot', name: 'StreamChoice' },
    conversation: { id: `a:personal-${n}`, conversationType: 'personal', tenantId: 'tenant-1' },
    channelData: { tenant: { id: 'tenant-1' } },
    text: 'hello',
  };
  const headers = { 'content-type': 'application/json' };
  return (await post(`${service.url}/api/messages`, headers, JSON.stringify(activity))).status;
}
