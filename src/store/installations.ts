import type { Db } from './tables.ts';

/** An installed app; `sealed` is encrypted text that only the holder of the key `keyId` can read. */
export type InstallationRow = {
  readonly platform: string;
  readonly workspace: string;
  readonly sealed: string;
  readonly keyId: string;
  readonly by: string;
  readonly at: number;
};

export type Installations = {
  /** In place of an earlier one of the same workspace. */
  save(row: InstallationRow): Promise<void>;
  find(platform: string, workspace: string): Promise<InstallationRow | null>;
  /** False when there was none. */
  remove(platform: string, workspace: string): Promise<boolean>;
  all(): Promise<readonly InstallationRow[]>;
  /** Put another sealing of the same secret over `old`; false, with nothing changed, when it is no longer there. */
  reseal(old: InstallationRow, next: Pick<InstallationRow, 'sealed' | 'keyId'>): Promise<boolean>;
};

/** Where the app is installed, with its tokens sealed. */
export function installations(db: Db): Installations {
  const place = (platform: string, workspace: string) => ({ platform, workspace });
  return {
    save: (row) => save(db, row),
    find: async (platform, workspace) => {
      const [row] = await select(db, place(platform, workspace));
      return row ?? null;
    },
    remove: async (platform, workspace) => {
      const query = db.sql.deleteFrom('installations').where('platform', '=', platform);
      const result = await query.where('workspace', '=', workspace).executeTakeFirst();
      return result.numDeletedRows === 1n;
    },
    all: () => select(db, {}),
    reseal: async (old, { sealed, keyId }) => {
      const result = await db.sql
        .updateTable('installations')
        .set({ sealed, key_id: keyId })
        .where('platform', '=', old.platform)
        .where('workspace', '=', old.workspace)
        .where('sealed', '=', old.sealed)
        .executeTakeFirst();
      return result.numUpdatedRows === 1n;
    },
  };
}

async function save(db: Db, { platform, workspace, sealed, keyId, by, at }: InstallationRow): Promise<void> {
  const values = { sealed, key_id: keyId, installed_by: by, installed_at: at };
  await db.sql
    .insertInto('installations')
    .values({ platform, workspace, ...values })
    .onConflict((conflict) => conflict.columns(['platform', 'workspace']).doUpdateSet(values))
    .execute();
}

function select(
  db: Db,
  only: { readonly platform?: string; readonly workspace?: string },
): Promise<InstallationRow[]> {
  const { platform, workspace } = only;
  return db.sql
    .selectFrom('installations')
    .select([
      'platform',
      'workspace',
      'sealed',
      'key_id as keyId',
      'installed_by as by',
      'installed_at as at',
    ])
    .$if(platform !== undefined, (query) => query.where('platform', '=', platform ?? ''))
    .$if(workspace !== undefined, (query) => query.where('workspace', '=', workspace ?? ''))
    .orderBy('platform')
    .orderBy('workspace')
    .execute();
}
