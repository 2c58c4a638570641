import type { View } from '../../../conversation/views.ts';
import { renderAnswer } from './answer.ts';
import { renderAnswered } from './answered.ts';
import type { Message, Place } from './blocks.ts';
import { renderComparison } from './comparison.ts';
import { fitMessage } from './fit-message.ts';
import { renderNote } from './note.ts';
import { renderQuestion } from './question.ts';
import { renderRecommendation } from './recommendation.ts';
import { renderShared } from './shared.ts';
import { renderStatus } from './status.ts';
import { renderUnderstood } from './understood.ts';
import { renderWhatIf } from './what-if.ts';
import { renderWhyNot } from './why-not.ts';

/**
 * Any view as a Slack message within Slack's limits. Pure: the same view gives the same blocks. `permalink` leads back
 * to the conversation and is only used for a shared view.
 */
export function renderView(view: View, place: Place & { readonly permalink: string | null }): Message {
  return fitMessage(rendered(view, place));
}

function rendered(view: View, place: Place & { readonly permalink: string | null }): Message {
  switch (view.kind) {
    case 'status':
      return renderStatus(view);
    case 'question':
      return renderQuestion(view, place);
    case 'answered':
      return renderAnswered(view, place);
    case 'understood':
      return renderUnderstood(view, place);
    case 'recommendation':
      return renderRecommendation(view, place);
    case 'answer':
      return renderAnswer(view, place);
    case 'what-if':
      return renderWhatIf(view, place);
    case 'comparison':
      return renderComparison(view, place);
    case 'why-not':
      return renderWhyNot(view, place);
    case 'shared':
      return renderShared(view, place.permalink);
    case 'note':
      return renderNote(view, place);
  }
}
