import { isLoopbackHost } from '../loopback.ts';
import type { TeamsConfig } from './types.ts';

/**
 * Hosts of the Bot Connector for Teams: public cloud, GCC, GCC High, DoD. Source, section on service URLs:
 * https://learn.microsoft.com/en-us/microsoftteams/platform/bots/how-to/conversations/send-proactive-messages
 */
const CONNECTOR_HOSTS: ReadonlySet<string> = new Set([
  'smba.trafficmanager.net',
  'smba.infra.gcc.teams.microsoft.com',
  'smba.infra.gov.teams.microsoft.us',
  'smba.infra.dod.teams.microsoft.us',
]);

/**
 * Whether we may send to this service URL. It arrives with the message, and we call it with our token, so it is never
 * taken on trust: Microsoft's hosts over TLS only; in local mode this machine only.
 */
export function allowsServiceUrl(mode: TeamsConfig['mode'], serviceUrl: string): boolean {
  const url = URL.parse(serviceUrl);
  if (url === null || url.username !== '' || url.password !== '') return false;
  if (mode === 'local') return /^https?:$/.test(url.protocol) && isLoopbackHost(url.hostname);
  return url.protocol === 'https:' && url.port === '' && CONNECTOR_HOSTS.has(url.hostname);
}
