import type { ComparisonCell, ComparisonRow, ComparisonView } from '../../conversation/views.ts';
import { type CardContext, controlRows } from './buttons.ts';
import type { Card, CardElement, Table, TableRow, TextBlock } from './card-json.ts';
import { leftOut, linkLine, paragraph, pointsText, remark, title } from './elements.ts';
import { type Detail, fitCard } from './fit.ts';
import { clip, escapeText, knowledgeText } from './text.ts';

/** Engines side by side. Reasons that hold for a whole row stand in a last, wider column. */
export function comparisonCard(view: ComparisonView, context: CardContext): Card {
  const build = (detail: Detail): CardElement[] => [
    title(view.title, detail),
    ...table(view, detail),
    ...leftOut(view.rows.length - shownRows(view, detail).length),
    ...(view.note === null ? [] : [remark(escapeText(clip(view.note, detail.text)))]),
    ...controlRows(view.controls, context),
  ];
  return fitCard(view, build, true);
}

function shownRows({ rows }: ComparisonView, detail: Detail): readonly ComparisonRow[] {
  return rows.slice(0, detail.items);
}

/** Sentences need more room than points. */
const WIDE = 3;
const NARROW = 1;

function table(view: ComparisonView, detail: Detail): Table[] {
  const rows = shownRows(view, detail);
  if (rows.length === 0) return [];
  const hasReasons = rows.some((row) => row.because !== null);
  const width = hasReasons ? NARROW : WIDE;
  const columns = shownColumns(view, detail);
  const widths = [hasReasons ? NARROW : 2, ...columns.map(() => width), ...(hasReasons ? [WIDE] : [])];
  return [
    {
      type: 'Table',
      firstRowAsHeader: true,
      columns: widths.map((one) => ({ width: one })),
      rows: [
        header(columns, hasReasons, detail),
        ...rows.map((row) => tableRow(row, columns.length, hasReasons, detail)),
        ...totals(columns, hasReasons),
      ],
    },
  ];
}

function shownColumns({ columns }: ComparisonView, detail: Detail): ComparisonView['columns'] {
  return columns.slice(0, detail.items);
}

function header(columns: ComparisonView['columns'], hasReasons: boolean, detail: Detail): TableRow {
  const names = columns.map(({ name }) => escapeText(clip(name, detail.text)));
  return rowOf(['What', ...names, ...(hasReasons ? ['Why'] : [])].map((name) => [bold(name)]));
}

function tableRow(row: ComparisonRow, columns: number, hasReasons: boolean, detail: Detail): TableRow {
  const cells = row.cells.slice(0, columns).map((cell) => cellItems(cell, detail));
  const why = hasReasons ? [reason(row, detail)] : [];
  return rowOf([[bold(escapeText(clip(row.title, detail.text)))], ...cells, ...why]);
}

function cellItems({ text, holds, links }: ComparisonCell, detail: Detail): CardElement[] {
  return [
    paragraph(knowledgeText(clip(text, detail.text))),
    ...(holds === null ? [] : [remark(escapeText(clip(holds, detail.text)))]),
    ...(detail.deep ? linkLine(links, detail) : []),
  ];
}

/** Sources of one row; the sections behind them name the rest. */
const LINKS = 2;

function reason({ because, house, links }: ComparisonRow, detail: Detail): CardElement[] {
  const words = `${knowledgeText(clip(because ?? '', detail.text))}${house ? ' (house rule)' : ''}`;
  const sources = detail.deep ? linkLine(links.slice(0, LINKS), detail) : [];
  return [...(words === '' ? [] : [paragraph(words)]), ...sources];
}

function totals(columns: ComparisonView['columns'], hasReasons: boolean): TableRow[] {
  if (columns.every(({ score }) => score === null)) return [];
  const scores = columns.map(({ score }) => (score === null ? [] : [bold(pointsText(score))]));
  return [rowOf([[bold('In all')], ...scores, ...(hasReasons ? [[]] : [])])];
}

function rowOf(cells: readonly (readonly CardElement[])[]): TableRow {
  return { type: 'TableRow', cells: cells.map((items) => ({ type: 'TableCell', items })) };
}

function bold(words: string): TextBlock {
  return paragraph(words, { weight: 'bolder' });
}
