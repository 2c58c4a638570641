import { describe, expect, it } from 'vitest';
import { ALL_SCOPES } from '../../../../src/adapters/slack/scopes.ts';
import type { FakeTeam } from '../../../support/fake-slack/index.ts';
import { type Many, openMany } from './many.ts';

function workspace(many: Many, id: string, enterprise: string | null = null): FakeTeam {
  const team = many.slack.addWorkspace({ id, enterprise });
  team.addChannel(`C${id}`, 'public', [team.team.botUser, 'UANNA']);
  return team;
}

async function install(many: Many, team: FakeTeam, approval: { orgWide?: boolean } = {}): Promise<void> {
  const { link, cookie } = await many.opensInstallPage();
  const { status } = await many.comesBack(
    many.slack.oauth.approves(link, { team: team.team, ...approval }),
    cookie,
  );
  expect(status).toBe(200);
}

async function interview(many: Many, team: FakeTeam): Promise<string[]> {
  const channel = `C${team.team.id}`;
  await team.types('UANNA', channel, '/streamchoice');
  await many.turns.settled();
  return team.messages(channel).map(({ text }) => text);
}

describe.each(['http', 'socket'] as const)('many workspaces over %s', (mode) => {
  it('install by themselves, each with its own token, and keep apart', async () => {
    const many = await openMany(mode);
    const [one, two] = [workspace(many, 'TONE'), workspace(many, 'TTWO')];

    await install(many, one);
    await install(many, two);

    expect(await interview(many, one)).toHaveLength(1);
    expect(await interview(many, two)).toHaveLength(1);
    expect(one.messages('CTONE')).toHaveLength(1);
    const tokens = new Set(
      many.slack.calls.filter(({ method }) => method === 'chat.postMessage').map(({ token }) => token),
    );
    expect(tokens.size).toBe(2);
    expect(await many.vault.workspaces('slack')).toEqual(['team:TONE', 'team:TTWO']);
  });

  it('are served by an installation for their whole organisation', async () => {
    const many = await openMany(mode);
    const [one, two] = [workspace(many, 'TONE', 'EORG'), workspace(many, 'TTWO', 'EORG')];

    await install(many, one, { orgWide: true });

    expect(await interview(many, one)).toHaveLength(1);
    expect(await interview(many, two)).toHaveLength(1);
    expect(await many.vault.workspaces('slack')).toEqual(['enterprise:EORG', 'team:TONE', 'team:TTWO']);
  });

  it('that did not install are refused, counted and not tried again', async () => {
    const many = await openMany(mode);
    const stranger = workspace(many, 'TSTRANGE');
    stranger.addChannel('CX', 'public', [stranger.team.botUser, 'UANNA']);

    const answer = await stranger.types('UANNA', 'CX', '/streamchoice');

    expect(answer.status).toBe(200);
    expect(many.counted).toContain('refused:not-installed');
    expect(many.turns.seen).toEqual([]);
  });
});

describe('the install page', () => {
  it('leads to Slack with every scope, names the reasons, and may run no script', async () => {
    const many = await openMany('http');

    const { link, html } = await many.opensInstallPage();

    const asked = new URL(link);
    expect(asked.pathname).toBe('/oauth/v2/authorize');
    expect(asked.searchParams.get('scope')?.split(',')).toEqual(ALL_SCOPES);
    expect(html).toContain('to ask, answer and keep messages current');
    const policy = (await fetch(`${many.url}/slack/install`)).headers.get('content-security-policy');
    expect(policy).toMatch(/^default-src 'none'; frame-ancestors 'none'; style-src 'sha256-/);
  });

  it('gives a cookie that scripts and other sites cannot use', async () => {
    const many = await openMany('http');

    const cookie = (await fetch(`${many.url}/slack/install`)).headers.get('set-cookie');

    expect(cookie).toMatch(
      /^streamchoice_install=[\w-]{43}; Path=\/slack; Max-Age=600; HttpOnly; Secure; SameSite=Lax$/,
    );
  });

  it('greets the person who installed, and nobody else', async () => {
    const many = await openMany('http');
    const team = workspace(many, 'TONE');

    await install(many, team);

    expect(team.messages('DUADMIN').map(({ text }) => text)).toEqual([
      expect.stringContaining('Thank you for installing'),
    ]);
    expect(team.messages('CTONE')).toEqual([]);
  });
});

describe('coming back from Slack', () => {
  it('a second time is refused: a state works once', async () => {
    const many = await openMany('http');
    const team = workspace(many, 'TONE');
    const { link, cookie } = await many.opensInstallPage();
    const back = many.slack.oauth.approves(link, { team: team.team });

    expect((await many.comesBack(back, cookie)).status).toBe(200);
    const again = await many.comesBack(back, cookie);

    expect([again.status, again.html.includes('was used already')]).toEqual([400, true]);
    expect(many.counted).toContain('install:state');
  });

  it.each([
    ['without the cookie', (back: string) => back, '', 'browser'],
    ['with the cookie of another browser', (back: string) => back, 'streamchoice_install=other', 'browser'],
    [
      'with a state that was not made here',
      (back: string) => back.replace(/state=[^&]+/, 'state=x'),
      null,
      'state',
    ],
    ['without a code', (back: string) => back.replace(/code=[^&]+/, ''), null, 'code'],
  ] as const)('%s installs nothing', async (_how, change, wrongCookie, why) => {
    const many = await openMany('http');
    const team = workspace(many, 'TONE');
    const { link, cookie } = await many.opensInstallPage();
    const back = change(many.slack.oauth.approves(link, { team: team.team }));

    const { status, html } = await many.comesBack(back, wrongCookie ?? cookie);

    expect([status, html.includes('/slack/install')]).toEqual([400, true]);
    expect(many.counted).toEqual([`install:${why}`]);
    expect(await many.vault.workspaces('slack')).toEqual([]);
  });

  it('after ten minutes installs nothing', async () => {
    const many = await openMany('http');
    const team = workspace(many, 'TONE');
    const { link, cookie } = await many.opensInstallPage();
    many.passes(601_000);

    const { status } = await many.comesBack(many.slack.oauth.approves(link, { team: team.team }), cookie);

    expect(status).toBe(400);
  });

  it('having cancelled says so and offers to try again', async () => {
    const many = await openMany('http');
    const { link, cookie } = await many.opensInstallPage();

    const { status, html } = await many.comesBack(many.slack.oauth.denies(link), cookie);

    expect([status, html.includes('was cancelled'), html.includes('Try again')]).toEqual([200, true, true]);
  });

  it('with a code Slack does not know tells of it and keeps no secret in the log', async () => {
    const many = await openMany('http');
    const { link, cookie } = await many.opensInstallPage();
    const back = new URL(many.slack.oauth.denies(link));
    back.searchParams.delete('error');
    back.searchParams.set('code', 'made-up-code');

    const { status, html } = await many.comesBack(back.href, cookie);

    expect([status, html.includes('Please try again')]).toEqual([502, true]);
    expect(many.counted).toEqual(['install:failed']);
    expect(many.logged.join()).not.toMatch(/made-up-code|fake-client-secret/);
  });

  it('shows the name of a workspace harmlessly', async () => {
    const many = await openMany('http');
    const team = many.slack.addWorkspace({ id: 'TONE', name: '<script>alert(1)</script>' });
    const { link, cookie } = await many.opensInstallPage();

    const { html } = await many.comesBack(many.slack.oauth.approves(link, { team: team.team }), cookie);

    expect(html).toContain('&lt;script&gt;');
    expect(html).not.toContain('<script>');
  });
});
