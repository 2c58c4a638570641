import type { KnownBlock, RichTextBlock, TableBlock } from '@slack/types';
import type { Link } from '../../../knowledge/model.ts';
import { context } from './blocks.ts';
import { sizeOf } from './fit-message.ts';
import { LIMIT } from './limits.ts';
import { cleanText, cutPlain } from './mrkdwn.ts';

export type Cell = RichTextBlock;

/** Tables take no markup, so links and emphasis are elements of their own; an empty text is refused. */
export function cell(words: string, links: readonly Link[], bold = false): Cell {
  const text = cutPlain(plainWords(words), LIMIT.tableCell) || ' ';
  const shown = links.filter(({ url }) => /^https?:$/.test(URL.parse(url)?.protocol ?? ''));
  const elements = [
    { type: 'text' as const, text, ...(bold ? { style: { bold: true } } : {}) },
    ...shown.flatMap(({ title, url }) => [
      { type: 'text' as const, text: ' ' },
      { type: 'link' as const, url, text: cutPlain(cleanText(title), LIMIT.tableCell) },
    ]),
  ];
  return { type: 'rich_text', elements: [{ type: 'rich_text_section', elements }] };
}

/**
 * Rows as tables of at most what Slack takes, each with its head; the last also has `totals`. Several tables stand one
 * after the other and go into messages of their own.
 */
export function tableOf(
  head: readonly Cell[],
  rows: readonly (readonly Cell[])[],
  totals: readonly (readonly Cell[])[] = [],
): KnownBlock[] {
  const whole = LIMIT.tableText - sizeOf([...head, ...totals.flat()]);
  const groups: (readonly Cell[])[][] = [[]];
  let room = whole;
  const fitting = rows.map((row) => ({ row, size: sizeOf(row) })).filter(({ size }) => size <= whole);
  for (const { row, size } of fitting) {
    const last = groups.at(-1) ?? [];
    const isFull = last.length >= LIMIT.tableRows - 1 - totals.length || size > room;
    if (isFull && last.length > 0) {
      groups.push([row]);
      room = whole - size;
    } else {
      last.push(row);
      room -= size;
    }
  }
  return shownTables(head, groups, totals, rows.length - fitting.length);
}

/** More tables than this are a report; what is left out is said. */
const MOST_TABLES = 3;

function shownTables(
  head: readonly Cell[],
  groups: readonly (readonly (readonly Cell[])[])[],
  totals: readonly (readonly Cell[])[],
  tooLarge: number,
): KnownBlock[] {
  const shown = groups.slice(0, MOST_TABLES);
  const left = groups.slice(MOST_TABLES).flat().length + tooLarge;
  const tables = shown.map(
    (rows, at): TableBlock => ({
      type: 'table',
      column_settings: head.map(() => ({ is_wrapped: true })),
      rows: [
        [...head],
        ...rows.map((row) => [...row]),
        ...(at === shown.length - 1 ? totals.map((row) => [...row]) : []),
      ],
    }),
  );
  return [...tables, ...context(left === 0 ? '' : `${left} more rows do not fit; ask for fewer at once.`)];
}

/** Marks of the knowledge base's Markdown would be shown as they are. */
function plainWords(markdown: string): string {
  return cleanText(markdown)
    .replaceAll(/\*\*([^*\n]+)\*\*/g, '$1')
    .replaceAll('`', '');
}
