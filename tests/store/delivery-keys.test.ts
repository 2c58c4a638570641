import { describe, expect, it } from 'vitest';
import { momentFirst } from '../../src/store/delivery-keys.ts';

describe('the key of a delivery as SQLite keeps it', () => {
  it.each([
    [
      'slack:press:T1:C1:1795000000.000001:press:1:1795000009.000002',
      '1795000009.000002 slack:press:T1:C1:1795000000.000001:press:1:1795000009.000002',
    ],
    ['slack:message:T1:C1:1795000009.000002', '1795000009.000002 slack:message:T1:C1:1795000009.000002'],
    [
      '19:x@thread.tacv2;messageid=1795000000123:1795000009123',
      '1795000009123 19:x@thread.tacv2;messageid=1795000000123:1795000009123',
    ],
  ])('begins with the last moment in it: %s', (key, stored) => {
    expect(momentFirst(key)).toBe(stored);
  });

  it.each(['slack:command:13345224609.738474920.8088930838d88f008e0', 'f:3b1c-77', '', 'T0123456789:42'])(
    'is left as it is without one: "%s"',
    (key) => {
      expect(momentFirst(key)).toBe(key);
    },
  );

  it('is another one for every key', () => {
    const keys = ['a', '1795000009 a', 'a:1795000009', '1795000009 a:1795000009', '1795000009'];

    expect(new Set(keys.map(momentFirst)).size).toBe(keys.length);
  });
});
