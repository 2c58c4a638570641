/** What the next call of a method runs into. */
export type Fault =
  | { readonly error: string; readonly retryAfter?: number }
  | { readonly status: number }
  | { readonly rateLimitedSeconds: number }
  /** The call does its work, then the connection breaks: the caller cannot know. */
  | { readonly dropReply: true };

export type Faults = {
  failNext(method: string, fault: Fault, times?: number): void;
  take(method: string): Fault | null;
};

export function createFaults(): Faults {
  const waiting = new Map<string, Fault[]>();
  return {
    failNext: (method, fault, times = 1) => {
      const list = waiting.get(method) ?? [];
      waiting.set(method, [...list, ...Array.from({ length: times }, () => fault)]);
    },
    take: (method) => waiting.get(method)?.shift() ?? null,
  };
}
