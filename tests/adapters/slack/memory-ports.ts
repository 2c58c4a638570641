import type { PastConversation, Ports } from '../../../src/adapters/slack/ports.ts';

/** Ports that keep what they are given in memory, for tests that script the turns. */
export function memoryPorts(change: Partial<Ports> = {}): Ports {
  const kept = new Map<string, string>();
  const past: PastConversation[] = [];
  return {
    settings: {
      get: async (scope, key) => kept.get(`${scope} ${key}`) ?? null,
      set: async (scope, key, value) => void kept.set(`${scope} ${key}`, value),
      claim: async (scope, key, value) => {
        const isFirst = !kept.has(`${scope} ${key}`);
        if (isFirst) kept.set(`${scope} ${key}`, value);
        return isFirst;
      },
      remove: async (scope, key) => void kept.delete(`${scope} ${key}`),
    },
    overviews: { list: async () => past },
    votes: async () => new Map(),
    shares: { of: async () => [] },
    conversation: async () => ({ status: 'unknown-conversation' }),
    preview: async () => null,
    means: () => true,
    about: { version: '1.2.3', knowledge: () => 'k1' },
    ...change,
  };
}
