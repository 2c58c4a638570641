import { type PackedTables, packTables, unpackTables } from './lookup/packed-tables.ts';
import { countTables, type Tables } from './lookup/tables.ts';
import type { Knowledge } from './model.ts';

/** Knowledge with what takes long to make from its files: the parsed and checked whole, and what its texts count to. */
export type Prepared = { readonly knowledge: Knowledge; readonly tables: Tables };

/** Count the texts of knowledge, so that opening it for questions is quick. */
export function prepare(knowledge: Knowledge): Prepared {
  return { knowledge, tables: countTables(knowledge) };
}

type Written = { readonly knowledge: Knowledge; readonly tables: PackedTables };

/** Write prepared knowledge as one JSON text. What it means depends on the program, so never read another one's. */
export function encodePrepared({ knowledge, tables }: Prepared): string {
  const written: Written = { knowledge, tables: packTables(tables) };
  return JSON.stringify(written);
}

/** Read back what `encodePrepared` of this very program wrote. */
export function decodePrepared(text: string): Prepared {
  const { knowledge, tables } = JSON.parse(text) as Written;
  return { knowledge, tables: unpackTables(tables) };
}
