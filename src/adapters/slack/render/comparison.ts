import type { KnownBlock } from '@slack/types';
import type { ComparisonCell, ComparisonRow, ComparisonView } from '../../../conversation/views.ts';
import { buttons, context, type Message, type Place, sections } from './blocks.ts';
import { LIMIT } from './limits.ts';
import { escapeText } from './mrkdwn.ts';
import { type Cell, cell, tableOf } from './table.ts';

/** Engines side by side as a table; reasons stand in a last column where one sentence holds for a whole row. */
export function renderComparison(whole: ComparisonView, place: Place): Message {
  const view = narrowed(whole);
  const hasReasons = view.rows.some((row) => row.because !== null);
  const rows = view.rows.map((row) => cellsOf(row, hasReasons));
  const blocks: KnownBlock[] = [
    ...sections(`*${escapeText(view.title)}*`),
    ...(rows.length === 0 ? [] : tableOf(header(view, hasReasons), rows, totals(view, hasReasons))),
    ...context(escapeText(view.note ?? '')),
    ...buttons(place, view.controls),
  ];
  return { text: escapeText(view.text), blocks };
}

/** Columns beside that of the rows' names and that of the reasons. */
const MOST_COLUMNS = LIMIT.tableColumns - 2;

/** A table of at most so many columns as Slack takes; the text names them all. */
function narrowed(view: ComparisonView): ComparisonView {
  const columns = view.columns.slice(0, MOST_COLUMNS);
  return {
    ...view,
    columns,
    rows: view.rows.map((row) => ({ ...row, cells: row.cells.slice(0, columns.length) })),
  };
}

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
