import type { SideBySide } from '../../decision/compare.ts';
import type { Effect, Rule } from '../../knowledge/model.ts';
import type { Context } from '../context.ts';
import type { ColumnView, ComparisonCell, ComparisonRow, ComparisonView, Control } from '../views.ts';
import { criterionOf, linksOf } from './names.ts';
import { signed } from './reasons.ts';

/** What a table of either kind is made of. */
export type Table = Omit<ComparisonView, 'kind' | 'text'>;

/** A table as a view, its plain text included. */
export function comparisonView(table: Table): ComparisonView {
  return { kind: 'comparison', text: plain(table), ...table };
}

/** Rows of rules: what each rule does to each column, and why. */
export function ruleRows(context: Context, rows: SideBySide['apart']): ComparisonRow[] {
  return rows.map(({ rule, effects }) => ({
    title: subjectOf(context, rule),
    because: rule.because,
    house: rule.house,
    links: linksOf(context, rule.cites),
    cells: effects.map((effect): ComparisonCell => ({ text: effectText(effect), holds: null, links: [] })),
  }));
}

/** Engines in a row, as in a title: "A, B and C". */
export function listed(names: readonly string[]): string {
  const last = names.at(-1) ?? '';
  return names.length < 2 ? last : `${names.slice(0, -1).join(', ')} and ${last}`;
}

function effectText(effect: Effect): string {
  return effect === 'excluded' ? 'ruled out' : signed(effect);
}

/** The criteria that a rule looks at; a rule without conditions holds for any workload. */
function subjectOf(context: Context, rule: Rule): string {
  const ids = [...new Set(rule.when.flatMap((when) => Object.keys(when)))];
  const names = ids.map((id) => criterionOf(context, id).name);
  return names.length === 0 ? 'Any workload' : names.join(', ');
}

function plain({ title, columns, rows, note, controls }: Table): string {
  return [
    title,
    ...scoreLine(columns),
    ...rows.flatMap((row) => rowLines(row, columns)),
    ...(note === null ? [] : [note]),
    ...offerLine(controls),
  ].join('\n');
}

function scoreLine(columns: readonly ColumnView[]): string[] {
  const scored = columns.filter((column) => column.score !== null);
  if (scored.length === 0) return [];
  return [`In all: ${scored.map(({ name, score }) => `${name} ${effectText(score ?? 0)}`).join('; ')}`];
}

function rowLines(row: ComparisonRow, columns: readonly ColumnView[]): string[] {
  const links = row.links.map((link) => `  ${link.title} (${link.publisher}): ${link.url}`);
  if (row.because === null)
    return [row.title, ...columns.flatMap(({ name }, at) => cellLines(name, row.cells[at]))];
  const points = columns.map(({ name }, at) => `${name} ${row.cells[at]?.text ?? ''}`).join('; ');
  return [`${row.title}: ${points}`, `  ${row.because}${row.house ? ' (house rule)' : ''}`, ...links];
}

function cellLines(name: string, cell: ComparisonCell | undefined): string[] {
  if (cell === undefined) return [];
  const holds = cell.holds === null ? '' : ` (${cell.holds})`;
  const links = cell.links.map((link) => `    ${link.title} (${link.publisher}): ${link.url}`);
  return [`  ${name}: ${cell.text}${holds}`, ...links];
}

function offerLine(controls: readonly Control[]): string[] {
  return controls.length === 0
    ? []
    : [`You can go on with: ${controls.map(({ label }) => label).join('; ')}.`];
}
