import { sentencesOf } from '../../knowledge/lookup/lead.ts';
import { STOP_WORDS } from '../../knowledge/lookup/stop-words.ts';
import { stemOf, wordsOf } from '../../knowledge/lookup/words.ts';
import type { Candidate, Section, Topic } from '../../knowledge/model.ts';
import type { Context } from '../context.ts';
import type { ComparisonCell, ComparisonRow } from '../views.ts';

/** One topic over several engines: the sentence that answers, what it holds for and where it is from. */
export function topicRow(
  context: Context,
  topic: Topic,
  candidates: readonly Candidate[],
  words: string,
): ComparisonRow {
  const cells = candidates.map((candidate) => cellOf(context, topic, candidate, words));
  return { title: topic.title, because: null, house: false, links: [], cells };
}

/** Links in one cell; the whole list stands with the section itself. */
const LINKS = 1;

function cellOf(context: Context, topic: Topic, candidate: Candidate, words: string): ComparisonCell {
  const section = bestSection(context, topic, candidate, words);
  if (section === null) {
    const text = topic.notApplicable[candidate.engine] ?? 'The knowledge base says nothing on this.';
    return { text, holds: null, links: [] };
  }
  // Sections are written so that their first sentence answers by itself.
  const [lead = section.title] = sentencesOf(section.text);
  const holds = `${section.holds}, checked ${section.checked}`;
  return { text: lead, holds, links: section.links.slice(0, LINKS) };
}

/** Topics looked at for a section: the wanted one is among the first when its own title is in the question. */
const LOOKED_AT = 6;

/**
 * The section that speaks for an engine on a topic: the one that fits the words asked with, where they say more than
 * the topic's name; else the one that most rules rest on.
 */
function bestSection(context: Context, topic: Topic, candidate: Candidate, words: string): Section | null {
  const own = ofMode(
    context.knowledge.sections.filter(
      (section) => section.engine === candidate.engine && section.topic === topic.id,
    ),
    candidate,
  );
  const cited = own
    .map((section) => ({ section, times: timesCited(context, section) }))
    .sort((a, b) => b.times - a.times)[0];
  if (cited !== undefined && cited.times > 0 && !saysMore(words, topic)) return cited.section;
  const name = context.knowledge.engines.find((engine) => engine.id === candidate.engine)?.name ?? '';
  const { results } = context.ask(`${name} ${topic.title} ${words}`.trim(), LOOKED_AT);
  const found = results.find(({ section }) => own.includes(section));
  return found?.section ?? cited?.section ?? null;
}

/** Those about the mode itself where there are any; a section without modes holds for all. */
function ofMode(sections: readonly Section[], { mode }: Candidate): Section[] {
  if (mode === null) return [...sections];
  const about = sections.filter(({ modes }) => modes.includes(mode));
  return about.length > 0 ? about : sections.filter(({ modes }) => modes.length === 0);
}

function timesCited(context: Context, { id }: Section): number {
  return context.knowledge.rules.filter((rule) => rule.cites.includes(id)).length;
}

/** Whether words hold anything beside the topic's own name and small words. */
function saysMore(words: string, { id, title }: Topic): boolean {
  const own = new Set(wordsOf(`${id} ${title}`).map(stemOf));
  return wordsOf(words).some((word) => !STOP_WORDS.has(word) && !own.has(stemOf(word)));
}
