import type { App } from '@slack/bolt';
import { type Count, type Log, PLATFORM } from '../types.ts';
import { enterpriseKey, readPayload, teamKey, type Vault } from './installation.ts';

/** Events that tell of the app's end in a workspace; they need no scope and come in any order, and more than once. */
export const LEAVE_EVENTS = ['app_uninstalled', 'tokens_revoked'] as const;

type Options = {
  /** Null with a single workspace, whose token stands in the environment. */
  readonly vault: Vault | null;
  /** Delete what is kept of a workspace. */
  readonly purge: ((team: string) => Promise<void>) | null;
  readonly log: Log;
  readonly count: Count;
};

type Leave = {
  readonly team_id?: string;
  readonly enterprise_id?: string | null;
  readonly authorizations?: readonly { readonly is_enterprise_install?: boolean }[];
  readonly event_time?: number;
  readonly event?: { readonly type?: string; readonly tokens?: { readonly bot?: readonly string[] } };
};

/** Forget a workspace that removed the app: its tokens and all its conversations. Bolt deletes nothing by itself. */
export function listenToLeaving(app: App, options: Options): void {
  for (const type of LEAVE_EVENTS) app.event(type, ({ body }) => leave(body as Leave, options));
}

async function leave(body: Leave, { vault, purge, log, count }: Options): Promise<void> {
  const { event, team_id: team, enterprise_id: enterprise } = body;
  // Only a person's token was revoked: the app itself stays.
  if (event?.type === 'tokens_revoked' && (event.tokens?.bot ?? []).length === 0) {
    count('dropped', 'user-token-revoked');
    return;
  }
  const place = placeLeft(body);
  if (place === null) {
    count('dropped', 'unreadable');
    return;
  }
  if (vault !== null && (await isOutdated(vault, place, body.event_time ?? 0))) {
    count('dropped', 'installed-again');
    return;
  }
  const teams = place.startsWith('team:') ? [team ?? ''] : await teamsBelow(vault, enterprise ?? '');
  for (const one of teams) {
    // In this order: a purge that failed is tried again with Slack's next delivery, and still finds the workspace.
    await purge?.(one);
    await vault?.remove(PLATFORM, teamKey(one));
  }
  await vault?.remove(PLATFORM, place);
  count('install', 'removed');
  log.info({ place, teams: teams.length, event: event?.type }, 'slack app removed, its data deleted');
}

function placeLeft({ team_id: team, enterprise_id: enterprise, authorizations }: Leave): string | null {
  const isWide = authorizations?.[0]?.is_enterprise_install === true;
  if (isWide || team === undefined || team === '') return enterprise ? enterpriseKey(enterprise) : null;
  return teamKey(team);
}

/** A late event about an installation before the present one; Slack tells whole seconds. */
async function isOutdated(vault: Vault, place: string, eventTime: number): Promise<boolean> {
  const kept = await vault.find(PLATFORM, place);
  return kept !== null && eventTime < Math.floor(kept.at / 1_000);
}

/** Workspaces that were served by the installation of this organisation. */
async function teamsBelow(vault: Vault | null, enterprise: string): Promise<readonly string[]> {
  if (vault === null) return [];
  const found: string[] = [];
  for (const workspace of await vault.workspaces(PLATFORM)) {
    const kept = workspace.startsWith('team:') ? await vault.find(PLATFORM, workspace) : null;
    const payload = kept === null ? null : readPayload(kept.payload);
    if (payload?.kind === 'through' && payload.enterprise === enterprise)
      found.push(workspace.slice('team:'.length));
  }
  return found;
}
