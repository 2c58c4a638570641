import type { KnownBlock } from '@slack/types';
import type { RankedView, RecommendationView } from '../../../conversation/views.ts';
import { context, type Message, sections } from './blocks.ts';
import { bullets, escapeText, linkTo } from './mrkdwn.ts';
import { nextStepList } from './next-steps.ts';
import { wordsOf } from './split-message.ts';
import { cell, tableOf } from './table.ts';
import { itemLine } from './understood.ts';

/** Sources listed below the details; every reason names its own. */
const FURTHER_LINKS = 8;
/** Rows of the ranking; the knowledge base names fewer candidates. */
const MOST_RANKED = 20;

/** What a recommendation rests on: the ranking as a table, the requirements, assumptions, next steps and sources. */
export function renderDetails(view: RecommendationView): Message {
  const blocks: KnownBlock[] = [
    ...sections(`*How all options did* (${escapeText(view.headline)})`),
    ...rankingTable(view.ranking),
    ...sections(bullets('Rests on', view.requirements.map(itemLine))),
    ...sections(bullets('Assumptions', view.assumptions.map(escapeText))),
    ...sections(nextStepList(view.nextSteps)),
    ...context(
      furtherLinks(view),
      `As of ${escapeText(view.date)} · knowledge ${escapeText(view.knowledge)}`,
    ),
  ];
  return { text: wordsOf(blocks), blocks };
}

/** Every option with its points and what weighed most for and against it; a picture may stand in its place. */
export function rankingTable(ranking: readonly RankedView[]): KnownBlock[] {
  if (ranking.length === 0) return [];
  const head = ['Option', 'Points', 'Most for it', 'Most against it'].map((word) => cell(word, [], true));
  const rows = ranking.slice(0, MOST_RANKED).map(({ name, score, excluded, reasons }) => {
    const best = reasons.find(({ points }) => points > 0);
    const worst = reasons.findLast(({ points }) => points < 0);
    return [
      cell(name, [], true),
      cell(excluded === null ? String(score) : 'ruled out', []),
      cell(best?.text ?? 'nothing said', best?.links.slice(0, 1) ?? []),
      cell(
        excluded ?? worst?.text ?? 'nothing said',
        excluded === null ? (worst?.links.slice(0, 1) ?? []) : [],
      ),
    ];
  });
  return tableOf(head, rows);
}

function furtherLinks({ links }: RecommendationView): string {
  const shown = links.slice(0, FURTHER_LINKS);
  return shown.length === 0 ? '' : `Sources: ${shown.map(linkTo).join(', ')}`;
}
