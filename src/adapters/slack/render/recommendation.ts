import type { KnownBlock } from '@slack/types';
import type { EndsView, EndView, RecommendationView } from '../../../conversation/views.ts';
import type { Link } from '../../../knowledge/model.ts';
import { ELEMENT } from '../keys.ts';
import { buttons, context, header, type Message, type Place, plain, sections } from './blocks.ts';
import { LIMIT } from './limits.ts';
import { bullets, escapeText, linkTo } from './mrkdwn.ts';
import { nextStepList } from './next-steps.ts';
import { flipList, reasonList } from './reasons.ts';
import { itemLine } from './understood.ts';

/** The verdict stands on its strongest reasons; all of them are one press away. */
const STRONGEST_REASONS = 3;
const FURTHER_LINKS = 5;

/** The verdict first, then why, what speaks against it, what would change it, and what it rests on. */
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
    ...sections(nextStepList(view.nextSteps)),
    ...foundations(view),
    ...buttons(place, view.controls),
    sharePicker(place),
  ];
  return { text: escapeText(view.text), blocks };
}

function endsLine({ title, low, high }: EndsView): string {
  const end = ({ at, pick }: EndView): string => `at ${escapeText(at)} *${escapeText(pick)}*`;
  return `${escapeText(title)}: ${end(low)}, ${end(high)}`;
}

function foundations(view: RecommendationView): KnownBlock[] {
  const requirements = view.requirements.map(itemLine).join(' · ');
  return context(
    requirements === '' ? '' : `Rests on ${requirements}`,
    view.assumptions.map(escapeText).join(' '),
    furtherLinks(view),
    `As of ${escapeText(view.date)} · knowledge ${escapeText(view.knowledge)}`,
  );
}

/** Sources that no reason on display has named yet. */
function furtherLinks(view: RecommendationView): string {
  const shown = [...view.reasons.slice(0, STRONGEST_REASONS), ...view.against].flatMap(
    (reason) => reason.links,
  );
  const urls = new Set(shown.map((link: Link) => link.url));
  const further = view.links.filter((link) => !urls.has(link.url)).slice(0, FURTHER_LINKS);
  return further.length === 0 ? '' : `More: ${further.map(linkTo).join(', ')}`;
}

/** Slack offers each person the channels they may see; ours to another company are left out. */
function sharePicker(place: Place): KnownBlock {
  return {
    type: 'actions',
    elements: [
      {
        type: 'conversations_select',
        action_id: `${ELEMENT.share}:${place.conversation}`,
        placeholder: plain('Post to channel', LIMIT.placeholder),
        filter: {
          include: ['public', 'private'],
          exclude_external_shared_channels: true,
          exclude_bot_users: true,
        },
      },
    ],
  };
}
