import type { WebClient } from '@slack/web-api';
import type { Person } from '../notice.ts';
import type { Here } from './begin.ts';
import type { PressedElement, PressPayload } from './press-payload.ts';

/** One pressed element with everything its handlers need. */
export type Press = {
  readonly element: PressedElement;
  readonly payload: PressPayload;
  readonly here: Here;
  readonly person: Person;
  readonly client: WebClient;
  /** Opens one modal within three seconds. */
  readonly trigger: string;
  /** Milliseconds since 1970. */
  readonly now: number;
};
