import type { Finding } from './drill.ts';

export type Row = Finding & { readonly drill: string; readonly store: string; readonly seconds: number };

/** The table at the end, as Markdown, so that it can be pasted into a report as it is. */
export function table(rows: readonly Row[]): string {
  const head = ['drill', 'store', 'part', 'hypothesis', 'counts', 'mark', 's', 'met'];
  const body = rows.map((row) => [
    row.drill,
    row.store,
    row.part,
    row.hypothesis,
    Object.entries(row.counts)
      .map(([name, value]) => `${name} ${value}`)
      .join(', '),
    row.mark,
    String(Math.round(row.seconds)),
    row.met ? 'yes' : 'NO',
  ]);
  return [head, head.map(() => '---'), ...body].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}
