import type { Requirements } from '../knowledge/requirements.ts';
import type { Context } from './context.ts';
import { clashOn } from './disagree.ts';
import { action } from './press.ts';
import { requirementsOf } from './record.ts';
import { answerView, PASSAGES } from './show/answer.ts';
import { feedbackControls } from './show/feedback.ts';
import { candidateName, criterionOf } from './show/names.ts';
import { control, note } from './show/note.ts';
import { rankedView, reasonLines } from './show/reasons.ts';
import { whatIfView } from './show/what-if.ts';
import { say, type Turn, withEffect, withState } from './turn.ts';

/**
 * Answer a question from the knowledge base, or say that it has no answer and keep the question for its maintainers.
 * @param engines engines that are named in the question
 */
export function answerQuestion(
  context: Context,
  turn: Turn,
  question: string,
  engines: readonly string[] = [],
): Turn {
  const found = context.ask(question, PASSAGES);
  const view = {
    ...answerView(context, question, found, engines),
    feedback: feedbackControls(`a${turn.state.counter + 1}`),
  };
  const said = say(turn, 'a', view);
  return found.answered
    ? said
    : withEffect(said, { kind: 'unanswered', question, nearest: found.suggestions });
}

/** Show what the verdict would be with some requirements changed; nothing is changed yet. */
export function tryOut(context: Context, turn: Turn, changes: Requirements): Turn {
  const now = requirementsOf(turn.state);
  const before = context.advisor.verdict(now);
  const after = context.advisor.verdict({ ...now, ...changes });
  return say(withState(turn, { whatIf: changes }), 'w', whatIfView(context, changes, before, after));
}

/** All reasons for and against, the same depth for every candidate. */
export function explain(context: Context, turn: Turn): Turn {
  const { ranking, pick, strength, margin, sensitivity } = context.advisor.verdict(
    requirementsOf(turn.state),
  );
  const lines = ranking.flatMap((ranked) => reasonLines(rankedView(context, ranked)));
  const firm =
    `${candidateName(context, pick)} is ahead by ${margin} points (${strength}); ` +
    `it stays ahead in ${Math.round(sensitivity * 100)} % of re-weightings of the rules.`;
  return say(turn, 'n', note('All reasons', [...lines, firm]));
}

/** Why the open question is asked: its meaning, and which engines its answers can still separate. */
export function whyAsked(context: Context, turn: Turn): Turn {
  const { question } = turn.state;
  if (question === null)
    return say(turn, 'n', note('No question is open.', ['Say "change latency" to reopen one.']), 'actor');
  const criterion = criterionOf(context, question.criterion);
  const names = separatedBy(context, turn, criterion.id);
  const outcome = names.length > 1 ? [`Depending on the answer, the pick is ${names.join(', or ')}.`] : [];
  return say(turn, 'n', note(`Why "${criterion.name}"?`, [criterion.why, ...outcome]), 'actor');
}

/** What the answers can still separate: picks where people differ, else the engines that offered answers lead to. */
function separatedBy(context: Context, turn: Turn, criterion: string): string[] {
  const clash = clashOn(context, turn.state, criterion);
  if (clash.length > 0) return [...new Set(clash.map(({ pick }) => candidateName(context, pick)))];
  const { open } = context.advisor.recommend(requirementsOf(turn.state));
  const separates = open.find((one) => one.criterion.id === criterion)?.separates ?? [];
  return separates.map((id) => context.knowledge.engines.find((engine) => engine.id === id)?.name ?? id);
}

/** What can be done here, by task, with examples that work. */
export function help(context: Context, turn: Turn): Turn {
  const [preset] = context.knowledge.presets;
  const fromExample =
    preset === undefined
      ? []
      : [`Start from an example and change what differs: "preset ${preset.id}", "examples".`];
  const lines = [
    'Describe the workload in your own words: "clickstream from Kafka, results within 2 minutes, Python team, 20 GB of state".',
    ...fromExample,
    'Answer by button or by text; "don\'t know", "skip" and "back" are answers to a question too.',
    'Change anything at any time: "latency is 5 s", "change skills".',
    'Try a change without keeping it: "what if state is 2 TB?".',
    ...compareHelp(context),
    'Ask: "how does recovery work?", "why this question?".',
    '"recommend" gives the verdict now, "explain" all reasons, "what would change it?" the nearest flips.',
    '"record" gives a decision record to keep, "share" posts the verdict; "restart" begins anew, "cancel" ends.',
  ];
  return say(turn, 'n', note('What I can do', lines, [control('Start over', action.restart)]), 'actor');
}

function compareHelp(context: Context): string[] {
  const [one, other] = context.knowledge.engines
    .filter(({ kind }) => kind === 'single')
    .sort((a, b) => a.precedence - b.precedence)
    .map(({ name, aliases }) => aliases[0] ?? name);
  if (one === undefined || other === undefined) return [];
  const both = `compare ${one} and ${other}`;
  return [`Put engines side by side: "${both} on state", "${both}", "why not ${other}?".`];
}
