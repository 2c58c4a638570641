import type { Config } from './config.ts';
import type { AllowedHost } from './outbound/guard.ts';

const HTTPS = 443;
/** Response URLs and the sockets of Socket Mode lie below Slack's own name. */
const SLACK = ['slack.com', '*.slack.com'];
/**
 * The Bot Connector's addresses by region, its sign-in and the keys of its tokens; public cloud and the governments'.
 * https://learn.microsoft.com/en-us/azure/bot-service/bot-service-resources-faq-security
 */
const TEAMS = [
  'smba.trafficmanager.net',
  'smba.infra.gcc.teams.microsoft.com',
  'smba.infra.gov.teams.microsoft.us',
  'smba.infra.dod.teams.microsoft.us',
  'login.microsoftonline.com',
  'login.microsoftonline.us',
  'login.botframework.com',
  'login.botframework.azure.us',
  'token.botframework.com',
];
/** Where a managed identity gets its token: https://learn.microsoft.com/en-us/azure/virtual-machines/instance-metadata-service */
const METADATA = '169.254.169.254';

/** Every host this configuration needs: chat platforms that are on, the database, and those named by the operator. */
export function allowedHosts(config: Config): readonly AllowedHost[] {
  return [
    ...slackHosts(config),
    ...teamsHosts(config),
    ...(config.databaseUrl === null ? [] : ofAddress(config.databaseUrl, 5432)),
    ...config.outboundHosts.map(ofName),
  ];
}

/** A stand-in for Slack may keep its sockets on another port. */
function slackHosts({ slack }: Config): readonly AllowedHost[] {
  if (slack === null) return [];
  const { hostname } = new URL(slack.apiUrl);
  const standIn = [{ host: hostname, port: null }];
  return hostname === 'slack.com' ? SLACK.map(secure) : [...standIn, ...SLACK.map(secure)];
}

function teamsHosts({ teams }: Config): readonly AllowedHost[] {
  if (teams === null) return [];
  if (teams.mode === 'local') return [{ host: 'localhost', port: null }];
  const endpoint = process.env['IDENTITY_ENDPOINT'] ?? process.env['MSI_ENDPOINT'];
  return [
    ...TEAMS.map(secure),
    { host: METADATA, port: 80 },
    ...(endpoint === undefined ? [] : ofAddress(endpoint, 80)),
  ];
}

function secure(host: string): AllowedHost {
  return { host, port: HTTPS };
}

function ofAddress(address: string, usualPort: number): readonly AllowedHost[] {
  const url = URL.parse(address);
  if (url === null || url.hostname === '') return [];
  return [{ host: decodeURIComponent(url.hostname), port: url.port === '' ? usualPort : Number(url.port) }];
}

function ofName(text: string): AllowedHost {
  const [, host = text, port] = /^(.*?)(?::(\d+))?$/.exec(text) ?? [];
  return { host, port: port === undefined ? null : Number(port) };
}
