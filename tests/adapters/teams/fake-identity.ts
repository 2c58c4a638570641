import { createSign, generateKeyPairSync } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

export const APP_ID = '11111111-2222-3333-4444-555555555555';
export const ISSUER = 'https://api.botframework.com';
const KEY_ID = 'test-key';

type Claims = Readonly<Record<string, unknown>>;

/** Stands in for Microsoft's OpenID documents: publishes one key, endorsed for Teams, and signs tokens with it. */
export async function openFakeIdentity() {
  const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const keys = [
    { ...publicKey.export({ format: 'jwk' }), kid: KEY_ID, use: 'sig', endorsements: ['msteams'] },
  ];
  const server = createServer((request, response) => {
    response.setHeader('content-type', 'application/json');
    const document = {
      issuer: ISSUER,
      jwks_uri: `${origin}/keys`,
      id_token_signing_alg_values_supported: ['RS256'],
    };
    response.end(JSON.stringify(request.url === '/keys' ? { keys } : document));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    /** Overrides of the SDK. All seven, since one alone takes away the defaults of the others. */
    environment: {
      ToChannelFromBotLoginUrl: 'https://login.invalid/tenant',
      ToChannelFromBotOAuthScope: ISSUER,
      ToBotFromChannelTokenIssuer: ISSUER,
      OAuthUrl: 'https://token.invalid/',
      ToBotFromChannelOpenIdMetadataUrl: `${origin}/openid`,
      ToBotFromEmulatorOpenIdMetadataUrl: `${origin}/openid`,
      ValidateAuthority: 'true',
    },
    sign: (claims: Claims): string => {
      const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
      const signed = `${part({ alg: 'RS256', typ: 'JWT', kid: KEY_ID })}.${part(claims)}`;
      return `${signed}.${createSign('RSA-SHA256').update(signed).sign(privateKey, 'base64url')}`;
    },
    close: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** Claims that the Bot Connector would send; times in seconds since 1970. */
export function claims(serviceUrl: string, now: number): Claims {
  return { iss: ISSUER, aud: APP_ID, iat: now, nbf: now - 60, exp: now + 3600, serviceurl: serviceUrl };
}
