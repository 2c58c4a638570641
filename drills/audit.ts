import type { StoreOptions } from '../src/store/open-store.ts';
import { directSql } from '../tests/support/direct-sql.ts';
import { BOT_USER, type FakeSlack } from '../tests/support/fake-slack/index.ts';
import { drained } from './wait.ts';

/** What the store and the workspace hold after a drill, counted independently of the service. */
export type Audit = {
  /** Deliveries that had their effect. */
  readonly events: number;
  /** Turns written in transcripts; equal to `events` when each had one effect. */
  readonly turns: number;
  /** Replies the platform holds twice. */
  readonly doubledPosts: number;
  /** Replies neither delivered nor dropped for a stated reason. */
  readonly pending: number;
  readonly failed: number;
};

/** Wait for the outbox to empty as long as it moves, then count. */
export async function audit(options: StoreOptions, slack: FakeSlack): Promise<Audit> {
  const pending = await emptied(options);
  return {
    events: await count(options, "select count(*) as n from deliveries where status = 'done'"),
    turns: await count(options, 'select count(*) as n from transcript'),
    doubledPosts: doubled(slack),
    pending,
    failed: await count(options, "select count(*) as n from undelivered where outcome = 'failed'"),
  };
}

/** Wait for the outbox to empty as long as it moves; answers how many replies are left. */
export function emptied(options: StoreOptions): Promise<number> {
  return drained(() => count(options, 'select count(*) as n from outbox'));
}

/** One number from the database. */
export async function count(options: StoreOptions, sql: string): Promise<number> {
  const [row] = await directSql(options, sql);
  return Number(row?.['n'] ?? 0);
}

/** Posts beyond the first of each reply, known by the ids that every reply carries; notices beside the outbox have none. */
function doubled(slack: FakeSlack): number {
  let extra = 0;
  const seen = new Set<string>();
  for (const channel of slack.channels.values()) {
    for (const message of channel.messages) {
      if (message.user !== BOT_USER) continue;
      const { conversation, slot } = payloadOf(message.metadata);
      if (conversation === undefined || slot === undefined) continue;
      const name = `${channel.id} ${conversation} ${slot}`;
      if (seen.has(name)) extra += 1;
      seen.add(name);
    }
  }
  return extra;
}

function payloadOf(metadata: unknown): { conversation?: string; slot?: string } {
  if (typeof metadata !== 'object' || metadata === null || !('event_payload' in metadata)) return {};
  return metadata.event_payload as { conversation?: string; slot?: string };
}
