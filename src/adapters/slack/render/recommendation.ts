import type { KnownBlock } from '@slack/types';
import type { EndsView, EndView, RecommendationView } from '../../../conversation/views.ts';
import { buttonValue, ELEMENT } from '../keys.ts';
import { button, context, header, type Message, type Place, sections } from './blocks.ts';
import { feedbackBlock } from './feedback.ts';
import { LIMIT } from './limits.ts';
import { bullets, escapeText } from './mrkdwn.ts';
import { flipList, reasonList } from './reasons.ts';

/** The verdict stands on its strongest reasons; all of them are one press away. */
const STRONGEST_REASONS = 3;

/** The verdict first, then why, what speaks against it and what would change it; the rest follows in a second message. */
export function renderRecommendation(view: RecommendationView, place: Place): Message {
  const reasons = view.reasons.slice(0, STRONGEST_REASONS);
  const blocks: KnownBlock[] = [
    header(view.headline),
    ...sections(escapeText(view.summary)),
    ...sections(bullets('At either end', (view.atEnds ?? []).map(endsLine))),
    ...sections(reasonList('Because', reasons)),
    ...sections(reasonList('Against it', view.against)),
    ...sections(flipList(view.wouldChange)),
    ...sections(escapeText(view.withoutHouseRules ?? '')),
    ...context(
      view.settled
        ? 'No question still open can change the pick.'
        : 'Questions still open could change the pick.',
      'The ranking, assumptions and next steps follow below.',
    ),
    ...rows(view, place),
    ...feedbackBlock(place, view.feedback),
  ];
  return { text: escapeText(view.text), blocks };
}

function endsLine({ title, low, high }: EndsView): string {
  const end = ({ at, pick }: EndView): string => `at ${escapeText(at)} *${escapeText(pick)}*`;
  return `${escapeText(title)}: ${end(low)}, ${end(high)}`;
}

/** Posting to a channel first: it is what most people do next. */
function rows(view: RecommendationView, place: Place): KnownBlock[] {
  const post = { label: 'Post to channel', action: 'post', emphasis: 'primary' as const };
  const first = {
    ...button(place, post, 0),
    action_id: ELEMENT.post,
    value: buttonValue(place.conversation, ELEMENT.post),
  };
  const others = view.controls.map((control, at) => button(place, control, at));
  const elements = [first, ...others].slice(0, LIMIT.actionElements);
  return [{ type: 'actions', elements }];
}
