import type { Notify } from '../notice.ts';
import type { Ports } from '../ports.ts';
import type { Count, Log, Turns } from '../types.ts';

/** What the listeners share. */
export type Door = {
  readonly turns: Turns;
  readonly log: Log;
  readonly count: Count;
  readonly notify: Notify;
  readonly ports: Ports;
};
