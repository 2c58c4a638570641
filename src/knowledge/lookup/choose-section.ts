import { GENERAL, type Section } from '../model.ts';
import type { SectionHit } from './section-index.ts';

/** A section chosen to speak for its topic. */
export type Choice = { readonly section: Section; readonly hit: SectionHit };

/** What is known about the sections for one question. */
export type Findings = {
  /** BM25 by section id. */
  readonly hits: ReadonlyMap<string, SectionHit>;
  /** Similarity of the question to the nearest phrase of a section, 0 to 1. */
  readonly likeness: (section: string) => number;
  /** Engines asked about; none means any. */
  readonly engines: readonly string[];
};

const NO_HIT: SectionHit = { score: 0, match: {} };
/** How fitting a section is to the engines asked about; the words decide among equals. */
const ASKED = 2;
const FOR_ALL = 1;

/**
 * The best section of a topic: for the engines asked about, else one that holds for all, else the nearest. Among
 * equally fitting ones the sum of BM25, as a share of the best of them, and of the likeness to its phrases decides.
 */
export function chooseSection(sections: readonly Section[], findings: Findings): Choice | null {
  const most = sections.reduce(
    (best, { id }) => Math.max(best, findings.hits.get(id)?.score ?? 0),
    Number.MIN_VALUE,
  );
  let chosen: Weighed | null = null;
  for (const section of sections) {
    const weighed = weigh(section, most, findings);
    if (chosen === null || isBetter(weighed, chosen)) chosen = weighed;
  }
  return chosen;
}

type Weighed = Choice & { readonly fit: number; readonly worth: number };

function weigh(section: Section, most: number, { hits, likeness, engines }: Findings): Weighed {
  const hit = hits.get(section.id) ?? NO_HIT;
  return { section, hit, fit: fitOf(section, engines), worth: hit.score / most + likeness(section.id) };
}

function isBetter(one: Weighed, other: Weighed): boolean {
  if (one.fit !== other.fit) return one.fit > other.fit;
  if (one.worth !== other.worth) return one.worth > other.worth;
  return one.section.id < other.section.id;
}

/** The best section for each of the engines that has one in this topic, in the order the engines were named. */
export function chooseForEach(sections: readonly Section[], findings: Findings): Choice[] {
  return findings.engines.flatMap((engine) => {
    const own = sections.filter((section) => section.engine === engine);
    return chooseSection(own, findings) ?? [];
  });
}

function fitOf({ engine }: Section, engines: readonly string[]): number {
  if (engines.length === 0) return 0;
  if (engines.includes(engine)) return ASKED;
  return engine === GENERAL ? FOR_ALL : 0;
}
