import type { Db } from './tables.ts';

/** A version of the knowledge as kept: its packed files, and since when it was the one in use. */
export type KeptVersion = { readonly content: string; readonly activatedAt: number };

export type KnowledgeVersions = {
  /** The kept version of that name, or null. */
  read(version: string): Promise<KeptVersion | null>;
  /**
   * Say that a process uses this version now, and keep it if it is new here. Returns since when it is the version in
   * use: the present, unless it already was the newest.
   */
  activate(version: string, content: string, at: number): Promise<number>;
  /** Say that a process still uses this version; false when it is not kept. */
  touch(version: string, at: number): Promise<boolean>;
};

/** Versions of the knowledge that conversations began with. */
export function knowledgeVersions(db: Db): KnowledgeVersions {
  return {
    read: (version) => read(db, version),
    activate: (version, content, at) => activate(db, version, content, at),
    touch: async (version, at) => {
      const query = db.sql.updateTable('knowledge_versions').set({ seen_at: at });
      const { numUpdatedRows } = await query.where('version', '=', version).executeTakeFirst();
      return numUpdatedRows === 1n;
    },
  };
}

async function read(db: Db, version: string): Promise<KeptVersion | null> {
  const query = db.sql.selectFrom('knowledge_versions').select(['content', 'activated_at as activatedAt']);
  return (await query.where('version', '=', version).executeTakeFirst()) ?? null;
}

async function activate(db: Db, version: string, content: string, at: number): Promise<number> {
  const newest = await db.sql
    .selectFrom('knowledge_versions')
    .select(['version', 'activated_at as activatedAt'])
    .orderBy('activated_at', 'desc')
    .limit(1)
    .executeTakeFirst();
  const since = newest?.version === version ? newest.activatedAt : at;
  const times = { activated_at: since, seen_at: at };
  await db.sql
    .insertInto('knowledge_versions')
    .values({ version, content, ...times })
    .onConflict((conflict) => conflict.column('version').doUpdateSet(times))
    .execute();
  return since;
}
