import { describe, expect, it } from 'vitest';
import { envelope } from '../../../support/fake-slack/events.ts';
import type { FakeTeam } from '../../../support/fake-slack/index.ts';
import { type Many, openMany } from './many.ts';

async function installed(orgWide = false): Promise<{ many: Many; team: FakeTeam }> {
  const many = await openMany('http');
  const enterprise = orgWide ? 'EORG' : null;
  const team = many.slack.addWorkspace({ id: 'TONE', enterprise });
  team.addChannel('CTONE', 'public', [team.team.botUser, 'UANNA']);
  const { link, cookie } = await many.opensInstallPage();
  await many.comesBack(many.slack.oauth.approves(link, { team: team.team, orgWide }), cookie);
  return { many, team };
}

describe('an uninstalled app', () => {
  it('forgets the workspace, once, whatever comes in which order and how often', async () => {
    const { many, team } = await installed();

    const answers = [...(await team.uninstalls()), ...(await team.uninstalls())];

    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200]);
    expect(await many.vault.workspaces('slack')).toEqual([]);
    expect(new Set(many.purged)).toEqual(new Set(['TONE']));
  });

  it('is refused from then on', async () => {
    const { many, team } = await installed();
    await team.uninstalls();

    await team.types('UANNA', 'CTONE', '/streamchoice');

    expect(many.counted.at(-1)).toBe('refused:not-installed');
  });

  it('can be installed again, and a late event about the end before does no harm', async () => {
    const { many, team } = await installed();
    const late = envelope(team.team, { type: 'app_uninstalled' }, 'EvLate', Date.now() - 60_000);

    await many.slack.send({ kind: 'events_api', payload: late });

    expect(many.counted.at(-1)).toBe('dropped:installed-again');
    expect(await many.vault.workspaces('slack')).toEqual(['team:TONE']);
  });

  it('is purged by the next delivery when the store was away', async () => {
    const { many, team } = await installed();
    many.slack.persist([0, 0]);
    many.failPurge();

    await team.uninstalls();

    expect(many.slack.deliveries.map(({ status }) => status)).toContain(500);
    expect(many.purged.length).toBeGreaterThan(0);
    expect(await many.vault.workspaces('slack')).toEqual([]);
  });

  it('of a whole organisation takes its workspaces along', async () => {
    const { many, team } = await installed(true);
    await team.types('UANNA', 'CTONE', '/streamchoice');
    await many.turns.settled();
    expect(await many.vault.workspaces('slack')).toEqual(['enterprise:EORG', 'team:TONE']);
    const gone = envelope(team.team, { type: 'app_uninstalled' }, 'EvOrg', Date.now(), { orgWide: true });

    await many.slack.send({ kind: 'events_api', payload: gone });

    expect(await many.vault.workspaces('slack')).toEqual([]);
    expect(many.purged).toEqual(['TONE']);
  });
});

it('a person who revokes only their own token changes nothing', async () => {
  const { many, team } = await installed();
  const event = team.event({ type: 'tokens_revoked', tokens: { oauth: ['UANNA'], bot: [] } });

  await many.slack.send(event);

  expect(many.counted.at(-1)).toBe('dropped:user-token-revoked');
  expect(await many.vault.workspaces('slack')).toEqual(['team:TONE']);
  expect(many.purged).toEqual([]);
});
