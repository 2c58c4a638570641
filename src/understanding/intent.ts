import type { ShortAnswer } from './evidence/short-answer.ts';
import type { PlainAct, Speech } from './lexicon/speech.ts';
import type { Questions } from './questions.ts';
import { type Scene, speechOf } from './text/scene.ts';
import type { Span } from './text/span.ts';
import type { Intent } from './types.ts';

/** Commands are short; in a longer text the same words are about the workload. */
const MOST_PIECES_OF_COMMAND = 8;

/** What was found in a text, as far as the intent depends on it. */
export type Findings = {
  readonly scene: Scene;
  readonly questions: Questions;
  readonly answer: ShortAnswer;
  /** Some requirement is set or changed. */
  readonly tells: boolean;
  /** Something is taken back, or changed in relation to what was known. */
  readonly corrects: boolean;
};

/** Turns of phrase that make a text which tells nothing what it is, the first that is found. */
const ASKING: readonly (readonly [PlainAct, Intent])[] = [
  ['whyNot', 'why-not'],
  ['why', 'why'],
  ['contrast', 'compare'],
  ['compare', 'compare'],
];
const CORRECTING: readonly Speech['act'][] = ['retract', 'revise', 'scale'];

/** What the sender wants, and the command if it is one. */
export function intentOf(findings: Findings): { readonly intent: Intent; readonly command: string | null } {
  const { scene, tells, corrects } = findings;
  const command = commandIn(scene, tells || corrects);
  if (command !== null) return { intent: 'command', command };
  if (scene.speech.has('whatIf')) return { intent: 'what-if', command: null };
  if (!tells && !corrects) return { intent: intentWithoutValues(findings), command: null };
  const isCorrection = corrects || CORRECTING.some((act) => scene.speech.has(act));
  return { intent: isCorrection ? 'correction' : 'requirements', command: null };
}

function intentWithoutValues({ scene, questions, answer }: Findings): Intent {
  const asking = ASKING.find(([act]) => scene.speech.has(act));
  if (asking !== undefined) return asking[1];
  if (answer.said === 'dont-know') return 'dont-know';
  if (questions.text !== null && !isChat(scene)) return 'question';
  if (scene.speech.has('advice') || answer.ambiguous.length > 0) return 'requirements';
  return scene.speech.has('smallTalk') ? 'small-talk' : 'unclear';
}

/** "How are you?" asks nothing of the trade. */
function isChat({ speech, pieces }: Scene): boolean {
  return speech.has('smallTalk') && !speech.has('topic') && pieces.every(({ kind }) => kind !== 'name');
}

/**
 * A text that tells something is a command only where that is all of it ("show me the full ranking"), and so is one that
 * asks against something ("no Flink? why?").
 */
function commandIn(scene: Scene, tells: boolean): string | null {
  const { length } = scene.pieces;
  if (length > MOST_PIECES_OF_COMMAND) return null;
  const isAll = ({ from, to }: Span): boolean => from === 0 && to === length;
  const found = speechOf(scene, 'command').find(
    (one) => isAll(one) || !(tells || scene.speech.has('whyNot')),
  );
  return found?.data.act === 'command' ? found.data.command : null;
}
