import type { Piece } from './text/pieces.ts';
import { type Scene, speechOf } from './text/scene.ts';
import type { Span } from './text/span.ts';

/** The question in a message, and the pieces that only ask and so state nothing. */
export type Questions = { readonly text: string | null; readonly idle: readonly Span[] };

/** Words between a clause's beginning and its question. */
const LEADS = new Set(['and', 'but', 'so', 'or', 'also', 'then']);
/** "State? About 3 TB.": so few words, no question word, and the answer follows. */
const MOST_PIECES_OF_HEADING = 3;

/**
 * Find the questions: from a question word, or the start of the clause, to the question mark or the sentence's end.
 * Who asks for advice states a workload in doing so, and a what-if states what it tries.
 */
export function questionsIn(scene: Scene): Questions {
  const sentences = sentencesOf(scene);
  const spans = sentences.flatMap((sentence) => questionIn(scene, sentence) ?? []);
  const compared = sentences.filter((sentence) => onlyCompares(scene, sentence));
  const [first] = spans;
  const last = spans.at(-1);
  if (first === undefined || last === undefined) return { text: null, idle: compared };
  const start = scene.pieces[first.from]?.start ?? 0;
  const end = scene.pieces[last.to - 1]?.end ?? scene.text.length;
  const states = scene.speech.has('advice') || scene.speech.has('whatIf');
  return {
    text: scene.text.slice(start, end).trim(),
    idle: states ? compared : [...spans.filter((span) => !isAnswered(scene, span)), ...compared],
  };
}

/**
 * "Compare Flink and Spark on exactly-once" requires nothing, nor does "which of them handles 2 TB better"; with another
 * number or a "we" in it, it may.
 */
function onlyCompares(scene: Scene, { from, to, acts }: Sentence): boolean {
  if (acts.has('own')) return false;
  const hasNumber = scene.pieces.slice(from, to).some(({ kind }) => kind === 'quantity');
  const compares = acts.has('contrast') || acts.has('compare');
  return hasNumber ? compares && acts.has('capable') : acts.has('contrast') || acts.has('capable');
}

/** What makes a comparison of a sentence. */
const COMPARING = ['own', 'contrast', 'compare', 'capable'] as const;

type Sentence = Span & {
  readonly acts: ReadonlySet<(typeof COMPARING)[number]>;
  /** Where a question may begin in it; firm openings need no question mark. */
  readonly openings: readonly { readonly from: number; readonly firm: boolean }[];
};

function sentencesOf(scene: Scene): Sentence[] {
  const openings = Map.groupBy(
    [
      ...speechOf(scene, 'question').map(({ from }) => ({ from, firm: true })),
      ...speechOf(scene, 'asking').map(({ from }) => ({ from, firm: false })),
    ],
    ({ from }) => scene.pieces[from]?.sentence ?? 0,
  );
  const acts = actsBySentence(scene);
  return spansOf(scene).map((span) => {
    const sentence = scene.pieces[span.from]?.sentence ?? 0;
    return { ...span, openings: openings.get(sentence) ?? [], acts: acts.get(sentence) ?? NO_ACTS };
  });
}

const NO_ACTS: Sentence['acts'] = new Set();

function actsBySentence(scene: Scene): Map<number, Set<(typeof COMPARING)[number]>> {
  const acts = new Map<number, Set<(typeof COMPARING)[number]>>();
  for (const act of COMPARING) {
    for (const { from } of speechOf(scene, act)) {
      const sentence = scene.pieces[from]?.sentence ?? 0;
      acts.set(sentence, (acts.get(sentence) ?? new Set()).add(act));
    }
  }
  return acts;
}

function spansOf({ pieces }: Scene): Span[] {
  const spans: Span[] = [];
  let from = 0;
  pieces.forEach((piece, at) => {
    if (piece.sentence === pieces[at + 1]?.sentence) return;
    spans.push({ from, to: at + 1 });
    from = at + 1;
  });
  return spans;
}

function questionIn(scene: Scene, { from, to, openings, acts }: Sentence): Span | null {
  const hasOwn = acts.has('own');
  if (scene.pieces.slice(from, to).every(({ kind }) => kind === 'sign')) return null;
  const starts = openings.filter((one) => opensClause(scene, one.from, from));
  const start = starts.reduce<number | null>((least, one) => Math.min(least ?? one.from, one.from), null);
  if (scene.pieces[to - 1]?.text === '?') {
    if (isAboutEngine(scene, from) && !hasOwn) return { from, to };
    const isShort = start === null && to - from <= MOST_PIECES_OF_HEADING + 1;
    const isHeading = isShort && to < scene.pieces.length && !isDoubted(scene, { from, to });
    return isHeading ? null : { from: withTopic(scene, start ?? clauseStart(scene, to - 1, from), from), to };
  }
  return starts.some((one) => one.firm && one.from === from) ? { from, to } : null;
}

/** "Flink 2.1 needs Java 17, right?" asks about the engine, not only whether that is right. */
function isAboutEngine({ pieces }: Scene, from: number): boolean {
  const [first, second] = [pieces[from], pieces[from + 1]];
  const isSubject = second?.kind === 'word' || second?.kind === 'quantity';
  return first?.kind === 'name' && first.name.engines.length > 0 && isSubject;
}

/** "No Spark? Why?" asks about what somebody else said. */
function isDoubted(scene: Scene, { from, to }: Span): boolean {
  const denies = speechOf(scene, 'deny-after').some((cue) => cue.from >= from && cue.from < to);
  return denies && opensQuestion(scene, to);
}

function opensQuestion(scene: Scene, at: number): boolean {
  return [...speechOf(scene, 'question'), ...speechOf(scene, 'asking')].some(({ from }) => from === at);
}

/** "Is there any state? No, there isn't": who answers the question means what is in it. */
function isAnswered(scene: Scene, { to }: Span): boolean {
  return (['yes', 'no'] as const).some((act) => speechOf(scene, act).some(({ from }) => from === to));
}

/** "And Spark, why is that not suitable?": a name set before its question belongs to it. */
function withTopic({ pieces }: Scene, start: number, sentenceFrom: number): number {
  const before = pieces.slice(sentenceFrom, start);
  const isTopic = ({ kind, text, barrier }: Piece): boolean =>
    kind === 'name' || LEADS.has(text) || barrier === 1;
  return before.every(isTopic) ? sentenceFrom : start;
}

function opensClause(scene: Scene, at: number, sentenceFrom: number): boolean {
  const before = scene.pieces[at - 1];
  return at === sentenceFrom || (before?.barrier ?? 0) > 0 || LEADS.has(before?.text ?? '');
}

function clauseStart(scene: Scene, at: number, sentenceFrom: number): number {
  let from = at;
  while (from > sentenceFrom && scene.pieces[from - 1]?.barrier !== 1) from -= 1;
  return from;
}
