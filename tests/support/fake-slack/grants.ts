/** What a token may do, and where. An org-wide installation has no team of its own. */
export type Grant = {
  readonly token: string;
  readonly team: string | null;
  readonly enterprise: string | null;
  readonly scopes: ReadonlySet<string>;
  /** Milliseconds since 1970; null for tokens without rotation. */
  readonly expiresAt: number | null;
  readonly refreshToken: string | null;
};

export type Grants = {
  /** Give a token, or change what a known one may do. */
  give(grant: Partial<Grant> & { readonly token: string }): Grant;
  find(token: string): Grant | undefined;
  byRefreshToken(token: string): Grant | undefined;
  revoke(token: string): void;
  revokeTeam(team: string): void;
  all(): readonly Grant[];
};

export function createGrants(): Grants {
  const known = new Map<string, Grant>();
  return {
    give: (grant) => {
      const blank = {
        team: null,
        enterprise: null,
        scopes: new Set<string>(),
        expiresAt: null,
        refreshToken: null,
      };
      const made: Grant = { ...blank, ...known.get(grant.token), ...grant };
      known.set(grant.token, made);
      return made;
    },
    find: (token) => known.get(token),
    byRefreshToken: (token) => [...known.values()].find((one) => one.refreshToken === token),
    revoke: (token) => void known.delete(token),
    revokeTeam: (team) => {
      for (const { token } of [...known.values()].filter((one) => one.team === team)) known.delete(token);
    },
    all: () => [...known.values()],
  };
}
