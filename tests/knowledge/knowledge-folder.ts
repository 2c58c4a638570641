import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { onTestFinished } from 'vitest';

/** The knowledge base that ships with the program. */
export const SHIPPED = join(import.meta.dirname, '..', '..', 'knowledge');

/** Write files into a new folder that is removed after the test; returns its path. */
export function folderOf(files: Readonly<Record<string, string>>): string {
  const folder = mkdtempSync(join(tmpdir(), 'knowledge-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), content);
  }
  return folder;
}

/** A small, sound knowledge base with the shipped criteria; `files` are added or replace files of it. */
export function smallKnowledge(files: Readonly<Record<string, string>> = {}): string {
  const folder = folderOf({ ...SMALL, ...files });
  cpSync(join(SHIPPED, 'criteria'), join(folder, 'criteria'), { recursive: true, force: false });
  return folder;
}

/** Line of the first occurrence of a text in a file, from 1. */
export function lineOf(folder: string, path: string, text: string): number {
  const before = readFileSync(join(folder, path), 'utf8').split(text)[0] ?? '';
  return before.split('\n').length;
}

export const ENGINE = `name: Quickstream
aliases: [quick]
summary: A small engine for tests.
kind: single
precedence: 1
current: [{version: "2.0", date: 2026-10}]
checked: 2026-11-22
modes:
  - {id: batchy, name: batchy, summary: In batches.}
  - {id: instant, name: instant, summary: At once.}
links:
  - {title: Home, url: "https://example.org/", publisher: Example, kind: official}
`;

export const SECTION = `---
title: Quickstream answers at once
aliases:
  - how fast is it
terms: [quick.mode]
holds: "2.0"
checked: 2026-11-22
links:
  - {title: Guide, url: "https://example.org/guide", publisher: Example, kind: official}
---
Quickstream answers at once. It needs no batches.
`;

export const RULE = `- id: fast
  when: {latency: {atMost: 100ms}}
  effect: {quick/instant: 3, quick/batchy: excluded}
  because: Only one mode is fast enough.
  cites: [quick/latency/at-once]
`;

const SMALL: Readonly<Record<string, string>> = {
  'engines/quick.yaml': ENGINE,
  'topics/latency.yaml': 'title: Latency\nabout: How old a result is.\nphrases: [how fast]\nterms: [p99]\n',
  'sections/quick/latency/at-once.md': SECTION,
  'rules/latency.yaml': RULE,
  'vocabulary/products.yaml':
    '- {id: quick-cloud, names: [Quick Cloud], what: Quickstream as a service, topics: [latency], engines: [quick]}\n',
};
