import { lintContextAction, lintElement, repeatedActions } from './element-lint.ts';
import { lintTable } from './table-lint.ts';
import { type Json, lintList, lintString, lintText, repeated, type Say, textSize } from './text-lint.ts';

/** All text of a message together; measured by others, documented nowhere. */
const TOTAL = 13_000;
const MOST_MARKDOWN = 12_000;

export type Surface = 'message' | 'modal' | 'home';
const MOST_BLOCKS: Readonly<Record<Surface, number>> = { message: 50, modal: 100, home: 100 };

/**
 * Offline check of blocks against Slack's limits and the surface they stand on; empty when all is well. Each finding
 * names the place. Characters are UTF-16 units.
 * Source: https://docs.slack.dev/reference/block-kit/blocks and the declarations of @slack/types.
 */
export function lintBlocks(blocks: unknown, surface: Surface = 'message'): string[] {
  if (!Array.isArray(blocks)) return ['blocks: not an array'];
  const findings: string[] = [];
  const say: Say = (place, what) => void findings.push(`${place}: ${what}`);
  const most = MOST_BLOCKS[surface];
  if (blocks.length > most) say('blocks', `${blocks.length} blocks, ${most} allowed`);
  blocks.forEach((block: Json, at) => {
    lintBlock(block, `blocks/${at}`, surface, say);
  });
  repeated(blocks.map((block: Json) => block['block_id'])).forEach((id) => {
    say('blocks', `block_id ${id} repeated`);
  });
  repeatedActions(blocks).forEach((id) => {
    say('blocks', `action_id ${id} repeated in one message`);
  });
  if (surface === 'message') lintWhole(blocks, say);
  return findings;
}

function lintWhole(blocks: readonly Json[], say: Say): void {
  const ofType = (type: string): Json[] => blocks.filter((block) => block['type'] === type);
  if (ofType('table').length > 1) say('blocks', 'more than one table');
  const markdown = textSize(ofType('markdown'));
  if (markdown > MOST_MARKDOWN) say('blocks', `${markdown} characters of markdown, ${MOST_MARKDOWN} allowed`);
  const size = textSize(blocks);
  if (size > TOTAL) say('blocks', `${size} characters in all, about ${TOTAL} allowed`);
}

type Lint = (block: Json, place: string, say: Say, surface: Surface) => void;

const EVERYWHERE: Readonly<Record<string, Lint>> = {
  section: (block, place, say) => {
    if (block['text'] === undefined && block['fields'] === undefined) say(place, 'neither text nor fields');
    if (block['text'] !== undefined) lintText(block['text'], `${place}/text`, 3_000, say);
    if (block['fields'] !== undefined)
      lintList(block['fields'], `${place}/fields`, 10, (text, at) => lintText(text, at, 2_000, say), say);
    if (block['accessory'] !== undefined)
      lintAccessory(block['accessory'] as Json, `${place}/accessory`, say);
  },
  header: (block, place, say) => lintText(block['text'], `${place}/text`, 150, say, 'plain_text'),
  context: (block, place, say) =>
    lintList(block['elements'], place, 10, (one, at) => lintContextPart(one, at, say), say),
  actions: (block, place, say) =>
    lintList(block['elements'], place, 25, (element, at) => lintElement(element, at, say), say),
  input: (block, place, say) => {
    lintText(block['label'], `${place}/label`, 2_000, say, 'plain_text');
    if (block['hint'] !== undefined) lintText(block['hint'], `${place}/hint`, 2_000, say, 'plain_text');
    lintElement((block['element'] ?? {}) as Json, `${place}/element`, say);
  },
  image: (block, place, say) => lintImage(block, place, say),
  rich_text: (block, place, say) => lintRichText(block, place, say),
  divider: () => undefined,
};

/** Blocks that stand on one surface only. */
const ONLY: Readonly<Record<Surface, Readonly<Record<string, Lint>>>> = {
  message: {
    table: lintTable,
    markdown: (block, place, say) => {
      if (!lintString(block['text'], `${place}/text`, MOST_MARKDOWN, say)) return;
      if (/<!/.test(String(block['text']))) say(`${place}/text`, 'a live broadcast token');
    },
    context_actions: (block, place, say) =>
      lintList(block['elements'], place, 5, (element, at) => lintContextAction(element, at, say), say),
    container: (block, place, say, surface) => {
      if (block['title'] !== undefined) lintText(block['title'], `${place}/title`, 150, say);
      lintList(block['child_blocks'], place, 10, (child, at) => lintBlock(child, at, surface, say), say);
    },
  },
  modal: {
    alert: (block, place, say) => lintText(block['text'], `${place}/text`, 200, say),
  },
  home: {},
};

function lintBlock(block: Json, place: string, surface: Surface, say: Say): void {
  const type = String(block['type']);
  const lint = EVERYWHERE[type] ?? ONLY[surface][type];
  if (lint === undefined) say(place, `type ${type} is not allowed here`);
  else lint(block, place, say, surface);
}

function lintAccessory(element: Json, place: string, say: Say): void {
  if (element['type'] === 'image') lintImage(element, place, say);
  else lintElement(element, place, say);
}

function lintContextPart(part: Json, place: string, say: Say): void {
  if (part['type'] === 'image') lintImage(part, place, say);
  else lintText(part, place, 3_000, say);
}

function lintImage(image: Json, place: string, say: Say): void {
  lintString(image['alt_text'], `${place}/alt_text`, 2_000, say);
  const isFromFile = image['slack_file'] !== undefined;
  if (!isFromFile) lintString(image['image_url'], `${place}/image_url`, 3_000, say);
}

/** People's words in rich text are shown as they are, so only emptiness and broken characters matter. */
function lintRichText(block: Json, place: string, say: Say): void {
  lintList(
    block['elements'],
    place,
    100,
    (part, at) => {
      const inner = part['type'] === 'rich_text_list' ? lintRichText : lintWords;
      inner(part, at, say);
    },
    say,
  );
}

function lintWords(section: Json, place: string, say: Say): void {
  lintList(
    section['elements'],
    place,
    1_000,
    (element, at) => {
      if (element['type'] === 'broadcast') say(at, 'a live broadcast token');
      if (element['type'] === 'text' && (typeof element['text'] !== 'string' || element['text'] === ''))
        say(at, 'empty text');
      else if (typeof element['text'] === 'string' && !element['text'].isWellFormed())
        say(at, 'half a character at a cut');
    },
    say,
  );
}
