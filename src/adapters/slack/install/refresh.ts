import type { WebClient } from '@slack/web-api';
import { errorFields } from '../../../http/error-fields.ts';
import { type Count, type Log, PLATFORM } from '../types.ts';
import { type Grant, placeOf, readPayload, type Vault } from './installation.ts';

/** A token lives 12 hours; it is exchanged this long before its end, also for posts of our own accord. */
const REFRESH_BEFORE_MS = 2 * 3_600_000;

/** The grant with a token that lives on; the same one where tokens do not expire. */
export type Refresh = (grant: Grant) => Promise<Grant>;

type Options = {
  readonly vault: Vault;
  /** Without a token: `oauth.v2.access` is authorised by client id and secret. */
  readonly client: WebClient;
  readonly clientId: string;
  readonly clientSecret: string;
  readonly now: () => number;
  readonly log: Log;
  readonly count: Count;
};

/**
 * Token rotation. A refresh token works once, so one exchange per installation runs at a time here; when another replica
 * was faster, its result is taken from the store. A failed exchange is no harm while the old token lives.
 * Source: https://docs.slack.dev/authentication/using-token-rotation
 */
export function refresher(options: Options): Refresh {
  const running = new Map<string, Promise<Grant>>();
  return (grant) => {
    const { expiresAt, refreshToken } = grant;
    if (expiresAt === null || refreshToken === null) return Promise.resolve(grant);
    if (expiresAt - options.now() > REFRESH_BEFORE_MS) return Promise.resolve(grant);
    const place = placeOf(grant);
    const underWay = running.get(place);
    if (underWay !== undefined) return underWay;
    const work = exchange(options, grant, refreshToken).finally(() => running.delete(place));
    running.set(place, work);
    return work;
  };
}

async function exchange(options: Options, grant: Grant, refreshToken: string): Promise<Grant> {
  const { client, clientId, clientSecret, now, count, log, vault } = options;
  try {
    const answer = await client.oauth.v2.access({
      client_id: clientId,
      client_secret: clientSecret,
      grant_type: 'refresh_token',
      refresh_token: refreshToken,
    });
    const next = {
      ...grant,
      botToken: answer.access_token ?? grant.botToken,
      refreshToken: answer.refresh_token ?? refreshToken,
      expiresAt: now() + (answer.expires_in ?? 0) * 1_000,
    };
    await keep(vault, next);
    count('token', 'refreshed');
    return next;
  } catch (error) {
    const stored = await latest(vault, grant);
    if (stored !== null && stored.refreshToken !== refreshToken) return stored;
    count('token', 'refresh-failed');
    log.error({ ...errorFields(error), place: placeOf(grant) }, 'slack token not refreshed');
    if ((grant.expiresAt ?? 0) > now()) return grant;
    throw error;
  }
}

async function keep(vault: Vault, grant: Grant): Promise<void> {
  const place = placeOf(grant);
  const before = await vault.find(PLATFORM, place);
  // Uninstalled meanwhile: the new token dies with the installation and must not bring it back.
  if (before === null) return;
  await vault.save({ ...before, payload: JSON.stringify(grant) });
}

async function latest(vault: Vault, grant: Grant): Promise<Grant | null> {
  const kept = await vault.find(PLATFORM, placeOf(grant));
  const payload = kept === null ? null : readPayload(kept.payload);
  return payload?.kind === 'grant' ? payload : null;
}
