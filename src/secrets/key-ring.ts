import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { SecretsError } from './secrets-error.ts';

/** A secret as it is stored, and the id of the key that opens it. */
export type Sealed = { readonly keyId: string; readonly sealed: string };

export type KeyRing = {
  /** The key that seals from now on. */
  readonly currentKeyId: string;
  /** Encrypt under the current key. `purpose` binds the secret to its place: it opens only with the same one. */
  seal(secret: string, purpose: string): Sealed;
  /** Throws `SecretsError` when the key is not on the ring or the text is not what was sealed for this purpose. */
  open(sealed: Sealed, purpose: string): string;
};

const CIPHER = 'aes-256-gcm';
const KEY_BYTES = 32;
/** 96 bits, the length GCM is specified for (NIST SP 800-38D, 5.2.1.1); random, so far below 2^32 uses of a key. */
const NONCE_BYTES = 12;
const TAG_BYTES = 16;
const EXAMPLE = '"k1:<base64 of 32 bytes>", made by: echo "k1:$(openssl rand -base64 32)"';

/**
 * Read `STREAMCHOICE_SECRET_KEYS`: `id:base64` with commas between, newest first. The first seals, all open; so a key is
 * rotated by putting a new one in front and taking the old one away once nothing is sealed with it.
 * @throws SecretsError naming the key by its place or id, never its value.
 */
export function readKeyRing(text: string): KeyRing {
  const keys = text.split(',').map((part, place) => readKey(part.trim(), place + 1));
  const ids = keys.map(({ id }) => id);
  const twice = ids.find((id, place) => ids.indexOf(id) !== place);
  if (twice !== undefined) throw bad(`the id "${twice}" is there twice; give each key an id of its own`);
  return keyRing(keys);
}

type Key = { readonly id: string; readonly bytes: Buffer };

function readKey(text: string, place: number): Key {
  if (text === '') throw bad(`key ${place} is empty; expected ${EXAMPLE}`);
  const [, id, encoded] = /^([A-Za-z0-9_-]{1,32}):([A-Za-z0-9+/_-]*={0,2})$/.exec(text) ?? [];
  if (id === undefined || encoded === undefined)
    throw bad(`key ${place} does not read "id:base64"; expected ${EXAMPLE}`);
  const bytes = Buffer.from(encoded, 'base64');
  if (bytes.length !== KEY_BYTES)
    throw bad(`key "${id}" has ${bytes.length} bytes, not ${KEY_BYTES}; expected ${EXAMPLE}`);
  if (bytes.every((byte) => byte === bytes[0]))
    throw bad(`key "${id}" is one byte repeated and no secret; expected ${EXAMPLE}`);
  return { id, bytes };
}

function bad(why: string): SecretsError {
  return new SecretsError('SECRETS_BAD_KEYS', `STREAMCHOICE_SECRET_KEYS is not usable: ${why}.`);
}

function keyRing(keys: readonly Key[]): KeyRing {
  const [current] = keys;
  if (current === undefined) throw bad(`it holds no key; expected ${EXAMPLE}`);
  return {
    currentKeyId: current.id,
    seal: (secret, purpose) => ({ keyId: current.id, sealed: encrypt(current, secret, purpose) }),
    open: ({ keyId, sealed }, purpose) => {
      const key = keys.find(({ id }) => id === keyId);
      if (key !== undefined) return decrypt(key, sealed, purpose);
      throw new SecretsError(
        'SECRETS_UNKNOWN_KEY',
        `A secret was sealed with the key "${keyId}", which is not among those of STREAMCHOICE_SECRET_KEYS ` +
          `(${keys.map(({ id }) => `"${id}"`).join(', ')}): add it behind them.`,
      );
    },
  };
}

function encrypt(key: Key, secret: string, purpose: string): string {
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv(CIPHER, key.bytes, nonce, { authTagLength: TAG_BYTES });
  cipher.setAAD(boundTo(key, purpose));
  const body = Buffer.concat([cipher.update(secret, 'utf8'), cipher.final()]);
  return Buffer.concat([nonce, body, cipher.getAuthTag()]).toString('base64url');
}

function decrypt(key: Key, sealed: string, purpose: string): string {
  const bytes = Buffer.from(sealed, 'base64url');
  try {
    const decipher = createDecipheriv(CIPHER, key.bytes, bytes.subarray(0, NONCE_BYTES), {
      authTagLength: TAG_BYTES,
    });
    decipher.setAAD(boundTo(key, purpose));
    decipher.setAuthTag(bytes.subarray(-TAG_BYTES));
    const body = bytes.subarray(NONCE_BYTES, -TAG_BYTES);
    return Buffer.concat([decipher.update(body), decipher.final()]).toString('utf8');
  } catch (cause) {
    throw new SecretsError(
      'SECRETS_DAMAGED',
      `A stored secret does not open with the key "${key.id}": the row was changed or moved, or another key goes by that ` +
        'id now. Restore the key, or install the app again.',
      cause,
    );
  }
}

/** Authenticated with the text: a row copied over another one, or under another key's id, does not open. */
function boundTo({ id }: Key, purpose: string): Buffer {
  return Buffer.from(`${id}\n${purpose}`, 'utf8');
}
