import { type Json, type Say, textSize } from './text-lint.ts';

/** All rows as wide as the first, rich text cells of text and links only, 10,000 characters in all. */
export function lintTable(block: Json, place: string, say: Say): void {
  const rows = (Array.isArray(block['rows']) ? block['rows'] : []) as Json[][];
  const [first = []] = rows;
  if (rows.length === 0 || rows.length > 100) say(place, `${rows.length} rows, 1 to 100 allowed`);
  if (first.length > 20) say(place, `${first.length} columns, 20 allowed`);
  if (rows.some((row) => row.length !== first.length)) say(place, 'rows of different lengths');
  const settings = (block['column_settings'] ?? []) as unknown[];
  if (settings.length > 20) say(place, `${settings.length} column settings, 20 allowed`);
  if (textSize(rows) > 10_000) say(place, `${textSize(rows)} characters, 10,000 allowed`);
  rows.forEach((row, at) => {
    row.forEach((cell, column) => {
      lintCell(cell, `${place}/rows/${at}/${column}`, say);
    });
  });
}

function lintCell(cell: Json, place: string, say: Say): void {
  if (cell['type'] !== 'rich_text') {
    say(place, `cell ${String(cell['type'])} is not allowed here`);
    return;
  }
  const parts = (cell['elements'] as Json[]).flatMap((section) => section['elements'] as Json[]);
  for (const { type, text, url } of parts) {
    if (type !== 'text' && type !== 'link') say(place, `element ${String(type)} is not allowed here`);
    if (typeof text !== 'string' || text === '') say(place, 'empty text');
    else if (!text.isWellFormed()) say(place, 'half a character at a cut');
    if (type === 'link' && !/^https?:/.test(String(url))) say(place, 'a link that is no web address');
  }
}
