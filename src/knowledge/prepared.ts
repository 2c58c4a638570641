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

/**
 * Write prepared knowledge as one JSON text. What it means depends on the program, so never read another one's. It is all
 * ASCII: such a text is read from its file, and parsed, in half the time.
 */
export function encodePrepared({ knowledge, tables }: Prepared): string {
  const written: Written = { knowledge, tables: packTables(tables) };
  return JSON.stringify(written).replaceAll(BEYOND_ASCII, escaped);
}

const BEYOND_ASCII = /[\u0080-\uffff]/g;

function escaped(unit: string): string {
  return `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`;
}

/** Read back what `encodePrepared` of this very program wrote. */
export function decodePrepared(text: string): Prepared {
  const { knowledge, tables } = JSON.parse(text) as Written;
  return { knowledge, tables: unpackTables(tables) };
}
