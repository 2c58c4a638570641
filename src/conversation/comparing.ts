import type { Understanding } from '../understanding/types.ts';
import type { Wanted } from './compare.ts';
import type { Context } from './context.ts';

/** From this probability on the words that are left are about a topic. */
const IS_ABOUT = 0.3;
/** What asks for a comparison, and what anything may be compared for; neither says anything about a topic. */
const GENERIC =
  /\b(?:compare|comparison|versus|vs|between|show|list|all|every|rows?|engines?|workloads?|jobs?|use cases?|requirements?|situation)\b/gi;
/** Topics looked up for one comparison. */
const LOOKED_UP = 4;
/** "show all rows", but not "compare all engines". */
const ALL_ROWS = /\b(?:all|every)\b(?!\s+(?:the\s+|of\s+)?(?:engines?|options?|them|candidates?)\b)/i;

/** What a text asks to compare: engines with the modes it names, and the topics that are left beside them. */
export function comparisonIn(context: Context, text: string, understood: Understanding): Wanted {
  const named = namesIn(context, text, understood.engines);
  const words = named.rest.replaceAll(GENERIC, ' ').trim();
  const looked = context.ask(words, LOOKED_UP).results.filter(({ score }) => score >= IS_ABOUT);
  const topics = looked.length > 0 ? looked.map(({ topic }) => topic) : named.modes ? [] : understood.topics;
  return { engines: named.ids, topics: [...new Set(topics)], all: ALL_ROWS.test(text), words };
}

/** Engines asked about by name; kinds that run no jobs ("hybrid") are named by their own words where no other is. */
export function enginesIn(context: Context, text: string, understood: readonly string[]): readonly string[] {
  if (understood.length > 0) return understood;
  const others = context.knowledge.engines.filter(({ kind }) => kind !== 'single');
  return others
    .filter(({ name, aliases }) => without(text, [name, ...aliases]) !== text.trim())
    .map(({ id }) => id);
}

type Named = { readonly ids: readonly string[]; readonly modes: boolean; readonly rest: string };

/** Engines, in the modes that are named, and the text without these names. */
function namesIn(context: Context, text: string, engines: readonly string[]): Named {
  const lower = text.toLowerCase();
  const known = context.knowledge.engines.filter(({ id }) => engines.includes(id));
  const ids = known.flatMap(({ id, modes }) => {
    const said = modes.filter((mode) =>
      [mode.id, mode.name].some((name) => lower.includes(name.toLowerCase())),
    );
    return said.length === 0 ? [id] : said.map((mode) => `${id}/${mode.id}`);
  });
  const names = known.flatMap(({ name, aliases, modes }) => [
    name,
    ...aliases,
    ...modes.flatMap((mode) => [mode.name, mode.id]),
  ]);
  return { ids, modes: ids.some((id) => id.includes('/')), rest: without(text, names) };
}

/** Longest names first, so that no half of a name is left. */
function without(text: string, names: readonly string[]): string {
  const ordered = [...names].sort((a, b) => b.length - a.length);
  return ordered
    .reduce((rest, name) => rest.replaceAll(new RegExp(`\\b${escaped(name)}\\b`, 'gi'), ' '), text)
    .trim();
}

function escaped(words: string): string {
  return words.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
