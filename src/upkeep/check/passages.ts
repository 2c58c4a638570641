import type { Finding } from '../../knowledge/findings.ts';
import type { Section } from '../../knowledge/model.ts';
import type { Sources } from '../sources.ts';

/** Long enough to say something, short enough to be quoted whole in a chat message. */
const WORDS = { least: 60, most: 150 };
/** Who made the thing, or who measured it. */
const FIRST_HAND: ReadonlySet<string> = new Set(['official', 'paper']);

/** Sections that are too short or too long, and those that rest on second-hand sources without saying why. */
export function passageFindings(sections: readonly Section[], sources: Sources): Finding[] {
  return sections.flatMap((section) => [...lengthOf(section, sources), ...sourceOf(section, sources)]);
}

/** Words as people count them: what stands between blanks and holds a letter or a digit. */
export function countWords(text: string): number {
  return text.split(/\s+/).filter((word) => /[\p{L}\p{N}]/u.test(word)).length;
}

function lengthOf({ id, text }: Section, sources: Sources): Finding[] {
  const words = countWords(text);
  if (words >= WORDS.least && words <= WORDS.most) return [];
  const remedy =
    words > WORDS.most ? 'Cut it, or make it two sections.' : 'Say what a senior engineer would quote.';
  const message = `Expected ${WORDS.least} to ${WORDS.most} words, got ${words}.`;
  return [sources.atText(`sections/${id}.md`, message, remedy)];
}

function sourceOf({ id, links, unofficial }: Section, sources: Sources): Finding[] {
  if (unofficial !== undefined || links.some(({ kind }) => FIRST_HAND.has(kind))) return [];
  const kinds = [...new Set(links.map(({ kind }) => kind))].join(' and ');
  return [
    sources.at(
      `sections/${id}.md`,
      ['links'],
      `Expected at least one official link or paper, got only ${kinds} links.`,
      'Add one, or say in "unofficial: <why>" that there is none.',
    ),
  ];
}
