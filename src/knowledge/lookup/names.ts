import type { Engine, Product } from '../model.ts';
import { stemOf, wordsOf } from './words.ts';

/** What the names in a question say. */
export type Named = {
  /** Engines named, in their order; those that a product belongs to when no engine is named itself. */
  readonly engines: readonly string[];
  /** How many products are named. */
  readonly products: number;
  /** By word: whether it only names an engine and so says nothing about the subject. */
  readonly isName: readonly boolean[];
};

/** Finds the engines and products that a row of words names. */
export type Names = {
  find(words: readonly string[]): Named;
  /** All words of names, for the speller. */
  readonly words: ReadonlySet<string>;
  /** Words with which the names of engines begin. */
  readonly firstWords: ReadonlySet<string>;
};

type Alias = {
  readonly words: readonly string[];
  readonly engine: string | null;
  readonly product: string | null;
  readonly implied: readonly string[];
  /** Stems of the engine's own name. A word of an alias that is none of them ("sql" in "spark sql") stays a word. */
  readonly ownName: ReadonlySet<string>;
};

/**
 * Make the finder, longest names first. Aliases of what is no single engine name nothing: they are ordinary words
 * ("batch job").
 */
export function buildNames(engines: readonly Engine[], products: readonly Product[]): Names {
  const single = engines.filter((engine) => engine.kind === 'single');
  const aliases = [...single.flatMap(aliasesOfEngine), ...products.flatMap(aliasesOfProduct)];
  aliases.sort((a, b) => b.words.length - a.words.length);
  const byFirst = Map.groupBy(aliases, (alias) => alias.words[0] ?? '');
  return {
    find: (words) => findNames(words, byFirst),
    words: new Set(aliases.flatMap((alias) => alias.words)),
    firstWords: new Set(aliases.flatMap(({ words, engine }) => (engine === null ? [] : words.slice(0, 1)))),
  };
}

function aliasesOfEngine({ id, name, aliases }: Engine): Alias[] {
  const ownName = new Set(waysToWrite(name).flat().map(stemOf));
  const ways = [name, ...aliases].flatMap(waysToWrite);
  return ways.map((words) => ({ words, engine: id, product: null, implied: [], ownName }));
}

function aliasesOfProduct({ id, names, engines }: Product): Alias[] {
  const ways = names.flatMap(waysToWrite);
  return ways.map((words) => ({ words, engine: null, product: id, implied: engines, ownName: new Set() }));
}

/** A name in camel case is written as one word and as its parts: "RabbitMQ" as "rabbitmq" and as "rabbit mq". */
function waysToWrite(name: string): string[][] {
  const whole = wordsOf(name.toLowerCase());
  const [joined, ...parts] = wordsOf(name);
  return whole.length === 1 && parts.length > 1 && joined === whole[0] ? [whole, parts] : [whole];
}

function findNames(words: readonly string[], byFirst: ReadonlyMap<string, readonly Alias[]>): Named {
  const found: Alias[] = [];
  const isName = words.map(() => false);
  for (let at = 0; at < words.length; ) {
    const alias = byFirst.get(words[at] ?? '')?.find((each) => startsAt(words, at, each.words));
    if (alias !== undefined) {
      found.push(alias);
      for (const [offset, word] of alias.words.entries())
        isName[at + offset] = alias.ownName.has(stemOf(word));
    }
    at += alias?.words.length ?? 1;
  }
  const engines = found.flatMap(({ engine }) => engine ?? []);
  const implied = found.flatMap((alias) => alias.implied);
  return {
    engines: [...new Set(engines.length > 0 ? engines : implied)],
    products: new Set(found.flatMap(({ product }) => product ?? [])).size,
    isName,
  };
}

function startsAt(words: readonly string[], at: number, name: readonly string[]): boolean {
  return name.every((word, offset) => words[at + offset] === word);
}
