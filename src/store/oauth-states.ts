import { createHash } from 'node:crypto';
import type { Db } from './tables.ts';

/** How long a person may take between the start of an installation and its end; Slack's own library uses the same. */
const STATE_LIFE_MS = 10 * 60_000;

export type OAuthStates = {
  /** Remember that an installation was begun under this random `state`; `data` comes back when it is consumed. */
  begin(begun: { readonly state: string; readonly data: string; readonly at: number }): Promise<void>;
  /** The data, once; null when the state is unknown, was consumed before, or is older than ten minutes. */
  consume(state: string, now: number): Promise<string | null>;
};

/**
 * The `state` parameter of OAuth (RFC 6749, 10.12), single use across replicas. Only its hash is kept: whoever reads the
 * database cannot finish somebody else's installation.
 */
export function oauthStates(db: Db): OAuthStates {
  return {
    begin: async ({ state, data, at }) => {
      const row = { state_hash: hashOf(state), data, expires_at: at + STATE_LIFE_MS };
      await db.sql.insertInto('oauth_states').values(row).execute();
    },
    consume: async (state, now) => {
      const row = await db.sql
        .deleteFrom('oauth_states')
        .where('state_hash', '=', hashOf(state))
        .returning(['data', 'expires_at'])
        .executeTakeFirst();
      return row !== undefined && row.expires_at > now ? row.data : null;
    },
  };
}

function hashOf(state: string): string {
  return createHash('sha256').update(state).digest('base64url');
}
