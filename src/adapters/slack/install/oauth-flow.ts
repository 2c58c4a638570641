import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import type { OauthV2AccessResponse, WebClient } from '@slack/web-api';
import { ALL_SCOPES } from '../scopes.ts';
import { PLATFORM } from '../types.ts';
import { type Grant, placeOf, type Vault } from './installation.ts';

/** Single use, across replicas, for ten minutes. */
export type OAuthStates = {
  begin(begun: { readonly state: string; readonly data: string; readonly at: number }): Promise<void>;
  consume(state: string, now: number): Promise<string | null>;
};

export type FlowOptions = {
  readonly clientId: string;
  readonly clientSecret: string;
  readonly apiUrl: string;
  readonly states: OAuthStates;
  readonly vault: Vault;
  readonly now: () => number;
  /** A client for a token, or without one. */
  readonly clientFor: (token?: string) => WebClient;
};

export type Begun = { readonly url: string; readonly cookie: string };
export type Installed = {
  readonly grant: Grant;
  readonly appId: string;
  readonly teamName: string;
  readonly by: string;
};
export type Refusal = 'cancelled' | 'state' | 'browser' | 'code';
export type Finished =
  | { readonly ok: true; readonly installed: Installed }
  | { readonly ok: false; readonly why: Refusal };

/** Of `state` and of the browser's cookie; 256 bits, far above guessing. */
const RANDOM_BYTES = 32;

/**
 * Begin an installation: the address of Slack's page, and the value of the cookie that ties the way back to this browser.
 * No redirect address is sent: Slack takes the one of the app's manifest.
 * Source: https://docs.slack.dev/authentication/installing-with-oauth
 */
export async function begin({ clientId, apiUrl, states, now }: FlowOptions): Promise<Begun> {
  const state = random();
  const cookie = random();
  await states.begin({ state, data: hashOf(cookie), at: now() });
  const url = new URL('/oauth/v2/authorize', apiUrl);
  url.search = new URLSearchParams({ client_id: clientId, scope: ALL_SCOPES.join(','), state }).toString();
  return { url: url.href, cookie };
}

/** What Slack sent the browser back with. */
export type Return = {
  readonly state: string | null;
  readonly code: string | null;
  readonly error: string | null;
  readonly cookie: string | null;
};

/** End an installation. Throws when Slack refuses or cannot be reached; what the person did wrong comes as a refusal. */
export async function finish(options: FlowOptions, back: Return): Promise<Finished> {
  const begun = back.state === null ? null : await options.states.consume(back.state, options.now());
  if (begun === null) return { ok: false, why: 'state' };
  if (back.cookie === null || !sameText(hashOf(back.cookie), begun)) return { ok: false, why: 'browser' };
  if (back.error !== null) return { ok: false, why: 'cancelled' };
  if (back.code === null) return { ok: false, why: 'code' };
  return { ok: true, installed: await install(options, back.code) };
}

async function install(options: FlowOptions, code: string): Promise<Installed> {
  const { clientId, clientSecret, clientFor, vault, now } = options;
  const answer = await clientFor().oauth.v2.access({
    client_id: clientId,
    client_secret: clientSecret,
    code,
  });
  const token = answer.access_token ?? '';
  const { bot_id: botId = '' } = await clientFor(token).auth.test();
  const grant = grantOf(answer, token, botId, now());
  const by = answer.authed_user?.id ?? '';
  await vault.save({
    platform: PLATFORM,
    workspace: placeOf(grant),
    payload: JSON.stringify(grant),
    by,
    at: now(),
  });
  const teamName = answer.team?.name ?? answer.enterprise?.name ?? '';
  return { grant, appId: answer.app_id ?? '', teamName, by };
}

function grantOf(answer: OauthV2AccessResponse, botToken: string, botId: string, now: number): Grant {
  const expiresIn = answer.expires_in;
  return {
    v: 1,
    kind: 'grant',
    team: answer.is_enterprise_install === true ? null : (answer.team?.id ?? null),
    enterprise: answer.enterprise?.id ?? null,
    botToken,
    botUserId: answer.bot_user_id ?? '',
    botId,
    scopes: (answer.scope ?? '').split(',').filter((scope) => scope !== ''),
    refreshToken: answer.refresh_token ?? null,
    expiresAt: expiresIn === undefined ? null : now + expiresIn * 1_000,
  };
}

function random(): string {
  return randomBytes(RANDOM_BYTES).toString('base64url');
}

function hashOf(text: string): string {
  return createHash('sha256').update(text).digest('base64url');
}

function sameText(given: string, expected: string): boolean {
  const a = Buffer.from(given);
  const b = Buffer.from(expected);
  return a.length === b.length && timingSafeEqual(a, b);
}
