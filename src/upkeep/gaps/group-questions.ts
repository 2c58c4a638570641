import { STOP_WORDS } from '../../knowledge/lookup/stop-words.ts';
import { stemOf, wordsOf } from '../../knowledge/lookup/words.ts';

/** A question that was asked and not answered, with the moment in milliseconds since 1970. */
export type UnansweredQuestion = { readonly question: string; readonly at: number };

/** Questions that ask for about the same thing. */
export type QuestionGroup = {
  /** How often it was asked, in any wording. */
  readonly asked: number;
  /** The last time. */
  readonly at: number;
  /** Its wordings, the commonest first. */
  readonly wordings: readonly string[];
  /** Stems of the commonest wording, by which the others were joined to it. */
  readonly stems: readonly string[];
};

/** Share of the shorter question's stems that must also stand in the other for both to be about the same thing. */
const SAME_FROM = 0.6;

/**
 * Group questions by shared word stems, most frequent group first. Wordings are taken from the commonest to the rarest,
 * each joins the group it shares most stems with (leader clustering), so the order in which they were asked plays no part.
 */
export function groupQuestions(questions: readonly UnansweredQuestion[]): QuestionGroup[] {
  const wordings = [...Map.groupBy(questions, ({ question }) => tidy(question))]
    .map(([text, asked]) => ({ text, asked, stems: stemsOf(text) }))
    .sort((a, b) => b.asked.length - a.asked.length || compareText(a.text, b.text));
  const groups: Wording[][] = [];
  for (const wording of wordings) {
    const home = nearestGroup(wording, groups);
    if (home === null) groups.push([wording]);
    else home.push(wording);
  }
  return groups
    .map(groupOf)
    .sort(
      (a, b) => b.asked - a.asked || b.at - a.at || compareText(a.wordings[0] ?? '', b.wordings[0] ?? ''),
    );
}

/** Stems of the words that say what a question is about. */
export function stemsOf(text: string): string[] {
  const words = wordsOf(text).filter((word) => !STOP_WORDS.has(word));
  return [...new Set(words.map(stemOf))];
}

type Wording = {
  readonly text: string;
  readonly asked: readonly UnansweredQuestion[];
  readonly stems: readonly string[];
};

function tidy(question: string): string {
  return question.trim().replace(/\s+/g, ' ');
}

function nearestGroup(wording: Wording, groups: readonly Wording[][]): Wording[] | null {
  let best: { readonly group: Wording[]; readonly share: number } | null = null;
  for (const group of groups) {
    const share = shared(wording.stems, group[0]?.stems ?? []);
    if (share >= SAME_FROM && share > (best?.share ?? 0)) best = { group, share };
  }
  return best?.group ?? null;
}

function shared(a: readonly string[], b: readonly string[]): number {
  const smaller = Math.min(a.length, b.length);
  return smaller === 0 ? 0 : a.filter((stem) => b.includes(stem)).length / smaller;
}

function groupOf(wordings: readonly Wording[]): QuestionGroup {
  const asked = wordings.flatMap((wording) => wording.asked);
  return {
    asked: asked.length,
    at: Math.max(...asked.map(({ at }) => at)),
    wordings: wordings.map(({ text }) => text),
    stems: wordings[0]?.stems ?? [],
  };
}

function compareText(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
