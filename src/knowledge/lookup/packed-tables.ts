import type { PhraseCounts } from './phrase-index.ts';
import type { SparseRows } from './sparse-rows.ts';
import type { Tables } from './tables.ts';

/** Tables with every list of numbers as its bytes in base64, which JSON holds and reads in a tenth of the time. */
export type PackedTables = Readonly<Record<keyof Tables, unknown>> & {
  readonly stems: readonly string[];
  readonly own: number;
  readonly words: readonly string[];
  readonly sections: Tables['sections'];
  readonly occurrences: string;
  readonly counts: string;
  readonly evidence: Readonly<Record<keyof Tables['evidence'], PackedRows>>;
  readonly belonging: Readonly<Record<keyof Tables['belonging'], PackedRows>>;
  readonly phrases: Readonly<Record<'topics' | 'owners', string>> & {
    readonly postings: PackedRows;
    readonly sections: readonly string[];
  };
};
type PackedRows = Readonly<Record<keyof SparseRows, string>>;

/** Write tables down. The bytes stand as this machine orders them: another kind of machine must not read them. */
export function packTables({ evidence, belonging, phrases, ...rest }: Tables): PackedTables {
  return {
    ...rest,
    occurrences: pack(rest.occurrences),
    counts: pack(rest.counts),
    evidence: { words: packRows(evidence.words), pairs: packRows(evidence.pairs) },
    belonging: { words: packRows(belonging.words), pairs: packRows(belonging.pairs) },
    phrases: {
      postings: packRows(phrases.postings),
      topics: pack(phrases.topics),
      owners: pack(phrases.owners),
      sections: phrases.sections,
    },
  };
}

/** Read back what `packTables` wrote. */
export function unpackTables({ evidence, belonging, phrases, ...rest }: PackedTables): Tables {
  return {
    ...rest,
    occurrences: integers(rest.occurrences),
    counts: integers(rest.counts),
    evidence: { words: unpackRows(evidence.words), pairs: unpackRows(evidence.pairs) },
    belonging: { words: unpackRows(belonging.words), pairs: unpackRows(belonging.pairs) },
    phrases: unpackPhrases(phrases),
  };
}

function unpackPhrases({ postings, topics, owners, sections }: PackedTables['phrases']): PhraseCounts {
  return { postings: unpackRows(postings), topics: integers(topics), owners: integers(owners), sections };
}

function packRows({ keys, starts, columns, counts, sums }: SparseRows): PackedRows {
  return {
    keys: pack(keys),
    starts: pack(starts),
    columns: pack(columns),
    counts: pack(counts),
    sums: pack(sums),
  };
}

function unpackRows({ keys, starts, columns, counts, sums }: PackedRows): SparseRows {
  return {
    keys: new Float64Array(unpack(keys)),
    starts: integers(starts),
    columns: integers(columns),
    counts: integers(counts),
    sums: integers(sums),
  };
}

/** Kinds of lists by the bytes of a number, which is the first letter of what is written. */
const KINDS = { 1: Uint8Array, 2: Uint16Array, 4: Uint32Array, 8: Float64Array } as const;
type Packed = InstanceType<(typeof KINDS)[keyof typeof KINDS]>;

/** Numbers from 0, in as few bytes each as the largest needs: most are small. */
function pack(numbers: Float64Array | Int32Array): string {
  const width = widthFor(largestOf(numbers));
  const { buffer, byteOffset, byteLength } = new KINDS[width](numbers);
  return width + Buffer.from(buffer, byteOffset, byteLength).toString('base64');
}

function largestOf(numbers: Float64Array | Int32Array): number {
  let largest = 0;
  for (const each of numbers) largest = Math.max(largest, each);
  return largest;
}

function widthFor(largest: number): keyof typeof KINDS {
  if (largest < 2 ** 8) return 1;
  if (largest < 2 ** 16) return 2;
  return largest < 2 ** 32 ? 4 : 8;
}

function unpack(text: string): Packed {
  const width = Number(text[0]);
  // Copied to a buffer of its own: lists of numbers need an even start.
  const { buffer } = Uint8Array.from(Buffer.from(text.slice(1), 'base64'));
  return new KINDS[isWidth(width) ? width : 1](buffer);
}

function isWidth(width: number): width is keyof typeof KINDS {
  return width in KINDS;
}

function integers(text: string): Int32Array {
  return new Int32Array(unpack(text));
}
