/**
 * A message to hand to a platform. What it shows is either `reply`, a place in the replies of the transcript entry of
 * its conversation and `seq`, or `view`, JSON text.
 */
export type NewOutboxRow = {
  readonly conversation: string;
  readonly seq: number;
  /** Which message of this turn it is, from 0; `AFTER_THE_TURN` for one that is sent between two turns. */
  readonly place: number;
  readonly platform: string;
  readonly slot: string;
  readonly audience: string;
  readonly actor: string;
  /** Another place than the conversation's own, for shares; null for the conversation itself. */
  readonly destination: string | null;
  readonly reply: number | null;
  readonly view: string | null;
  /** Of the delivery that caused it; null in rows of an older program. */
  readonly trace: string | null;
};

/** A turn has a few messages; ids leave room for many more. */
const PLACES = 1_000;
export const AFTER_THE_TURN = PLACES - 1;

/** The id of a row within its conversation: turns follow one another, and messages within a turn. Throws a RangeError past the last place. */
export function outboxId({ seq, place }: Pick<NewOutboxRow, 'seq' | 'place'>): number {
  if (place > AFTER_THE_TURN)
    throw new RangeError(
      `A turn sends at most ${AFTER_THE_TURN} messages; this would be number ${place + 1}.`,
    );
  return seq * PLACES + place;
}

/** A row in the hands of one worker. `attempt` is its fencing number: whoever comes later holds a higher one. */
export type LeasedRow = Omit<NewOutboxRow, 'place'> & {
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
  /** The replies of its turn, JSON text; null when the transcript has no such entry. */
  readonly replies: string | null;
};
