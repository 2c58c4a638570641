import { signatureOf } from './signature.ts';
import { watchFolders } from './watch-folders.ts';

export type Follower = { close(): void };

export type FollowOptions = {
  readonly folders: readonly string[];
  /** What is in use was read when the folders looked like this. */
  readonly since: string;
  /** Called when the folders have changed and come to rest; the next call waits for its end. */
  readonly onChanged: () => Promise<void>;
  readonly onUnwatched: (code: string) => void;
  readonly quietMs?: number;
  readonly pollMs?: number;
};

/** Editors and git write many files within a moment; what has not changed for so long is taken as whole. */
const QUIET_MS = 300;
/** Network mounts and some containers send no events at all, so the folders are looked at now and then, too. */
const POLL_MS = 15_000;

/**
 * Follow the changes of knowledge folders. Events only say when to look: a change counts once two looks, a quiet moment
 * apart, see the same, so that a set of files which is still being written is left alone.
 */
export function followFolders(options: FollowOptions): Follower {
  const { folders, onChanged, quietMs = QUIET_MS, pollMs = POLL_MS } = options;
  let settled = options.since;
  let before = options.since;
  let next: { readonly timer: NodeJS.Timeout; readonly at: number } | null = null;
  let busy = false;
  let closed = false;

  /** Look by then, or sooner where a look is due sooner: a stream of events must not put it off for ever. */
  const lookIn = (ms: number): void => {
    const at = Date.now() + ms;
    if (closed || busy || (next !== null && next.at <= at)) return;
    clearTimeout(next?.timer);
    const timer = setTimeout(() => void look(), ms).unref();
    next = { timer, at };
  };
  const look = async (): Promise<void> => {
    next = null;
    const now = signatureOf(folders);
    const isQuiet = now === before;
    before = now;
    if (now !== settled && isQuiet) {
      settled = now;
      busy = true;
      watching.renew();
      await onChanged().finally(() => {
        busy = false;
      });
      // Something may have happened meanwhile.
      return lookIn(quietMs);
    }
    lookIn(isQuiet ? pollMs : Math.min(quietMs, pollMs));
  };
  const watching = watchFolders(folders, () => lookIn(quietMs), options.onUnwatched);
  lookIn(Math.min(quietMs, pollMs));
  return {
    close: () => {
      closed = true;
      clearTimeout(next?.timer);
      watching.close();
    },
  };
}
