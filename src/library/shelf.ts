/** A version that a conversation began with: at hand, not at hand yet (fetch it), or not to be had any more. */
export type Kept<T> =
  | { readonly status: 'held'; readonly held: Held<T> }
  | { readonly status: 'away' }
  | { readonly status: 'lost'; readonly reason: string };

/** A version of the knowledge at hand; `since` is when it became the one in use, in milliseconds since 1970. */
export type Held<T> = {
  readonly version: string;
  /** ISO day on which its youngest fact was checked. */
  readonly date: string;
  readonly since: number;
  readonly value: T;
};

/** Older versions at hand and those that are lost. */
export type Shelf<T> = {
  put(held: Held<T>): void;
  lose(version: string, reason: string): void;
  look(version: string): Kept<T>;
};

/** Versions at hand beside the one in use: some megabytes each, and half a second to fetch again. */
const ROOM = 4;
/** Lost versions remembered; to forget one only means to ask the store again. */
const LOST_REMEMBERED = 1_000;

/** A shelf that drops what was not looked at for longest. */
export function shelfOf<T>(): Shelf<T> {
  const held = new Map<string, Held<T>>();
  const lost = new Map<string, string>();
  const put = (one: Held<T>): void => {
    held.delete(one.version);
    held.set(one.version, one);
    lost.delete(one.version);
    dropOldest(held, ROOM);
  };
  return {
    put,
    lose: (version, reason) => {
      lost.set(version, reason);
      dropOldest(lost, LOST_REMEMBERED);
    },
    look: (version) => {
      const found = held.get(version);
      const reason = lost.get(version);
      if (found !== undefined) {
        put(found);
        return { status: 'held', held: found };
      }
      return reason === undefined ? { status: 'away' } : { status: 'lost', reason };
    },
  };
}

function dropOldest(map: Map<string, unknown>, room: number): void {
  for (const [oldest] of map) {
    if (map.size <= room) return;
    map.delete(oldest);
  }
}
