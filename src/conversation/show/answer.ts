import type { LookupAnswer, LookupResult } from '../../knowledge/lookup/ask.ts';
import type { Context } from '../context.ts';
import { action } from '../press.ts';
import type { AnswerView, Control, PassageView } from '../views.ts';
import { control } from './note.ts';

/** Sections quoted per answer; more would bury the best one. */
export const PASSAGES = 3;
/** Topics offered when there is no answer. */
const SUGGESTIONS = 3;

/** A passage less likely than this share of the best one is about something else. */
const WORTH_SHOWING = 1 / 3;

/**
 * An answer from the knowledge base with its sources, or the plain statement that it has none.
 * @param engines engines that are named in the question; with several, each of them is answered for
 */
export function answerView(
  context: Context,
  question: string,
  found: LookupAnswer,
  engines: readonly string[],
): AnswerView {
  const passages = found.answered ? worthShowing(found.results, engines).map(passage) : [];
  const corrections = found.corrections.map(({ from, to }) => `"${from}" read as "${to}"`);
  const suggestions = found.answered ? [] : suggest(context, found);
  const view = {
    kind: 'answer' as const,
    question,
    answered: found.answered,
    passages,
    corrections,
    suggestions,
  };
  return { ...view, text: plain(view) };
}

function worthShowing(results: readonly LookupResult[], engines: readonly string[]): LookupResult[] {
  const least = (results[0]?.score ?? 0) * WORTH_SHOWING;
  const isAsked = ({ engine }: LookupResult): boolean => engines.length > 1 && engines.includes(engine);
  return results.slice(0, PASSAGES).filter((result) => result.score >= least || isAsked(result));
}

function passage({ section, lead }: LookupResult): PassageView {
  const rest = section.text.startsWith(lead) ? section.text.slice(lead.length).trim() : section.text;
  const { id, title, links, holds, checked, contested } = section;
  return { id, title, lead, rest, links, holds, checked, contested };
}

function suggest(context: Context, found: LookupAnswer): Control[] {
  return found.suggestions.slice(0, SUGGESTIONS).map((id) => {
    const topic = context.knowledge.topics.find((one) => one.id === id);
    return control(topic?.title ?? id, action.ask(id));
  });
}

function plain(view: Omit<AnswerView, 'text'>): string {
  if (!view.answered) {
    const near = view.suggestions.map((one) => one.label).join('; ');
    const offer = near === '' ? '' : ` Nearest topics: ${near}.`;
    return `The knowledge base has no answer to that, so I will not guess.${offer}`;
  }
  const corrected = view.corrections.length === 0 ? [] : [`(${view.corrections.join(', ')})`];
  return [...corrected, ...view.passages.map(passageText)].join('\n\n');
}

function passageText(one: PassageView): string {
  const links = one.links.map((link) => `- ${link.title} (${link.publisher}, ${link.kind}): ${link.url}`);
  const contested = one.contested === null ? [] : [`Contested: ${one.contested}`];
  const text = [one.lead, one.rest].filter((part) => part !== '').join(' ');
  return [one.title, text, ...contested, `Holds for ${one.holds}, checked ${one.checked}.`, ...links].join(
    '\n',
  );
}
