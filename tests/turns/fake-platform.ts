import { type Deliverer, DeliveryError, type OutboxItem, type Posted } from '../../src/turns/types.ts';

/** A message as the platform shows it now. */
export type Shown = { readonly ref: string; readonly text: string };

/** What the platform does with one try instead of accepting it. */
type Answer = (item: OutboxItem) => Promise<Posted>;

export type FakePlatform = Deliverer & {
  /** Messages in the order they were first posted, with their present text. */
  readonly shown: Shown[];
  /** Every try, in order of arrival. */
  readonly tries: OutboxItem[];
  /** Answer the next tries so, one each; afterwards tries are accepted. */
  next(...answers: Answer[]): void;
  texts(): string[];
};

/** The far side of the wire: a chat platform that holds messages, and refuses when told to. */
export function fakePlatform(platform = 'chat', extra: Omit<Posted, 'ref'> = {}): FakePlatform {
  const shown: Shown[] = [];
  const tries: OutboxItem[] = [];
  const answers: Answer[] = [];
  return {
    platform,
    shown,
    tries,
    next: (...more) => answers.push(...more),
    texts: () => shown.map((message) => message.text),
    deliver: async (item) => {
      tries.push(item);
      const answer = answers.shift();
      return answer ? answer(item) : { ...post(shown, item), ...extra };
    },
  };
}

/** Show an item: a new message, or the new text of the one its `ref` names. */
export function post(shown: Shown[], item: Pick<OutboxItem, 'ref' | 'view'>): { readonly ref: string } {
  const ref = item.ref ?? `ref${shown.length + 1}`;
  const place = shown.findIndex((message) => message.ref === ref);
  shown.splice(place < 0 ? shown.length : place, place < 0 ? 0 : 1, { ref, text: item.view.text });
  return { ref };
}

/** Refuse for now, as a rate limit does. */
export function later(afterMs: number | null = 0): Answer {
  return () => Promise.reject(new DeliveryError('ratelimited', { retry: true, afterMs }));
}

/** Refuse for good. */
export function never(code: string, everyday = false): Answer {
  return () => Promise.reject(new DeliveryError(code, { retry: false, everyday }));
}
