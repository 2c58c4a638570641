/** One reply to hand to a platform; `view` is JSON text. */
export type NewOutboxRow = {
  readonly conversation: string;
  readonly seq: number;
  readonly platform: string;
  readonly slot: string;
  readonly audience: string;
  readonly actor: string;
  /** Another place than the conversation's own, for shares; null for the conversation itself. */
  readonly destination: string | null;
  readonly view: string;
  /** Of the delivery that caused it; null in rows of an older program. */
  readonly trace: string | null;
};

/** A row in the hands of one worker. `attempt` is its fencing number: whoever comes later holds a higher one. */
export type LeasedRow = NewOutboxRow & {
  readonly id: number;
  readonly attempt: number;
  /** Tries so far with this one; leases that ended before a try do not count. */
  readonly tries: number;
  /** Its place in the pace of its channel is taken. */
  readonly paced: boolean;
  /** Turns the conversation has had by now; above `seq` when it has gone on since. */
  readonly version: number;
  /** A later row waits that replaces this one's message. */
  readonly overtaken: boolean;
  /** A try before this one ended without anybody knowing whether the message arrived. */
  readonly uncertain: boolean;
  readonly createdAt: number;
  readonly address: string;
  readonly ref: string | null;
};
