import type { View } from '../../conversation/views.ts';
import { answerCard } from './answer-card.ts';
import { answeredCard } from './answered-card.ts';
import type { CardContext } from './buttons.ts';
import type { Card } from './card-json.ts';
import { comparisonCard } from './comparison-card.ts';
import { noteCard } from './note-card.ts';
import { questionCard } from './question-card.ts';
import { recommendationCard } from './recommendation-card.ts';
import { recordCard } from './record-card.ts';
import { sharedCard } from './shared-card.ts';
import { statusCard } from './status-card.ts';
import { understoodCard } from './understood-card.ts';
import { whatIfCard } from './what-if-card.ts';
import { whyNotCard } from './why-not-card.ts';

/**
 * Any view as an Adaptive Card of version 1.5: under 25 KB, at most six buttons a row, every word of people's escaped.
 * Buttons are `Action.Submit` with data `{conversation, action}`; read what comes back with `readPress`.
 */
export function renderCard(view: View, context: CardContext): Card {
  switch (view.kind) {
    case 'status':
      return statusCard(view);
    case 'question':
      return questionCard(view, context);
    case 'answered':
      return answeredCard(view, context);
    case 'understood':
      return understoodCard(view, context);
    case 'recommendation':
      return recommendationCard(view, context);
    case 'answer':
      return answerCard(view, context);
    case 'what-if':
      return whatIfCard(view, context);
    case 'comparison':
      return comparisonCard(view, context);
    case 'why-not':
      return whyNotCard(view, context);
    case 'shared':
      return sharedCard(view, context);
    case 'record':
      return recordCard(view);
    case 'withdrawn':
      return noteCard({ kind: 'note', text: view.text, title: view.text, lines: [], controls: [] }, context);
    case 'note':
      return noteCard(view, context);
  }
}
