import type { Finding } from './drill.ts';

export type Row = Finding & { readonly drill: string; readonly store: string; readonly seconds: number };

/** The table at the end, as Markdown, so that it can be pasted into a report as it is. */
export function table(rows: readonly Row[]): string {
  const head = ['drill', 'store', 'part', 'hypothesis', 'counts', 'mark', 'drill took', 'met'];
  const body = rows.map((row) => [
    row.drill,
    row.store,
    row.part,
    row.hypothesis,
    Object.entries(row.counts)
      .map(([name, value]) => `${name} ${value}`)
      .join(', '),
    row.mark,
    `${Math.round(row.seconds)} s`,
    row.met ? 'yes' : 'NO',
  ]);
  return [head, head.map(() => '---'), ...body].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}

/** A time as people say it, e.g. "3 min 5 s". */
export function minutes(seconds: number): string {
  const whole = Math.round(seconds);
  return whole < 60 ? `${whole} s` : `${Math.floor(whole / 60)} min ${whole % 60} s`;
}
