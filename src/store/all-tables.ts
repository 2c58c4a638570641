import { type Aging, aging } from './aging.ts';
import { type Conversations, conversations } from './conversations.ts';
import { type Feedback, feedback } from './feedback.ts';
import { type Holdings, holdings } from './holdings.ts';
import { type Installations, installations } from './installations.ts';
import {
  type Messages,
  messages,
  type Settings,
  type Shares,
  settings,
  shares,
  type UnansweredQuestions,
  unanswered,
} from './keepsakes.ts';
import { type KnowledgeVersions, knowledgeVersions } from './knowledge-versions.ts';
import { type OAuthStates, oauthStates } from './oauth-states.ts';
import { type Outbox, outbox } from './outbox.ts';
import { type Overviews, overviews } from './overviews.ts';
import { type Paces, paces } from './paces.ts';
import { type SavedTurns, savedTurns } from './saved-turns.ts';
import type { Db } from './tables.ts';
import { type Deliveries, deliveries, type Transcript, transcript } from './turn-log.ts';

/** What the store holds, by kind. The same set works inside and outside a transaction. */
export type Tables = {
  readonly deliveries: Deliveries;
  readonly conversations: Conversations;
  readonly turns: SavedTurns;
  readonly messages: Messages;
  readonly transcript: Transcript;
  readonly outbox: Outbox;
  readonly paces: Paces;
  readonly settings: Settings;
  readonly shares: Shares;
  readonly unanswered: UnansweredQuestions;
  readonly installations: Installations;
  readonly oauthStates: OAuthStates;
  readonly holdings: Holdings;
  readonly aging: Aging;
  readonly overviews: Overviews;
  readonly feedback: Feedback;
  readonly knowledge: KnowledgeVersions;
  /**
   * The last statements of a transaction: they have been sent, and are awaited together with the commit. When one fails,
   * nothing of the transaction is kept. Nothing may be sent after the work has ended. Outside a transaction they are awaited as they are.
   */
  readonly last: (statements: readonly Promise<unknown>[]) => Promise<void>;
};

/** Everything of them on one connection, or in one transaction. */
export function tablesOn(db: Db): Tables {
  return {
    deliveries: deliveries(db),
    conversations: conversations(db),
    turns: savedTurns(db),
    messages: messages(db),
    transcript: transcript(db),
    outbox: outbox(db),
    paces: paces(db),
    settings: settings(db),
    shares: shares(db),
    unanswered: unanswered(db),
    installations: installations(db),
    oauthStates: oauthStates(db),
    holdings: holdings(db),
    aging: aging(db),
    overviews: overviews(db),
    feedback: feedback(db),
    knowledge: knowledgeVersions(db),
    last: (statements) => last(db, statements),
  };
}

async function last(db: Db, statements: readonly Promise<unknown>[]): Promise<void> {
  if (db.last === undefined) {
    await Promise.all(statements);
    return;
  }
  // They are heard with the commit; until then nobody listens.
  for (const one of statements) one.catch(() => {});
  db.last.push(...statements);
}
