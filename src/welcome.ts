import type { AddressInfo } from 'node:net';
import type { Config } from './config.ts';

/** The first line a person sees: where it runs, what is on, what is off and how to switch it on. */
export function welcome(config: Config, address: AddressInfo): string {
  const host = address.address === '0.0.0.0' ? 'localhost' : address.address;
  const page =
    config.host === '127.0.0.1' ? '' : ' (the local page is off while the service is reachable from outside)';
  const store = config.databaseUrl === null ? `SQLite in ${config.dataFolder}` : 'PostgreSQL';
  return `streamchoice is at http://${host}:${address.port}/${page}; ${store}; ${slack(config)}; ${teams(config)}.\n`;
}

function slack(config: Config): string {
  if (config.slack === null)
    return 'Slack is off (set SLACK_BOT_TOKEN with SLACK_APP_TOKEN or SLACK_SIGNING_SECRET)';
  const many = 'oauth' in config.slack ? ' for many workspaces, installed at /slack/install' : '';
  return config.slack.mode === 'socket'
    ? `Slack is on (Socket Mode)${many}`
    : `Slack is on (HTTP at /slack/events)${many}`;
}

function teams(config: Config): string {
  if (config.teams === null)
    return 'Teams is off (set MicrosoftAppId, or STREAMCHOICE_TEAMS_LOCAL=1 for an emulator)';
  return config.teams.mode === 'local'
    ? 'Teams is on for a local emulator WITHOUT authentication (/api/messages, loopback only)'
    : 'Teams is on (/api/messages)';
}
