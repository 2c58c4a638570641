import type { KnownBlock } from '@slack/types';
import type { AnswerView, PassageView } from '../../../conversation/views.ts';
import { buttons, context, type Message, type Place, sections } from './blocks.ts';
import { feedbackBlock } from './feedback.ts';
import { escapeText, knowledgeText, linkTo } from './mrkdwn.ts';

/** An answer with its sources, or the honest statement that there is none, with the nearest topics to press. */
export function renderAnswer(view: AnswerView, place: Place): Message {
  const text = knowledgeText(view.text);
  const blocks: KnownBlock[] = [
    ...context(view.corrections.map(escapeText).join(', ')),
    ...(view.passages.length === 0 ? sections(text) : view.passages.flatMap(passageBlocks)),
    ...buttons(place, view.suggestions),
    ...feedbackBlock(place, view.feedback),
  ];
  return { text, blocks };
}

function passageBlocks(passage: PassageView): KnownBlock[] {
  const words = [passage.lead, passage.rest].filter((part) => part !== '').map(knowledgeText);
  const contested = passage.contested === null ? '' : `Contested: ${escapeText(passage.contested)}`;
  return [
    ...sections([`*${escapeText(passage.title)}*`, ...words].join('\n')),
    ...context(
      contested,
      passage.links.map(linkTo).join(', '),
      `Holds for ${escapeText(passage.holds)}, checked ${escapeText(passage.checked)}`,
    ),
  ];
}
