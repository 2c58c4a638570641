import type { Product } from '../../knowledge/model.ts';
import { joinWords } from '../text/join-words.ts';
import { tokenize } from '../text/tokens.ts';
import type { ReadingKnowledge } from '../types.ts';

type Items = Readonly<Record<string, readonly string[]>>;

/** A name as it is recognised in text, with the items it stands for by criterion id. */
export type Name = {
  readonly mention: Items;
  readonly known: Items;
  readonly refused: Items;
  readonly engines: readonly string[];
  readonly topics: readonly string[];
  /** What it says where its words are meant as such, and the patterns that tell. */
  readonly plain?:
    | (Pick<Name, 'mention' | 'known' | 'refused'> & { readonly when: readonly string[] })
    | undefined;
};
export type NameEntry = { readonly words: readonly string[]; readonly name: Name };

/**
 * All names by their first word, the longest first, so that "kafka streams" is not taken for "kafka": engines, products,
 * and the vocabulary's own names, which take the place of the others.
 */
export function buildNames(knowledge: ReadingKnowledge): Map<string, NameEntry[]> {
  const names = new Map<string, NameEntry>();
  const engines = enginesByAlias(knowledge);
  const put = (say: string, name: Omit<Name, 'engines'>, ofProduct: readonly string[]): void => {
    const words = nameWords(say);
    const key = words.join(' ');
    names.set(key, { words, name: { ...name, engines: engines.get(key) ?? ofProduct } });
  };
  for (const alias of engines.keys()) put(alias, { mention: {}, known: {}, refused: {}, topics: [] }, []);
  const open = knowledge.criteria.filter((criterion) => criterion.open).map(({ id }) => id);
  for (const product of knowledge.products) {
    const mention = withOwn(product, open);
    for (const say of product.names.flatMap(spellingsOf)) {
      put(say, { mention, known: {}, refused: {}, topics: product.topics }, product.engines);
    }
  }
  for (const { say, mention, known, refused, plain } of knowledge.vocabulary.names) {
    for (const one of say) put(one, { mention, known, refused, topics: [], plain }, []);
  }
  return groupByFirst([...names.values()]);
}

/** Shorter joined words are too close to ordinary ones. */
const SHORTEST_JOINED = 7;

/** A name as it is written, with its words parted ("BigQuery", "big query") and joined ("Event Hubs", "eventhubs"). */
function spellingsOf(name: string): string[] {
  const parted = name.replace(/(?<=\p{Ll})(?=\p{Lu}\p{Ll})/gu, ' ');
  const joined = name.replaceAll(' ', '');
  const isPair = name.split(' ').length === 2 && joined.length >= SHORTEST_JOINED;
  return [...new Set(isPair ? [name, parted, joined] : [name, parted])];
}

/** The words of a name as a text's words are cut. */
export function nameWords(say: string): string[] {
  return joinWords(tokenize(say)).map(({ text }) => text);
}

/** Only engines that run jobs have names people drop; "both" and "none" are no names. */
function enginesByAlias({ engines }: ReadingKnowledge): Map<string, string[]> {
  const single = engines.filter(({ kind }) => kind === 'single');
  return new Map(
    single.flatMap(({ id, aliases, name }) =>
      [...aliases, name].map((alias): [string, string[]] => [nameWords(alias).join(' '), [id]]),
    ),
  );
}

/** A product is itself an item of the sets that are open to any name, beside what it implies. */
function withOwn(product: Product, open: readonly string[]): Items {
  const own = open.map((id): [string, string[]] => [id, [product.id, ...(product.implies[id] ?? [])]]);
  return { ...product.implies, ...Object.fromEntries(own) };
}

/** The patterns by which names are known to be meant as plain words. */
export function plainRows(
  names: readonly NameEntry[],
): { readonly say: string; readonly data: NonNullable<Name['plain']> }[] {
  const all = new Set(names.flatMap(({ name: { plain } }) => (plain === undefined ? [] : [plain])));
  return [...all].flatMap((data) => data.when.map((say) => ({ say, data })));
}

function groupByFirst(entries: readonly NameEntry[]): Map<string, NameEntry[]> {
  const groups = new Map<string, NameEntry[]>();
  for (const entry of [...entries].sort((a, b) => b.words.length - a.words.length)) {
    const first = entry.words[0] ?? '';
    groups.set(first, [...(groups.get(first) ?? []), entry]);
  }
  return groups;
}
