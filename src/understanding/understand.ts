import type { Criterion } from '../knowledge/model.ts';
import type { Requirements } from '../knowledge/requirements.ts';
import { combine, weightiest } from './evidence/combine.ts';
import { correctionsIn } from './evidence/corrections.ts';
import { type Denials, denialsIn } from './evidence/denial.ts';
import type { Evidence } from './evidence/evidence.ts';
import { intervalsIn } from './evidence/intervals.ts';
import { namesIn } from './evidence/names.ts';
import { removalsIn } from './evidence/removals.ts';
import { settle } from './evidence/settle.ts';
import { shortAnswer } from './evidence/short-answer.ts';
import { spreadIn } from './evidence/spread.ts';
import { statementsIn } from './evidence/stated.ts';
import { hearsayIn } from './hearsay.ts';
import { intentOf } from './intent.ts';
import { questionsIn } from './questions.ts';
import { lookAt, type Scene, speechOf, wordsOf } from './text/scene.ts';
import { overlaps, placesOf, type Span } from './text/span.ts';
import type { Context, ReadingKnowledge, Removal, Understanding, UnderstoodItem } from './types.ts';

/**
 * Read a message: which requirements it sets or changes, what it takes back, and what its sender wants. Pure and
 * total: the same text, context and knowledge give the same answer, and no text throws.
 * @example understand('under 200 ms, Java team', { asked: null, prior: {} }, knowledge).requirements
 */
export function understand(text: string, context: Context, knowledge: ReadingKnowledge): Understanding {
  const scene = lookAt(text, knowledge);
  const criteria = new Map(knowledge.criteria.map((criterion) => [criterion.id, criterion]));
  const denials = denialsIn(scene);
  const questions = questionsIn(scene);
  const answer = shortAnswer(scene, context, criteria);
  const removals = removalsIn(scene, context, criteria);
  const silent = placesOf([
    ...questions.idle,
    ...hearsayIn(scene),
    ...removals.spans.filter((span) => !isDeniedBehind(denials, span)),
  ]);
  const answersFlag = answer.evidence.some(isOfFlag) && !scene.speech.has('subject');
  const corrected = correctionsIn(scene, denials, context, criteria);
  const told = [
    ...intervalsIn(scene, denials, context),
    ...namesIn(scene, denials, context, criteria),
    ...statementsIn(scene, denials, context),
  ].filter(
    (one) =>
      !silent.has(one.from) &&
      !(one.weight === 'weak' && isPartOf(one, corrected)) &&
      !(answersFlag && one.criterion.kind === 'interval'),
  );
  const settled = settle(scene, [...told, ...answer.evidence, ...corrected, ...removals.left]);
  const evidence = [...settled, ...spreadIn(scene, settled, knowledge.criteria)];
  const requirements = combine(evidence, knowledge.criteria);
  const tells = Object.keys(requirements).length > 0;
  return {
    requirements,
    items: itemsOf(scene, evidence, knowledge.criteria),
    removed: [...removals.removed, ...reversed(requirements, context)],
    ...intentOf({
      scene,
      questions,
      answer,
      tells,
      corrects: removals.removed.length + corrected.length > 0,
    }),
    question: questions.text,
    engines: distinct(scene.pieces.flatMap((piece) => (piece.kind === 'name' ? piece.name.engines : []))),
    topics: topicsIn(scene),
    ambiguous: answer.ambiguous,
  };
}

/** "Yes, up to a day", asked about late data: the number belongs to the answer. */
function isOfFlag({ criterion }: Evidence): boolean {
  return criterion.kind === 'flag';
}

/** "That's daily, not hourly" corrects a rate, and so says nothing of the latency. */
function isPartOf(one: Evidence, corrected: readonly Evidence[]): boolean {
  return corrected.some((other) => other.criterion.id !== one.criterion.id && overlaps(other, one));
}

/** "Drop the Python, nobody is any good at it": what is taken back is denied as well, by what follows. */
function isDeniedBehind(denials: Denials, { from, to }: Span): boolean {
  for (let at = from; at < to; at += 1) if (denials.get(at)?.some(({ cue }) => cue.from > to)) return true;
  return false;
}

/** Items known so far that the text now says are lacking. */
function reversed(requirements: Requirements, { prior }: Context): Removal[] {
  return Object.entries(requirements).flatMap(([criterion, value]): Removal[] => {
    const before = prior[criterion];
    if (value.kind !== 'set' || before?.kind !== 'set') return [];
    const items = value.lacks.filter((item) => before.has.includes(item));
    return items.length === 0 ? [] : [{ criterion, items }];
  });
}

/** What was found, each value once, where it was said rather than inferred. */
function itemsOf(
  scene: Scene,
  evidence: readonly Evidence[],
  criteria: readonly Criterion[],
): UnderstoodItem[] {
  return criteria.flatMap((criterion) => {
    const sameValue = Map.groupBy(weightiest(evidence, criterion), ({ value }) => JSON.stringify(value));
    return [...sameValue.values()].flatMap((same) => {
      const best = same.find(({ how }) => how === 'said') ?? same[0];
      if (best === undefined) return [];
      const { value, how } = best;
      return [{ criterion: criterion.id, value, how, words: wordsOf(scene, best) }];
    });
  });
}

function topicsIn(scene: Scene): string[] {
  const named = scene.pieces.flatMap((piece) => (piece.kind === 'name' ? piece.name.topics : []));
  const said = speechOf(scene, 'topic').flatMap(({ data }) => (data.act === 'topic' ? [data.topic] : []));
  return distinct([...named, ...said]);
}

function distinct(items: readonly string[]): string[] {
  return [...new Set(items)].sort();
}
