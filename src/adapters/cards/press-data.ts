/** What a press on one of our cards says, or why it says nothing to us. */
export type CardPress =
  | {
      readonly kind: 'press';
      readonly conversation: string;
      readonly action: string;
      readonly values?: readonly string[];
    }
  | {
      readonly kind: 'share';
      readonly conversation: string;
      readonly destination: string;
      readonly note: string | null;
    }
  /** Take back what was posted where the card stands. */
  | { readonly kind: 'unshare'; readonly conversation: string }
  | { readonly kind: 'foreign'; readonly reason: string };

/** Input ids; what people chose or typed comes back under these names. */
export const INPUT = { values: 'values', destination: 'destination', note: 'note' } as const;

/** Longest conversation id or action that can be ours. */
const LONGEST_ID = 200;

/** A value of a multi-select, safe from the commas with which clients join the chosen ones. */
export function encodeValue(value: string): string {
  return encodeURIComponent(value.toWellFormed());
}

/** Read what came back from `Action.Submit`: the data of the button merged with the inputs, all of it untrusted. */
export function readPress(data: unknown): CardPress {
  if (!isRecord(data)) return { kind: 'foreign', reason: `expected an object, got ${typeof data}` };
  const conversation = data['conversation'];
  if (!isId(conversation)) return { kind: 'foreign', reason: 'it names no conversation' };
  if (data['share'] === true) return readShare(conversation, data);
  if (data['unshare'] === true) return { kind: 'unshare', conversation };
  const action = data['action'];
  if (!isId(action)) return { kind: 'foreign', reason: 'it names no action' };
  const values = data[INPUT.values];
  if (typeof values !== 'string') return { kind: 'press', conversation, action };
  return { kind: 'press', conversation, action, values: decodeValues(values) };
}

function readShare(conversation: string, data: Record<string, unknown>): CardPress {
  const destination = data[INPUT.destination];
  const note = data[INPUT.note];
  if (!isId(destination)) return { kind: 'foreign', reason: 'no channel was chosen' };
  const words = typeof note === 'string' ? note.trim() : '';
  return { kind: 'share', conversation, destination, note: words === '' ? null : words };
}

function decodeValues(joined: string): string[] {
  return joined
    .split(',')
    .filter((part) => part !== '')
    .map((part) => {
      try {
        return decodeURIComponent(part);
      } catch {
        // Not encoded by us: handed on as it came, so that the conversation can say what it did not know.
        return part;
      }
    });
}

function isId(value: unknown): value is string {
  return typeof value === 'string' && value !== '' && value.length <= LONGEST_ID;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
