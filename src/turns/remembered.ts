import type { ConversationRow } from '../store/conversations.ts';
import { Recent } from './recent.ts';

/** Of a few kilobytes each. */
const MOST = 500;
/** With other replicas at work on a conversation, what one of them remembers is old more often than not. */
const CONTESTED_MS = 600_000;

/** Conversations as this process left them, so that the next turn need not read them. Never more than a guess. */
export type Remembered = {
  get(id: string): ConversationRow | undefined;
  keep(row: ConversationRow): void;
  /** This process has changed something of it beside a turn. */
  forget(id: string): void;
  /** It was not as remembered: somebody else changes it, so it is read for a while. */
  contested(id: string): void;
  isContested(id: string): boolean;
};

/** An empty memory; `now` gives milliseconds since 1970. */
export function createRemembered(now: () => number): Remembered {
  const rows = new Recent<ConversationRow>(MOST);
  const contestedUntil = new Recent<number>(MOST);
  const isContested = (id: string): boolean => (contestedUntil.get(id) ?? 0) > now();
  return {
    get: (id) => rows.get(id),
    keep: (row) => {
      if (!isContested(row.id)) rows.keep(row.id, row);
    },
    forget: (id) => rows.drop(id),
    contested: (id) => {
      rows.drop(id);
      contestedUntil.keep(id, now() + CONTESTED_MS);
    },
    isContested,
  };
}
