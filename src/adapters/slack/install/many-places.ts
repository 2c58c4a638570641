import type { Logger } from '@slack/bolt';
import { PLATFORM } from '../types.ts';
import { type Access, enterpriseKey, type Grant, readPayload, teamKey, type Vault } from './installation.ts';
import { type Asker, clientPool, NotInstalledError, type Places } from './places.ts';
import type { Refresh } from './refresh.ts';

type Options = {
  readonly vault: Vault;
  readonly refresh: Refresh;
  readonly apiUrl: string;
  readonly logger: Logger;
  readonly now: () => number;
};

/**
 * Every workspace and organisation that installed the app. The store is asked each time, so that an installation made or
 * removed by another replica counts at once.
 */
export function manyPlaces(options: Options): Places {
  const client = clientPool(options.apiUrl, options.logger);
  return {
    accessFor: async (asker) => accessOf(await options.refresh(await grantFor(options, asker)), asker.teamId),
    clientFor: async (team) => {
      const grant = await options.refresh(
        await grantFor(options, { teamId: team, isEnterpriseInstall: false }),
      );
      return client(grant.botToken, grant.team === null ? team : undefined);
    },
    start: async () => undefined,
    isReady: () => true,
  };
}

async function grantFor({ vault, now }: Options, asker: Asker): Promise<Grant> {
  const { teamId, enterpriseId } = asker;
  if (teamId !== undefined) {
    const own = await find(vault, teamKey(teamId));
    if (own?.kind === 'grant') return own;
    if (own?.kind === 'through') return wholeOrganisation(vault, own.enterprise);
  }
  if (enterpriseId === undefined) throw new NotInstalledError(teamId ?? 'this place');
  const grant = await wholeOrganisation(vault, enterpriseId);
  // Remembered, since our own posts later know the workspace only.
  if (teamId !== undefined) await point(vault, teamId, enterpriseId, now());
  return grant;
}

async function wholeOrganisation(vault: Vault, enterprise: string): Promise<Grant> {
  const found = await find(vault, enterpriseKey(enterprise));
  if (found?.kind === 'grant') return found;
  throw new NotInstalledError(enterprise);
}

async function find(vault: Vault, workspace: string): Promise<ReturnType<typeof readPayload> | null> {
  const kept = await vault.find(PLATFORM, workspace);
  return kept === null ? null : readPayload(kept.payload);
}

function point(vault: Vault, team: string, enterprise: string, at: number): Promise<void> {
  const payload = JSON.stringify({ v: 1, kind: 'through', enterprise });
  return vault.save({ platform: PLATFORM, workspace: teamKey(team), payload, by: '', at });
}

function accessOf({ botToken, botUserId, botId, team, enterprise }: Grant, asked?: string): Access {
  return { botToken, botUserId, botId, teamId: team ?? asked ?? enterprise ?? '' };
}
