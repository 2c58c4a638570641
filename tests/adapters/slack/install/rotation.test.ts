import { describe, expect, it } from 'vitest';
import type { FakeTeam } from '../../../support/fake-slack/index.ts';
import { status } from '../sample-views.ts';
import { type Many, openMany } from './many.ts';

const HOUR_MS = 3_600_000;

async function installed(): Promise<{ many: Many; team: FakeTeam }> {
  const many = await openMany('http');
  many.slack.oauth.rotates = true;
  const team = many.slack.addWorkspace({ id: 'TONE' });
  team.addChannel('CTONE', 'public', [team.team.botUser, 'UANNA']);
  const { link, cookie } = await many.opensInstallPage();
  await many.comesBack(many.slack.oauth.approves(link, { team: team.team }), cookie);
  return { many, team };
}

/** A post of our own accord, with no payload of Slack's before it. */
async function post({ adapter }: Many): Promise<void> {
  await adapter.deliverer.deliver({
    id: 1,
    conversation: 'conv-1',
    platform: 'slack',
    slot: 'root',
    audience: 'everyone',
    actor: 'UANNA',
    to: null,
    view: status(),
    address: { team: 'TONE', channel: 'CTONE', thread: null, responseUrl: null },
    ref: null,
    attempts: 0,
    uncertain: false,
  });
}

function refreshes(many: Many): number {
  return many.counted.filter((one) => one === 'token:refreshed').length;
}

describe('a token that expires', () => {
  it('is left alone while it has hours to live', async () => {
    const { many, team } = await installed();
    many.passes(9 * HOUR_MS);

    await post(many);

    expect([refreshes(many), team.messages('CTONE').length]).toEqual([0, 1]);
  });

  it('is exchanged before its end, also for posts of our own accord, and again after the next', async () => {
    const { many, team } = await installed();

    many.passes(11 * HOUR_MS);
    await post(many);
    many.passes(11 * HOUR_MS);
    await post(many);
    await team.types('UANNA', 'CTONE', '/streamchoice');
    await many.turns.settled();

    expect([refreshes(many), team.messages('CTONE').length]).toEqual([2, 3]);
    expect(many.logged.join()).not.toMatch(/xoxe|xoxb/);
  });

  it('is exchanged once when many posts need it at the same moment', async () => {
    const { many } = await installed();
    many.passes(11 * HOUR_MS);

    await Promise.all([post(many), post(many), post(many)]);

    expect(refreshes(many)).toBe(1);
  });

  it('still serves while it lives when the exchange fails, and is tried again', async () => {
    const { many, team } = await installed();
    many.passes(11 * HOUR_MS);
    many.slack.failNext('oauth.v2.access', { error: 'internal_error' });

    await post(many);
    await post(many);

    expect(team.messages('CTONE')).toHaveLength(2);
    expect(many.counted.filter((one) => one.startsWith('token:'))).toEqual([
      'token:refresh-failed',
      'token:refreshed',
    ]);
  });

  it('that another replica exchanged is taken from the store', async () => {
    const { many, team } = await installed();
    const kept = await many.vault.find('slack', 'team:TONE');
    if (kept === null) throw new Error('not installed');
    many.passes(11 * HOUR_MS);
    await post(many);
    const fresh = await many.vault.find('slack', 'team:TONE');
    // This replica still holds what it read before; Slack no longer takes its refresh token.
    many.slack.failNext('oauth.v2.access', { error: 'invalid_refresh_token' });

    await post(many);

    expect(fresh?.payload).not.toBe(kept.payload);
    expect(team.messages('CTONE')).toHaveLength(2);
  });

  it('dead and not exchangeable, keeps the message for a later try', async () => {
    const { many } = await installed();
    many.passes(13 * HOUR_MS);
    many.slack.failNext('oauth.v2.access', { error: 'internal_error' });

    await expect(post(many)).rejects.toMatchObject({ retry: true });
    await post(many);

    expect(refreshes(many)).toBe(1);
  });
});
