import fc from 'fast-check';
import { expect, it } from 'vitest';
import { payloadOf } from '../../../src/adapters/slack/receive/payload.ts';

const FORM = { 'content-type': 'application/x-www-form-urlencoded' };
const read = (body: string) => payloadOf({ headers: FORM, body: Buffer.from(body) });

it('of an interaction is what a form with it holds, whatever its words', () => {
  fc.assert(
    fc.property(fc.dictionary(fc.string(), fc.string({ unit: 'binary' })), (words) => {
      const payload = JSON.stringify(words);

      expect(read(new URLSearchParams({ payload }).toString())).toEqual(JSON.parse(payload));
    }),
  );
});

it('of a form whose escapes are none, or with more in it, is what the form says', () => {
  expect(read('payload={"a":"100%"}')).toEqual({ a: '100%' });
  expect(read('payload={"a":"%C3"}')).toEqual({ a: '\uFFFD' });
  expect(read('payload={"a":1}&b=2')).toEqual({ a: 1 });
  expect(read('command=%2Fx&text=a+b')).toEqual({ command: '/x', text: 'a b' });
  expect(read('payload=[1]')).toBeNull();
});
