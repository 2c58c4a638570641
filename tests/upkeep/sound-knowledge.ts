import { join } from 'node:path';
import type { Finding } from '../../src/knowledge/findings.ts';
import { checkKnowledge } from '../../src/upkeep/check/check-knowledge.ts';
import { folderOf } from '../knowledge/knowledge-folder.ts';

export const TODAY = '2026-11-22';

const SENTENCE = 'Quickstream answers at once because it keeps no batches and asks nobody before it writes. ';
/** 75 words. */
export const PASSAGE = SENTENCE.repeat(5).trim();

const LINK = 'title: Guide, url: "https://example.org/guide", publisher: Example';

/** A section file; `more` are further lines of its front matter. */
export function section({ kind = 'official', checked = TODAY, text = PASSAGE, more = '' } = {}): string {
  return `---\ntitle: How fast it is\naliases: [how fast is it]\nholds: "2.0"\nchecked: ${checked}\nlinks:\n  - {${LINK}, kind: ${kind}}\n${more}---\n${text}\n`;
}

/** An engine file. */
export function engine(name: string, precedence: number, more = ''): string {
  return `name: ${name}\nsummary: For tests.\nkind: single\nprecedence: ${precedence}\nchecked: ${TODAY}\n${more}`;
}

const MODES = `modes:
  - {id: batchy, name: batchy, summary: In batches.}
  - {id: instant, name: instant, summary: At once.}
`;

export const RULES = `- id: fast
  when: {wait: {atMost: 100ms}}
  effect: {quick/instant: 3, quick/batchy: excluded}
  because: Only one mode is fast enough.
  cites: [quick/latency/at-once]
- id: slow
  when: {wait: {above: 100ms}}
  effect: {steady: 2}
  because: Time enough.
  cites: [steady/latency/in-turn]
- id: bulk
  when: {tools: {hasAny: [bulk]}}
  effect: {quick/batchy: 4}
  because: Bulk goes in batches.
  cites: [quick/latency/at-once]
`;

export const SCENARIOS = `- id: hurry
  what: Somebody is in a hurry.
  given: {wait: 50ms}
  pick: quick/instant
  because: It is the fast one.
  cites: [quick/latency/at-once]
`;

export const ORDERS = `- id: never-slower
  criterion: wait
  harder: falls
  classes:
    - [quick/instant]
    - [steady]
    - [quick/batchy]
  because: A tighter limit needs a faster engine.
  cites: [quick/latency/at-once]
`;

const SOUND: Readonly<Record<string, string>> = {
  'criteria/wait.yaml':
    'name: Wait\nprompt: How long?\nwhy: It matters.\nexample: 1 s\nkind: interval\neffort: 1\ndimensions: [time]\nbare: max\njson: {}\n',
  'criteria/tools.yaml':
    'name: Tools\nprompt: Which?\nwhy: It matters.\nexample: bulk\nkind: set\neffort: 2\nitems: [{id: bulk, label: Bulk}, {id: drip, label: Drip}]\njson: {}\n',
  'engines/quick.yaml': engine('Quickstream', 1, MODES),
  'engines/steady.yaml': engine('Steady', 2),
  'topics/latency.yaml': 'title: Latency\nabout: How old a result is.\nphrases: [how fast]\nterms: [p99]\n',
  'sections/quick/latency/at-once.md': section(),
  'sections/steady/latency/in-turn.md': section(),
  'sections/general/latency/targets.md': section(),
  'rules/latency.yaml': RULES,
  'scenarios.yaml': SCENARIOS,
  'orders.yaml': ORDERS,
};

/** A small knowledge base in which the check finds nothing; `files` are added or replace files of it. */
export function soundKnowledge(files: Readonly<Record<string, string>> = {}): string {
  return folderOf({ ...SOUND, ...files });
}

/** What the check finds, as `file:line message remedy` with paths inside the last folder. */
export async function findingsOf(...folders: readonly string[]): Promise<string[]> {
  const { findings } = await checkKnowledge(folders, { today: TODAY });
  return findings.map((finding) => shortly(finding, folders.at(-1) ?? ''));
}

function shortly({ file, line, message, remedy }: Finding, folder: string): string {
  return `${file.replace(join(folder, '/'), '')}:${line} ${message} ${remedy}`;
}
