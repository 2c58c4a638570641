import type { Compilable, CompiledQuery, QueryResult } from 'kysely';
import type { DatabaseKind, Db } from './tables.ts';

/** Arrays are for PostgreSQL only. */
type Value = string | number | null | readonly string[];

/** Runs it; `with` only fills the values in, for who has another way to run it. */
export type Statement<V, R> = {
  (db: Db, values: V): Promise<QueryResult<R>>;
  with(db: Db, values: V): CompiledQuery<R>;
};

/**
 * A query that every turn runs, built and compiled once for each database: building one costs several times what
 * SQLite takes to run it.
 * @param build makes the query; `at` stands for the values, which are given with each run. It may only be handed to
 *   Kysely as a value: what it is is not known yet.
 */
export function statement<V extends Readonly<Record<string, Value>>, R>(
  build: (db: Db, at: V) => Compilable<R>,
): Statement<V, R> {
  const compiled = new Map<DatabaseKind, CompiledQuery<R>>();
  const filled = (db: Db, values: V): CompiledQuery<R> => {
    let query = compiled.get(db.kind);
    if (query === undefined) {
      query = build(db, placeholders<V>()).compile();
      compiled.set(db.kind, query);
    }
    const parameters = query.parameters.map((each) =>
      each instanceof Placeholder ? values[each.name] : each,
    );
    return { ...query, parameters };
  };
  const run = (db: Db, values: V) => (db.direct ?? db.sql).executeQuery(filled(db, values));
  return Object.assign(run, { with: filled });
}

/** Stands in a compiled query for the value of this name. */
class Placeholder {
  readonly name: string;

  constructor(name: string) {
    this.name = name;
  }
}

/** Whatever property is read gives the placeholder of that name, typed as the value that will stand there. */
function placeholders<V extends object>(): V {
  return new Proxy({} as V, { get: (_, name) => new Placeholder(String(name)) });
}
