import type { InstallationRow } from '../store/installations.ts';
import type { Store } from '../store/open-store.ts';
import type { KeyRing } from './key-ring.ts';

/** An app installed in a workspace. `payload` is text of the adapter's own making and holds the tokens. */
export type Installation = {
  readonly platform: string;
  /** The platform's name for where it is installed, e.g. `team:T1` or `enterprise:E1`; the adapter decides. */
  readonly workspace: string;
  readonly payload: string;
  /** Who installed it, the platform's id. */
  readonly by: string;
  /** Milliseconds since 1970. */
  readonly at: number;
};

export type InstallationVault = {
  /** Keep it, in place of an earlier one of the same workspace. */
  save(installation: Installation): Promise<void>;
  /** Null when the app is not installed there. One sealed with an older key is sealed anew on the way. */
  find(platform: string, workspace: string): Promise<Installation | null>;
  /** False when there was none. */
  remove(platform: string, workspace: string): Promise<boolean>;
  /** The workspaces of a platform, without their secrets. */
  workspaces(platform: string): Promise<readonly string[]>;
  /** Seal everything with the current key. Afterwards older keys may be taken off the ring. */
  rotate(): Promise<{ readonly rotated: number; readonly unchanged: number }>;
};

/**
 * Installations with their tokens encrypted at rest (AES-256-GCM). A token is in clear only in memory.
 * `find` and `rotate` throw `SecretsError` when a row does not open; other workspaces are not affected by `find`.
 */
export function createInstallationVault(
  store: Pick<Store, 'installations'>,
  ring: KeyRing,
): InstallationVault {
  const { installations } = store;
  return {
    save: async ({ payload, ...place }) => {
      await installations.save({ ...place, ...ring.seal(payload, purposeOf(place)) });
    },
    find: async (platform, workspace) => {
      const row = await installations.find(platform, workspace);
      if (row === null) return null;
      const { keyId, sealed, ...place } = row;
      const payload = ring.open({ keyId, sealed }, purposeOf(row));
      await sealAnew(store, ring, row, payload);
      return { ...place, payload };
    },
    remove: (platform, workspace) => installations.remove(platform, workspace),
    workspaces: async (platform) => {
      const rows = await installations.all();
      return rows.filter((row) => row.platform === platform).map(({ workspace }) => workspace);
    },
    rotate: async () => {
      const rows = await installations.all();
      const done = await Promise.all(
        rows.map((row) => sealAnew(store, ring, row, ring.open(row, purposeOf(row)))),
      );
      const rotated = done.filter((changed) => changed).length;
      return { rotated, unchanged: rows.length - rotated };
    },
  };
}

/** Only over the very text that was opened: a token saved meanwhile must not be replaced by the one before it. */
async function sealAnew(
  { installations }: Pick<Store, 'installations'>,
  ring: KeyRing,
  row: InstallationRow,
  payload: string,
): Promise<boolean> {
  if (row.keyId === ring.currentKeyId) return false;
  return installations.reseal(row, ring.seal(payload, purposeOf(row)));
}

function purposeOf({ platform, workspace }: { platform: string; workspace: string }): string {
  return `installation\n${platform}\n${workspace}`;
}
