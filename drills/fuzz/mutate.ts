import type { Random } from '../random.ts';

const DEEP = 2_000;
const LONG = 20_000;

/** Values that parsers and databases stumble over. */
const NASTY: readonly unknown[] = [
  null,
  true,
  0,
  -1,
  1e308,
  -0.5,
  Number.MAX_SAFE_INTEGER,
  '',
  ' ',
  '\u0000',
  '\ud800',
  '\u202eabc',
  'a'.repeat(LONG),
  '😀'.repeat(1_000),
  "'; drop table conversations; --",
  '<!channel> <@U1|x> <https://x|y>',
  '{{7*7}}',
  '../../etc/passwd',
  '__proto__',
  'constructor',
  [],
  {},
  [[[[]]]],
  { __proto__: null, toString: 1 },
  Array.from({ length: 1_000 }, () => 0),
];
const NASTY_TEXTS = NASTY.filter((one) => typeof one === 'string');
const KEYS = ['__proto__', 'constructor', 'toString', 'length', '', 'type', 'id', '\u0000', 'a'.repeat(300)];

/** The same value with one to four things wrong in it. */
export function mutated(value: unknown, random: Random): unknown {
  let changed = structuredClone(value);
  for (let times = 1 + random.whole(4); times > 0; times -= 1) changed = changedOnce(changed, random);
  return changed;
}

function changedOnce(value: unknown, random: Random): unknown {
  // Some descents end early, so that whole branches are hit as well as leaves.
  if (typeof value !== 'object' || value === null || random.next() < 0.1) return replaced(value, random);
  const keys = Object.keys(value);
  const key = keys.length === 0 ? null : random.pick(keys);
  const draw = random.next();
  if (key === null || draw < 0.1) return withKey(value, random);
  if (draw < 0.25) return without(value, key);
  return withValue(value, key, changedOnce(Reflect.get(value, key), random));
}

function replaced(value: unknown, random: Random): unknown {
  const draw = random.next();
  if (typeof value === 'string' && draw < 0.4) return bent(value, random);
  if (draw < 0.45) return deep();
  return structuredClone(random.pick(NASTY));
}

function bent(text: string, random: Random): string {
  const at = random.whole(text.length + 1);
  const piece = random.pick(NASTY_TEXTS);
  return random.pick([
    text.slice(0, at),
    text + text,
    text.slice(0, at) + piece + text.slice(at),
    text.toUpperCase(),
    [...text].reverse().join(''),
  ]);
}

function deep(): unknown {
  let nested: unknown = 1;
  for (let level = 0; level < DEEP; level += 1) nested = [nested];
  return nested;
}

function withKey(value: object, random: Random): unknown {
  const piece = structuredClone(random.pick(NASTY));
  return Array.isArray(value) ? [...value, piece] : withValue(value, random.pick(KEYS), piece);
}

function without(value: object, key: string): unknown {
  if (Array.isArray(value)) return value.filter((_, at) => String(at) !== key);
  return Object.fromEntries(Object.entries(value).filter(([name]) => name !== key));
}

/** Defined rather than assigned, so that `__proto__` becomes a field as it does in JSON. */
function withValue(value: object, key: string, piece: unknown): unknown {
  if (Array.isArray(value)) return value.map((one, at) => (String(at) === key ? piece : one));
  const copy = { ...value };
  Object.defineProperty(copy, key, { value: piece, enumerable: true, configurable: true, writable: true });
  return copy;
}

/** The bytes of a body with something wrong in them, or left as they are most of the time. */
export function mangled(body: string, random: Random): string | Buffer {
  const draw = random.next();
  if (draw > 0.15) return body;
  const at = random.whole(body.length + 1);
  if (draw < 0.05) return body.slice(0, at);
  if (draw < 0.1) return `${body.slice(0, at)}%${body.slice(at)}`;
  const bytes = Buffer.from(body);
  if (bytes.length > 0) bytes[random.whole(bytes.length)] = random.whole(256);
  return bytes;
}
