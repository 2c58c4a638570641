import type { RecommendationView, View } from '../../../conversation/views.ts';
import { renderAnswer } from './answer.ts';
import { renderAnswered } from './answered.ts';
import { type Message, type Place, sections } from './blocks.ts';
import { renderComparison } from './comparison.ts';
import { renderDetails } from './details.ts';
import { fitMessage } from './fit-message.ts';
import { escapeText } from './mrkdwn.ts';
import { isShortNote, renderNote } from './note.ts';
import { renderQuestion } from './question.ts';
import { renderRecommendation } from './recommendation.ts';
import { renderRecord } from './record.ts';
import { renderShared } from './shared.ts';
import { splitMessage } from './split-message.ts';
import { renderStatus } from './status.ts';
import { renderUnderstood } from './understood.ts';
import { renderWhatIf } from './what-if.ts';
import { renderWhyNot } from './why-not.ts';

type Where = Place & { readonly permalink: string | null };

/**
 * Any view as a Slack message within Slack's limits. Pure: the same view gives the same blocks. `permalink` leads back
 * to the conversation and is only used for a shared view. `part` counts from 1: long views take several messages.
 */
export function renderView(view: View, place: Where, part = 1): Message {
  const parts = renderParts(view, place);
  return parts[part - 1] ?? parts[0];
}

/** How many messages a view takes; the same for every place. */
export function countParts(view: View): number {
  if (IN_PLACE.has(view.kind) || (view.kind === 'note' && isShortNote(view))) return 1;
  return renderParts(view, ANYWHERE).length;
}

/** Ids of conversations are all of this length. */
const ANYWHERE: Where = { conversation: '00000000-0000-0000-0000-000000000000', permalink: null };

/** All messages of a view, in order. */
export function renderParts(view: View, place: Where): readonly [Message, ...Message[]] {
  if (view.kind === 'recommendation')
    return [fitMessage(renderRecommendation(view, place)), ...splitMessage(renderDetails(view))];
  const message = rendered(view, place);
  return IN_PLACE.has(view.kind) ? [fitMessage(message)] : splitMessage(message);
}

/** Messages that are replaced later on: they keep to one, so that nothing of an earlier form stays behind. */
const IN_PLACE: ReadonlySet<View['kind']> = new Set([
  'status',
  'question',
  'answered',
  'shared',
  'withdrawn',
]);

function rendered(view: Exclude<View, RecommendationView>, place: Where): Message {
  switch (view.kind) {
    case 'status':
      return renderStatus(view);
    case 'question':
      return renderQuestion(view, place);
    case 'answered':
      return renderAnswered(view, place);
    case 'understood':
      return renderUnderstood(view, place);
    case 'answer':
      return renderAnswer(view, place);
    case 'what-if':
      return renderWhatIf(view, place);
    case 'comparison':
      return renderComparison(view, place);
    case 'why-not':
      return renderWhyNot(view, place);
    case 'shared':
      return renderShared(view, place);
    case 'withdrawn':
      return { text: escapeText(view.text), blocks: sections(escapeText(view.text)) };
    case 'record':
      return renderRecord(view);
    case 'note':
      return renderNote(view, place);
  }
}
