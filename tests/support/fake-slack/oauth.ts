import type { Grants } from './grants.ts';
import { type Answer, type Arguments, no } from './method-call.ts';
import { APP, type FakeTeamInfo } from './workspace.ts';

export const CLIENT_ID = '111.222';
export const CLIENT_SECRET = 'fake-client-secret';
/** Life of a rotated bot token in seconds. Source: https://docs.slack.dev/authentication/using-token-rotation */
const TOKEN_LIFE_S = 12 * 3_600;

export type Approval = {
  /** Where the app is installed; an organisation for an org-wide installation. */
  readonly team: FakeTeamInfo;
  readonly orgWide?: boolean;
  /** Optional scopes that the administrator leaves out. */
  readonly refuse?: readonly string[];
  readonly user?: string;
};

export type FakeOauth = {
  /** Whether tokens of new installations expire and come with a refresh token. */
  rotates: boolean;
  /** Where the browser goes when the app names no redirect address: the one of its manifest. */
  redirectUrl: string;
  /** Somebody approves the app on Slack's page that `installUrl` opens; gives the URL Slack sends the browser to. */
  approves(installUrl: string, approval: Approval): string;
  /** Or cancels there. */
  denies(installUrl: string): string;
  access(args: Arguments, authorization: string | undefined): Answer;
};

type Pending = Approval & { readonly scopes: readonly string[]; readonly redirect: string | null };

export function createOauth(grants: Grants, now: () => number): FakeOauth {
  const codes = new Map<string, Pending>();
  let made = 0;
  const issue = (pending: Pick<Pending, 'team' | 'orgWide' | 'scopes'>): Answer => {
    made += 1;
    const { team, orgWide = false, scopes } = pending;
    const rotated = oauth.rotates
      ? { refreshToken: `xoxe-1-refresh-${made}`, expiresAt: now() + TOKEN_LIFE_S * 1_000 }
      : {};
    const token = `${oauth.rotates ? 'xoxe.' : ''}xoxb-${team.id}-${made}`;
    grants.give({
      token,
      team: orgWide ? null : team.id,
      enterprise: team.enterprise,
      scopes: new Set(scopes),
      ...rotated,
    });
    return {
      ok: true,
      app_id: APP,
      access_token: token,
      token_type: 'bot',
      scope: scopes.join(','),
      bot_user_id: team.botUser,
      ...(oauth.rotates ? { refresh_token: `xoxe-1-refresh-${made}`, expires_in: TOKEN_LIFE_S } : {}),
      team: orgWide ? null : { id: team.id, name: team.name },
      enterprise: team.enterprise === null ? null : { id: team.enterprise, name: 'org' },
      is_enterprise_install: orgWide,
      authed_user: { id: 'UADMIN' },
    };
  };
  const oauth: FakeOauth = {
    rotates: false,
    redirectUrl: 'http://no-redirect.invalid/',
    approves: (installUrl, approval) => {
      const asked = new URL(installUrl).searchParams;
      if (asked.get('client_id') !== CLIENT_ID) throw new Error('Slack would show "invalid client_id".');
      const refused = new Set(approval.refuse ?? []);
      const scopes = (asked.get('scope') ?? '').split(',').filter((scope) => !refused.has(scope));
      made += 1;
      const code = `code-${made}`;
      codes.set(code, { ...approval, scopes, redirect: asked.get('redirect_uri') });
      return backTo(asked, oauth.redirectUrl, { code });
    },
    denies: (installUrl) =>
      backTo(new URL(installUrl).searchParams, oauth.redirectUrl, { error: 'access_denied' }),
    access: (args, authorization) => {
      if (!isClient(args, authorization)) return no('bad_client_secret');
      if (args['grant_type'] === 'refresh_token') {
        const before = grants.byRefreshToken(args['refresh_token'] ?? '');
        if (before === undefined) return no('invalid_refresh_token');
        grants.revoke(before.token);
        const team = teamOf(before.team, before.enterprise);
        return issue({ team, orgWide: before.team === null, scopes: [...before.scopes] });
      }
      const pending = codes.get(args['code'] ?? '');
      if (pending === undefined) return no('invalid_code');
      codes.delete(args['code'] ?? '');
      if (pending.redirect !== (args['redirect_uri'] ?? null)) return no('bad_redirect_uri');
      return issue(pending);
    },
  };
  return oauth;

  function teamOf(id: string | null, enterprise: string | null): FakeTeamInfo {
    const name = id ?? enterprise ?? '';
    return { id: name, name, enterprise, botUser: `UBOT${name}`, botId: `BBOT${name}` };
  }
}

function backTo(asked: URLSearchParams, usual: string, more: Readonly<Record<string, string>>): string {
  const back = new URL(asked.get('redirect_uri') ?? usual);
  for (const [name, value] of Object.entries({ ...more, state: asked.get('state') ?? '' }))
    back.searchParams.set(name, value);
  return back.href;
}

function isClient(args: Arguments, authorization: string | undefined): boolean {
  const basic = `Basic ${Buffer.from(`${CLIENT_ID}:${CLIENT_SECRET}`).toString('base64')}`;
  if (authorization === basic) return true;
  return args['client_id'] === CLIENT_ID && args['client_secret'] === CLIENT_SECRET;
}
