import type { KnownBlock, RichTextBlock, TableBlock } from '@slack/types';
import type { ComparisonCell, ComparisonRow, ComparisonView } from '../../../conversation/views.ts';
import type { Link } from '../../../knowledge/model.ts';
import { buttons, context, type Message, type Place, sections } from './blocks.ts';
import { sizeOf } from './fit-message.ts';
import { LIMIT } from './limits.ts';
import { cleanText, cutPlain, escapeText } from './mrkdwn.ts';

/** Engines side by side as a table; reasons stand in a last column where one sentence holds for a whole row. */
export function renderComparison(view: ComparisonView, place: Place): Message {
  const { rows, left } = rowsThatFit(view);
  const blocks: KnownBlock[] = [
    ...sections(`*${escapeText(view.title)}*`),
    ...(rows.length === 0 ? [] : [table(view, rows)]),
    ...context(
      escapeText(view.note ?? ''),
      left === 0 ? '' : `${left} more rows do not fit; compare fewer engines.`,
    ),
    ...buttons(place, view.controls),
  ];
  return { text: escapeText(view.text), blocks };
}

/** The first rows that a table takes beside its names and totals, and how many are left out. */
function rowsThatFit(view: ComparisonView): { rows: readonly ComparisonRow[]; left: number } {
  let room = LIMIT.tableText - sizeOf([...header(view, true), ...totals(view, true).flat()]);
  const fitting = view.rows.slice(0, LIMIT.tableRows - 2).filter((row) => {
    room -= sizeOf(cellsOf(row, true));
    return room >= 0;
  });
  return { rows: fitting, left: view.rows.length - fitting.length };
}

function table(view: ComparisonView, shown: readonly ComparisonRow[]): TableBlock {
  const hasReasons = shown.some((row) => row.because !== null);
  const rows = shown.map((row) => cellsOf(row, hasReasons));
  const columns = view.columns.length + (hasReasons ? 2 : 1);
  return {
    type: 'table',
    column_settings: Array.from({ length: columns }, () => ({ is_wrapped: true })),
    rows: [header(view, hasReasons), ...rows, ...totals(view, hasReasons)],
  };
}

type Cell = RichTextBlock;

function header({ columns }: ComparisonView, hasReasons: boolean): Cell[] {
  const names = columns.map(({ name }) => name);
  return ['What', ...names, ...(hasReasons ? ['Why'] : [])].map((name) => cell(name, [], true));
}

function cellsOf(row: ComparisonRow, hasReasons: boolean): Cell[] {
  const house = row.house ? ' (house rule)' : '';
  const why = hasReasons ? [cell(`${row.because ?? ''}${house}`, row.links)] : [];
  return [cell(row.title, [], true), ...row.cells.map(answer), ...why];
}

function answer({ text, holds, links }: ComparisonCell): Cell {
  return cell(holds === null ? text : `${text} (${holds})`, links);
}

function totals({ columns }: ComparisonView, hasReasons: boolean): Cell[][] {
  if (columns.every(({ score }) => score === null)) return [];
  const scores = columns.map(({ score }) => cell(score === null ? '' : String(score), [], true));
  return [[cell('In all', [], true), ...scores, ...(hasReasons ? [cell('', [])] : [])]];
}

/** Tables take no markup, so links and emphasis are elements of their own; an empty text is refused. */
function cell(words: string, links: readonly Link[], bold = false): Cell {
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

/** Marks of the knowledge base's Markdown would be shown as they are. */
function plainWords(markdown: string): string {
  return cleanText(markdown)
    .replaceAll(/\*\*([^*\n]+)\*\*/g, '$1')
    .replaceAll('`', '');
}
