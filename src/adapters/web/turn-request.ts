import { z } from 'zod';
import type { Actor, Event } from '../../conversation/events.ts';
import { boundedText } from '../../http/bounded-text.ts';
import type { Delivery } from '../../turns/types.ts';
import { PLATFORM } from './types.ts';

/** The page has one person; nobody signs in on this machine. */
const PERSON: Actor = { id: 'local', name: 'You' };

/** Characters of one message: some pages of text, far beyond a description of a workload. */
const LONGEST_TEXT = 8_000;
const LONGEST_ID = 200;
const MOST_VALUES = 100;

const id = boundedText(LONGEST_ID);
const text = z.string().trim().pipe(boundedText(LONGEST_TEXT));

const event = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('start'), text }),
  z.strictObject({ kind: z.literal('say'), text }),
  z.strictObject({
    kind: z.literal('press'),
    action: id,
    values: z
      .array(id)
      .refine(({ length }) => length <= MOST_VALUES, `Too many: expected at most ${MOST_VALUES} values`)
      .optional(),
  }),
  z.strictObject({ kind: z.literal('share'), destination: id, note: text.nullable() }),
]);

const turnRequest = z.strictObject({
  conversation: id.nullable(),
  /** Made by the page, the same for every try of one post. */
  deliveryKey: z.string().regex(/^[\w-]{8,100}$/),
  event,
  /** Number of the last turn the page has; messages of later turns come back. */
  after: z.number().int().min(0).default(0),
});

export type TurnRequest =
  | { readonly ok: true; readonly delivery: Delivery; readonly after: number }
  | { readonly ok: false; readonly problem: string };

/** Read the body of a post to `/api/web/turns`; the problem names what was expected and where. */
export function readTurnRequest(body: Buffer): TurnRequest {
  const json = parseJson(body);
  if (json === undefined) return { ok: false, problem: 'The body is not JSON.' };
  const parsed = turnRequest.safeParse(json);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    return { ok: false, problem: `${issue?.path.join('.') || 'body'}: ${issue?.message ?? 'not usable'}` };
  }
  const { conversation, deliveryKey, after } = parsed.data;
  if ((conversation === null) !== (parsed.data.event.kind === 'start')) {
    return { ok: false, problem: 'conversation: expected null with "start" and an id with everything else' };
  }
  return { ok: true, delivery: deliveryOf(conversation, deliveryKey, eventOf(parsed.data.event)), after };
}

function deliveryOf(conversation: string | null, key: string, event: Event): Delivery {
  return {
    key,
    platform: PLATFORM,
    actor: PERSON,
    address: {},
    target: conversation === null ? { by: 'new', key: null } : { by: 'id', id: conversation },
    event,
  };
}

function eventOf(given: z.infer<typeof event>): Event {
  if (given.kind !== 'press') return given;
  const { kind, action, values } = given;
  return values === undefined ? { kind, action } : { kind, action, values };
}

function parseJson(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString('utf8'));
  } catch {
    return undefined;
  }
}
