type Json = Record<string, unknown>;

/** Where a block may stand in a message, and which fields its parts must keep to. Characters as UTF-16 units. */
const TOTAL = 13_000;

/**
 * Offline check of a message's blocks against Slack's limits; empty when all is well. Each finding names the place.
 * Source: https://docs.slack.dev/reference/block-kit/blocks and the declarations of @slack/types.
 */
export function lintBlocks(blocks: unknown): string[] {
  if (!Array.isArray(blocks)) return ['blocks: not an array'];
  const findings: string[] = [];
  const say = (place: string, what: string): void => void findings.push(`${place}: ${what}`);
  if (blocks.length > 50) say('blocks', `${blocks.length} blocks, 50 allowed`);
  blocks.forEach((block: Json, at) => {
    lintBlock(block, `blocks/${at}`, say);
  });
  repeated(blocks.map((block: Json) => block['block_id'])).forEach((id) => {
    say('blocks', `block_id ${id} repeated`);
  });
  if (blocks.filter((block: Json) => block['type'] === 'table').length > 1)
    say('blocks', 'more than one table');
  repeated(elementsOf(blocks).map((element) => element['action_id'])).forEach((id) => {
    say('blocks', `action_id ${id} repeated in one message`);
  });
  const size = textSize(blocks);
  if (size > TOTAL) say('blocks', `${size} characters in all, about ${TOTAL} allowed`);
  return findings;
}

type Say = (place: string, what: string) => void;

function lintBlock(block: Json, place: string, say: Say): void {
  switch (block['type']) {
    case 'section':
      if (block['text'] === undefined && block['fields'] === undefined) say(place, 'neither text nor fields');
      if (block['text'] !== undefined) lintText(block['text'], `${place}/text`, 3_000, say);
      if (block['accessory'] !== undefined)
        lintElement(block['accessory'] as Json, `${place}/accessory`, say);
      return;
    case 'header':
      lintText(block['text'], `${place}/text`, 150, say, 'plain_text');
      return;
    case 'context':
      lintList(block['elements'], place, 10, (text, at) => lintText(text, at, 3_000, say), say);
      return;
    case 'actions':
      lintList(block['elements'], place, 25, (element, at) => lintElement(element, at, say), say);
      return;
    case 'input':
      lintText(block['label'], `${place}/label`, 2_000, say, 'plain_text');
      lintElement((block['element'] ?? {}) as Json, `${place}/element`, say);
      return;
    case 'table':
      lintTable(block, place, say);
      return;
    case 'divider':
      return;
    default:
      say(place, `type ${String(block['type'])} is not allowed here`);
  }
}

/** All rows as wide as the first, rich text cells of text and links only, 10,000 characters in all. */
function lintTable(block: Json, place: string, say: Say): void {
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

function lintElement(element: Json, place: string, say: Say): void {
  const id = element['action_id'];
  if (typeof id !== 'string' || id.length === 0 || id.length > 255)
    say(place, 'action_id of 1 to 255 characters');
  switch (element['type']) {
    case 'button':
      lintText(element['text'], `${place}/text`, 75, say, 'plain_text');
      if (String(element['value'] ?? '').length > 2_000) say(place, 'value over 2,000 characters');
      if (!['primary', 'danger', undefined].includes(element['style'] as string)) say(place, 'unknown style');
      return;
    case 'static_select':
    case 'multi_static_select':
      lintPlaceholder(element, place, say);
      lintList(element['options'], place, 100, (option, at) => lintOption(option, at, say), say);
      return;
    case 'conversations_select':
      lintPlaceholder(element, place, say);
      return;
    default:
      say(place, `element ${String(element['type'])} is not allowed here`);
  }
}

function lintPlaceholder(element: Json, place: string, say: Say): void {
  if (element['placeholder'] !== undefined) {
    lintText(element['placeholder'], `${place}/placeholder`, 150, say, 'plain_text');
  }
}

function lintOption(option: Json, place: string, say: Say): void {
  lintText(option['text'], `${place}/text`, 75, say, 'plain_text');
  const { length } = String(option['value'] ?? '');
  if (length === 0 || length > 150) say(place, 'value of 1 to 150 characters');
}

function lintList(
  list: unknown,
  place: string,
  limit: number,
  each: (item: Json, at: string) => void,
  say: Say,
): void {
  if (!Array.isArray(list) || list.length === 0) {
    say(place, 'empty list');
    return;
  }
  if (list.length > limit) say(place, `${list.length} items, ${limit} allowed`);
  list.forEach((item: Json, at) => {
    each(item, `${place}/${at}`);
  });
}

function lintText(value: unknown, place: string, limit: number, say: Say, kind?: string): void {
  const { type, text } = (value ?? {}) as Json;
  if (type !== 'plain_text' && type !== 'mrkdwn') {
    say(place, 'no text object');
    return;
  }
  if (kind !== undefined && type !== kind) say(place, `${kind} wanted, ${type} found`);
  if (typeof text !== 'string' || text.trim() === '') {
    say(place, 'empty text');
    return;
  }
  if (text.length > limit) say(place, `${text.length} characters, ${limit} allowed`);
  if (!text.isWellFormed()) say(place, 'half a character at a cut');
  if (type === 'mrkdwn') lintMarkup(text, place, say);
}

/** Live pings, half entities and half links must not come out of people's words. */
function lintMarkup(text: string, place: string, say: Say): void {
  if (/<!/.test(text)) {
    say(place, 'a live broadcast token');
    return;
  }
  if (/&(?!amp;|lt;|gt;)/.test(text)) say(place, 'an unescaped or cut "&"');
  const rest = text.replaceAll(/<@[UW][A-Z0-9]+>|<#C[A-Z0-9]+>|<https?:[^<>|]+\|[^<>|]+>/g, '');
  if (/[<>]/.test(rest)) say(place, 'an angle bracket outside a link or mention');
}

function elementsOf(blocks: readonly Json[]): Json[] {
  return blocks.flatMap((block) => {
    if (block['type'] === 'actions') return (block['elements'] ?? []) as Json[];
    const one = block['accessory'] ?? block['element'];
    return one === undefined ? [] : [one as Json];
  });
}

function repeated(ids: readonly unknown[]): unknown[] {
  const given = ids.filter((id) => id !== undefined);
  return given.filter((id, at) => given.indexOf(id) !== at);
}

function textSize(value: unknown): number {
  if (Array.isArray(value)) return value.reduce((sum: number, one) => sum + textSize(one), 0);
  if (typeof value !== 'object' || value === null) return 0;
  return Object.entries(value).reduce(
    (sum, [key, inner]) =>
      sum + (key === 'text' && typeof inner === 'string' ? inner.length : textSize(inner)),
    0,
  );
}
