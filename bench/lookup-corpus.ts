import english from '../src/knowledge/lookup/english-words.json' with { type: 'json' };
import type { Knowledge, Section } from '../src/knowledge/model.ts';

/** Share of words taken from real sections; the rest is English by rank, so that posting lists grow as they would. */
const REAL_SHARE = 0.55;
const ALIASES = 6;
const ALIAS_WORDS = 5;
const TITLE_WORDS = 7;
const TEXT_WORDS = 100;

/** A knowledge base of the wanted size: the real one, made larger by sections that recombine words. */
export function enlarged(knowledge: Knowledge, size: number): Knowledge {
  if (size <= knowledge.sections.length) return knowledge;
  const random = generator(size);
  const words = wordSource(knowledge, random);
  const more = Array.from({ length: size - knowledge.sections.length }, (_, index) =>
    invented(knowledge, index, random, words),
  );
  return { ...knowledge, sections: [...knowledge.sections, ...more] };
}

type Random = () => number;
type Words = (count: number) => string;

function invented(knowledge: Knowledge, index: number, random: Random, words: Words): Section {
  const like = pick(knowledge.sections, random);
  return {
    ...like,
    id: `${like.engine}/${like.topic}/invented-${index}`,
    title: words(TITLE_WORDS),
    aliases: Array.from({ length: ALIASES }, () => words(ALIAS_WORDS)),
    text: words(TEXT_WORDS),
  };
}

function wordSource(knowledge: Knowledge, random: Random): Words {
  const real = knowledge.sections.flatMap(({ text }) => text.split(/\s+/));
  const ranked = Object.values(english.zipf).flatMap((words) => words.split(' '));
  const word = (): string => {
    if (random() < REAL_SHARE) return pick(real, random);
    return ranked[Math.floor(ranked.length ** random()) - 1] ?? 'word';
  };
  return (count) => Array.from({ length: count }, word).join(' ');
}

function pick<T>(list: readonly T[], random: Random): T {
  const found = list[Math.floor(random() * list.length)];
  if (found === undefined) throw new Error('Nothing to pick from.');
  return found;
}

/** A linear congruential generator (Numerical Recipes), so that every run measures the same sections. */
function generator(seed: number): Random {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}
