import type { Section } from '../../knowledge/model.ts';
import { stemsOf } from './group-questions.ts';

/** A section that holds less than this share of a question's words is about something else. */
const NEAR_FROM = 0.5;
/** How much more a word counts where it stands in the title or in a phrase that people ask with. */
const SUBJECT = 3;

/** Finds the sections that share the most telling words with a question. */
export type Nearest = (stems: readonly string[], most: number) => string[];

/**
 * Sections by the words they share with a question, rare words counting more (the sum of inverse document frequencies,
 * Spärck Jones 1972). The look-up itself gives no sections for a question it does not answer, so this one does.
 */
export function nearestIn(sections: readonly Section[]): Nearest {
  const texts = sections.map(({ id, title, aliases, terms, text }) => ({
    id,
    stems: new Set(stemsOf([title, ...aliases, ...terms, text].join('\n'))),
    subject: new Set(stemsOf([title, ...aliases].join('\n'))),
  }));
  const rarity = (stem: string): number => {
    const holding = texts.filter(({ stems }) => stems.has(stem)).length;
    return holding === 0 ? 0 : Math.log(1 + texts.length / holding);
  };
  return (stems, most) => {
    const weights = stems.map((stem) => ({ stem, weight: rarity(stem) }));
    const scored = texts.map((section) => {
      const shared = weights.filter(({ stem }) => section.stems.has(stem));
      return {
        id: section.id,
        share: shared.length / stems.length,
        score: shared.reduce(
          (sum, { stem, weight }) => sum + weight * (section.subject.has(stem) ? SUBJECT : 1),
          0,
        ),
      };
    });
    return scored
      .filter(({ share }) => share >= NEAR_FROM)
      .sort((a, b) => b.score - a.score || (a.id < b.id ? -1 : 1))
      .slice(0, most)
      .map(({ id }) => id);
  };
}
