import { WebClient } from '@slack/web-api';
import { type Finding, fail, ok, skipped, warn } from '../../../doctor/finding.ts';
import { clientOptions } from '../client.ts';
import { readPayload, type Vault } from '../install/installation.ts';
import { manifest } from '../manifest.ts';
import { manifestFindings } from '../manifest-schema.ts';
import { sdkLogger } from '../sdk-logger.ts';
import { PLATFORM, SLACK_API_URL, type SlackConfig, type SlackMode } from '../types.ts';
import { checkReach } from './reach.ts';
import { checkAppToken, checkBotToken } from './token.ts';

type Options = {
  readonly config: SlackConfig;
  readonly mode: SlackMode;
  /** Null with a single workspace, and when the store could not be opened. */
  readonly vault: Vault | null;
  readonly now: () => number;
};

const silent = { info: () => undefined, warn: () => undefined, error: () => undefined };

/**
 * Everything about the Slack side that can be looked at without changing anything: manifest, reach, clock, tokens,
 * scopes. Never throws; no finding holds a token.
 */
export async function checkSlack(options: Options): Promise<readonly Finding[]> {
  const { config, mode, now } = options;
  const apiUrl = config.apiUrl ?? SLACK_API_URL;
  const offline = [manifestFinding(mode), ...signingFindings(config, mode)];
  const { reached, findings } = await checkReach(apiUrl, now);
  if (!reached) return [...offline, ...findings, skipped('slack tokens', 'Slack cannot be reached')];
  const clientFor = (token: string): WebClient =>
    new WebClient(token, clientOptions(apiUrl, sdkLogger(silent)));
  const tokens =
    config.oauth === undefined ? onlyToken(config, clientFor) : installedTokens(options, clientFor);
  const app = mode === 'socket' ? [await checkAppToken(clientFor(config.appToken ?? ''))] : [];
  return [...offline, ...findings, ...app, ...(await tokens)];
}

function manifestFinding(mode: SlackMode): Finding {
  const wrong = manifestFindings(manifest(mode));
  if (wrong.length === 0) return ok('slack manifest', `the one for ${mode} is as Slack wants it`);
  return fail(
    'slack manifest',
    wrong.join('; '),
    'Slack would not take it',
    'reinstall this version, or report it',
  );
}

/** Slack's secrets are 32 hexadecimal digits; anything else was probably copied from the wrong field. */
function signingFindings({ signingSecret }: SlackConfig, mode: SlackMode): readonly Finding[] {
  if (mode !== 'http') return [];
  if (/^[0-9a-f]{32}$/.test(signingSecret ?? '')) return [ok('signing secret', 'has the form of one')];
  const fix = 'copy "Signing Secret" from "Basic Information" of the app into SLACK_SIGNING_SECRET';
  return [
    warn(
      'signing secret',
      'does not look like one of Slack',
      'with a wrong one every request is refused',
      fix,
    ),
  ];
}

function onlyToken(
  config: SlackConfig,
  clientFor: (token: string) => WebClient,
): Promise<readonly Finding[]> {
  const fix = 'install the app in the workspace and copy its "Bot User OAuth Token" into SLACK_BOT_TOKEN';
  return checkBotToken(clientFor(config.botToken ?? ''), 'SLACK_BOT_TOKEN', fix);
}

async function installedTokens(
  { vault }: Options,
  clientFor: (token: string) => WebClient,
): Promise<readonly Finding[]> {
  if (vault === null) return [skipped('installations', 'the store or its keys cannot be used')];
  const places = await vault.workspaces(PLATFORM);
  const findings: Finding[] = [ok('installations', `${places.length} kept`)];
  for (const place of places) findings.push(...(await checkPlace(vault, place, clientFor)));
  return findings;
}

async function checkPlace(
  vault: Vault,
  place: string,
  clientFor: (token: string) => WebClient,
): Promise<readonly Finding[]> {
  const fix = 'install the app there again at /slack/install';
  try {
    const kept = await vault.find(PLATFORM, place);
    const payload = kept === null ? null : readPayload(kept.payload);
    return payload?.kind === 'grant' ? await checkBotToken(clientFor(payload.botToken), place, fix) : [];
  } catch (error) {
    const what = error instanceof Error ? error.message : String(error);
    return [fail(`token ${place}`, what, 'nothing can be posted there', fix)];
  }
}
