import { randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { readKeyRing } from '../../src/secrets/key-ring.ts';

const OLD = `k1:${randomBytes(32).toString('base64')}`;
const NEW = `k2:${randomBytes(32).toString('base64')}`;

describe('a key ring', () => {
  it('gives a sealed secret back, and seals it differently each time', () => {
    const ring = readKeyRing(OLD);

    const [one, two] = [ring.seal('xoxb-1 ünï', 'here'), ring.seal('xoxb-1 ünï', 'here')];

    expect([ring.open(one, 'here'), ring.open(two, 'here')]).toEqual(['xoxb-1 ünï', 'xoxb-1 ünï']);
    expect(one.sealed).not.toBe(two.sealed);
    expect(Buffer.from(one.sealed, 'base64url').toString('latin1')).not.toContain('xoxb');
  });

  it('seals with the first key and opens with all', () => {
    const sealed = readKeyRing(OLD).seal('secret', 'here');
    const ring = readKeyRing(`${NEW}, ${OLD}`);

    expect(ring.seal('secret', 'here').keyId).toBe('k2');
    expect(ring.open(sealed, 'here')).toBe('secret');
  });

  it('does not open what was moved to another place, changed, cut, or given to another key', () => {
    const ring = readKeyRing(`${NEW},${OLD}`);
    const sealed = ring.seal('secret', 'team one');
    const bytes = Buffer.from(sealed.sealed, 'base64url');
    bytes.writeUInt8(bytes.readUInt8(14) ^ 1, 14);
    const damaged = (text: string) => ({ ...sealed, sealed: text });

    const tries = [
      () => ring.open(sealed, 'team two'),
      () => ring.open(damaged(bytes.toString('base64url')), 'team one'),
      () => ring.open(damaged(sealed.sealed.slice(0, 20)), 'team one'),
      () => ring.open(damaged(''), 'team one'),
      () => ring.open({ ...sealed, keyId: 'k1' }, 'team one'),
    ];

    for (const open of tries) expect(open).toThrow(/does not open with the key/);
  });

  it('names the key that is missing, and those there are', () => {
    const sealed = readKeyRing(OLD).seal('secret', 'here');

    expect(() => readKeyRing(NEW).open(sealed, 'here')).toThrow(/key "k1", which is not among .*\("k2"\)/s);
  });

  it.each([
    ['', /key 1 is empty/],
    [`${OLD},`, /key 2 is empty/],
    ['k1', /key 1 does not read "id:base64"/],
    ['k1:', /key "k1" has 0 bytes, not 32/],
    ['k1:c2hvcnQ=', /key "k1" has 5 bytes, not 32/],
    [`k1:${Buffer.alloc(33, 'ab').toString('base64')}`, /key "k1" has 33 bytes/],
    [`k1:${Buffer.alloc(32).toString('base64')}`, /one byte repeated/],
    ['k 1:!!', /does not read/],
    [`${OLD},${OLD}`, /"k1" is there twice/],
  ])('refuses %j with what was expected', (text, message) => {
    expect(() => readKeyRing(text)).toThrow(message);
  });

  it('never repeats a key in its message', () => {
    const key = randomBytes(16).toString('base64');

    expect(() => readKeyRing(`k1:${key}`)).toThrow(
      expect.not.objectContaining({ message: expect.stringContaining(key) }),
    );
  });
});
