import { afterEach, beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import { checkTeamsConfig } from '../../../src/adapters/teams/check-config.ts';
import { allowsServiceUrl } from '../../../src/adapters/teams/service-url.ts';
import { note } from '../cards/sample-views.ts';
import { reply } from '../scripted-turns.ts';
import { APP_ID, claims, openFakeIdentity } from './fake-identity.ts';
import { base, openOffice, PERSONAL, TENANT } from './office.ts';

const SECRET_TEXT = 'a secret of the database';

describe('local mode', () => {
  let office: Awaited<ReturnType<typeof openOffice>>;
  beforeEach(async () => {
    office = await openOffice(({ event }) => {
      if (event.kind === 'start' && event.text === 'fail') throw new Error(SECRET_TEXT);
      return [reply('n1', note)];
    });
  });
  afterEach(() => office.close());

  it.each([
    ['no JSON', 'not json'],
    ['no object', '[]'],
    ['no activity', '{}'],
    [
      'an activity whose id only has a length',
      JSON.stringify({ type: 'message', id: { length: { toString: 1 } } }),
    ],
    ['an activity without conversation', JSON.stringify({ type: 'message', id: '1' })],
  ])('refuses a body that is %s', async (_, body) => {
    expect(await office.post(body)).toEqual({ status: 400, body: 'bad request' });
    expect(office.turns.effects).toEqual([]);
  });

  it('refuses an activity that the SDK would stumble over, and logs where', async () => {
    const answer = await office.send({ text: 'hello', channelId: 5 });

    expect(answer).toEqual({ status: 400, body: 'bad request' });
    expect(office.turns.effects).toEqual([]);
    expect(office.logged).toMatchObject([
      { level: 'warn', message: 'teams delivery refused', fields: { reason: 'unreadable', at: 'channelId' } },
    ]);
  });

  it('takes a press for which there was nothing to save as done, though Teams refuses the notice', async () => {
    office.connector.refuseOn(`/v3/conversations/${PERSONAL}/activities/pressed`, { status: 403 });

    const answer = await office.send({ id: 'pressed', value: { conversation: 'x', action: 'skip' } });

    expect(answer.status).toBe(200);
    expect(office.counted).toContainEqual({ what: 'notice_lost', reason: 'reply' });
  });

  it('sends a notice once, though the SDK would try it again after a 503', async () => {
    const path = `/v3/conversations/${PERSONAL}/activities/unavailable`;
    office.connector.refuseOn(path, { status: 503 });

    await office.send({ id: 'unavailable', value: { conversation: 'x', action: 'skip' } });

    expect(office.connector.calls.filter((call) => call === `POST ${path}`)).toHaveLength(1);
  });

  it('refuses JSON that calls itself text, as a foreign web page would send it', async () => {
    const answer = await office.send({ text: 'hello' }, { 'content-type': 'text/plain' });

    expect(answer).toEqual({ status: 400, body: 'bad request' });
  });

  it('refuses to call back to another machine', async () => {
    const answer = await office.send({ text: 'hello', serviceUrl: 'https://smba.trafficmanager.net/emea/' });

    expect(answer).toEqual({ status: 403, body: 'forbidden' });
    expect(office.turns.effects).toEqual([]);
    expect(office.counted).toEqual([{ what: 'refused', reason: 'service-url' }]);
  });

  it('refuses what came through a proxy or tunnel', async () => {
    const answer = await office.send({ text: 'hello' }, { 'x-forwarded-for': '203.0.113.9' });

    expect(answer).toEqual({ status: 403, body: 'forbidden' });
    expect(office.turns.effects).toEqual([]);
  });

  it('says so loudly at the start', async () => {
    await office.adapter.start();

    expect(office.logged).toMatchObject([
      {
        level: 'warn',
        message:
          'TEAMS LOCAL MODE: anybody on this machine can talk to the bot without credentials; never use it in production',
      },
    ]);
  });

  it('tells the person and the platform when nothing could be saved, without the reason', async () => {
    const answer = await office.send({ text: 'fail' });

    expect(answer).toEqual({ status: 500, body: 'internal error' });
    const said = office.connector.conversations().flatMap((id) => office.connector.shows(id));
    expect(said.map(({ text }) => text)).toEqual([
      'That could not be saved, so nothing happened. Please send it again in a moment.',
    ]);
    expect(JSON.stringify([said, office.logged])).not.toContain(SECRET_TEXT);
  });
});

describe('with the credentials of an app registration', () => {
  const SERVICE_URL = 'https://smba.trafficmanager.net/emea/';
  const NOW = Math.floor(Date.now() / 1000);
  const GOOD = claims(SERVICE_URL, NOW);
  let identity: Awaited<ReturnType<typeof openFakeIdentity>>;
  let office: Awaited<ReturnType<typeof openOffice>>;

  beforeEach(async () => {
    // The SDK prints every refused token with its stack.
    vi.spyOn(console, 'error').mockReturnValue();
    identity = await openFakeIdentity();
    office = await openOffice(() => [], {
      mode: 'cloud',
      environment: {
        ...identity.environment,
        MicrosoftAppId: APP_ID,
        MicrosoftAppPassword: 'password',
        MicrosoftAppType: 'SingleTenant',
        MicrosoftAppTenantId: TENANT,
      },
    });
  });
  afterEach(async () => {
    vi.restoreAllMocks();
    await office.close();
    await identity.close();
  });

  const deliver = (token: string | null, activity: Record<string, unknown> = {}) =>
    office.post(
      { ...base({ serviceUrl: SERVICE_URL }, '5'), text: 'hello', ...activity },
      token === null ? {} : { authorization: `Bearer ${token}` },
    );

  it('takes a message with a valid token', async () => {
    expect(await deliver(identity.sign(GOOD))).toEqual({ status: 200, body: '' });
    expect(office.turns.effects.map(({ event }) => event)).toEqual([{ kind: 'start', text: 'hello' }]);
  });

  it.each([
    ['none at all', null],
    ['one for another app', { ...GOOD, aud: 'another' }],
    ['one of another issuer', { ...GOOD, iss: 'https://issuer.invalid' }],
    ['an expired one', { ...GOOD, exp: NOW - 3600 }],
    ['one for another service URL', { ...GOOD, serviceurl: 'https://smba.trafficmanager.net/amer/' }],
  ])('refuses a message with %s', async (_, tokenClaims) => {
    const answer = await deliver(tokenClaims === null ? null : identity.sign(tokenClaims));

    expect(answer).toEqual({ status: 401, body: 'unauthorized' });
    expect(office.turns.effects).toEqual([]);
  });

  it('refuses a message whose token somebody else signed, as any that is not valid', async () => {
    const forger = await openFakeIdentity();
    onTestFinished(forger.close);

    const answer = await deliver(forger.sign(GOOD));

    expect(answer).toEqual({ status: 401, body: 'unauthorized' });
    expect(office.turns.effects).toEqual([]);
  });

  const part = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');
  it.each([
    ['no token', 'garbage'],
    ['three parts that are no JSON', 'a.b.c'],
    ['a header that is no object', `${part(1)}.${part(GOOD)}.c2ln`],
    ['one without a signature', `${part({ alg: 'none', kid: 'test-key' })}.${part(GOOD)}.`],
    ['one by another algorithm', `${part({ alg: 'HS256', kid: 'test-key' })}.${part(GOOD)}.c2ln`],
    ['one by a key that nobody knows', `${part({ alg: 'RS256', kid: 'x' })}.${part(GOOD)}.c2ln`],
    ['one by a key whose name is none', `${part({ alg: 'RS256', kid: { a: 1 } })}.${part(GOOD)}.c2ln`],
    ['one with claims of other kinds', `${part({ alg: 'RS256', kid: 'test-key' })}.${part([GOOD])}.c2ln`],
    ['nothing', ''],
  ])('refuses what calls itself a token and is %s', async (_, token) => {
    expect(await deliver(token)).toEqual({ status: 401, body: 'unauthorized' });
    expect(office.logged.filter(({ level }) => level === 'error')).toEqual([]);
  });

  it('does not call a token refused that it could not check', async () => {
    const good = identity.sign(GOOD);
    await identity.close();
    // The SDK keeps documents by their address, and each identity has its own.
    const answer = await deliver(good);

    expect(answer).toEqual({ status: 500, body: 'internal error' });
    expect(office.counted).toContainEqual({ what: 'failed', reason: 'turn' });
    expect(office.turns.effects).toEqual([]);
  });

  it('says that an invoke is nothing it knows', async () => {
    const answer = await deliver(identity.sign(GOOD), { type: 'invoke', name: 'task/fetch' });

    expect(answer.status).toBe(501);
    expect(office.turns.effects).toEqual([]);
  });

  it('refuses a member of another organisation, valid token or not', async () => {
    const elsewhere = {
      conversation: { id: 'a:1', tenantId: 'other' },
      channelData: { tenant: { id: 'other' } },
    };

    expect(await deliver(identity.sign(GOOD), elsewhere)).toEqual({ status: 403, body: 'forbidden' });
    expect(office.turns.effects).toEqual([]);
  });

  it('refuses a service URL that is not the Bot Connector before anything is checked or called', async () => {
    const serviceUrl = 'https://smba.example.com/emea/';

    const answer = await deliver(identity.sign(claims(serviceUrl, NOW)), { serviceUrl });

    expect(answer).toEqual({ status: 403, body: 'forbidden' });
  });
});

describe('the configuration', () => {
  const FULL = {
    MicrosoftAppType: 'SingleTenant',
    MicrosoftAppId: APP_ID,
    MicrosoftAppPassword: 'password',
    MicrosoftAppTenantId: TENANT,
  };
  const { MicrosoftAppPassword: _, ...MSI } = { ...FULL, MicrosoftAppType: 'UserAssignedMSI' };

  it.each([
    [
      'neither credentials nor the local flag',
      {},
      'Teams needs MicrosoftAppId: set it, or STREAMCHOICE_TEAMS_LOCAL=1',
    ],
    [
      'no type',
      { ...FULL, MicrosoftAppType: '' },
      'MicrosoftAppType must be SingleTenant or UserAssignedMSI, got ""',
    ],
    [
      'the closed type',
      { ...FULL, MicrosoftAppType: 'MultiTenant' },
      'MicrosoftAppType must be SingleTenant or',
    ],
    [
      'no tenant',
      { ...FULL, MicrosoftAppTenantId: ' ' },
      'MicrosoftAppTenantId is missing beside MicrosoftAppId',
    ],
    [
      'no password',
      { ...FULL, MicrosoftAppPassword: '' },
      'MicrosoftAppPassword is missing beside MicrosoftAppId',
    ],
    [
      'a password too many',
      { ...MSI, MicrosoftAppPassword: 'x' },
      'MicrosoftAppPassword must not be set with',
    ],
  ])('is refused with %s', (_case, environment, message) => {
    expect(() => checkTeamsConfig({ mode: 'cloud', environment }, undefined)).toThrow(message);
  });

  it.each([
    ['SingleTenant', FULL],
    ['singletenant', { ...FULL, MicrosoftAppType: 'singletenant' }],
    ['UserAssignedMSI', MSI],
  ])('is taken when complete for %s', (_case, environment) => {
    expect(() => checkTeamsConfig({ mode: 'cloud', environment }, 'production')).not.toThrow();
  });

  it('refuses the local mode in production, naming the variables', () => {
    expect(() => checkTeamsConfig({ mode: 'local' }, 'production')).toThrow(
      'STREAMCHOICE_TEAMS_LOCAL lets anybody on this machine talk to the bot and is refused with NODE_ENV=production. ' +
        'Unset STREAMCHOICE_TEAMS_LOCAL and set MicrosoftAppId and its companions.',
    );
  });

  it('stops the adapter before the SDK is loaded', async () => {
    await expect(openOffice(() => [], { mode: 'cloud', environment: {} })).rejects.toThrow(
      'Teams needs MicrosoftAppId',
    );
  });
});

describe('service URLs', () => {
  it.each([
    ['cloud', 'https://smba.trafficmanager.net/emea/tenant/', true],
    ['cloud', 'https://smba.infra.gcc.teams.microsoft.com/', true],
    ['cloud', 'http://smba.trafficmanager.net/', false],
    ['cloud', 'https://smba.trafficmanager.net:8443/', false],
    ['cloud', 'https://smba.trafficmanager.net.evil.example/', false],
    ['cloud', 'https://smba.trafficmanager.net@evil.example/', false],
    ['cloud', 'http://127.0.0.1:56150/_connector', false],
    ['cloud', 'nonsense', false],
    ['local', 'http://127.0.0.1:56150/_connector', true],
    ['local', 'http://localhost:56150/', true],
    ['local', 'http://[::1]:56150/', true],
    ['local', 'http://127.0.0.1.evil.example/', false],
    ['local', 'http://10.0.0.1/', false],
    ['local', 'file:///etc/passwd', false],
  ] as const)('in %s mode, %s: %s', (mode, url, allowed) => {
    expect(allowsServiceUrl(mode, url)).toBe(allowed);
  });
});
