import { type Document, isMap, isScalar, LineCounter, type Node, parseDocument } from 'yaml';
import type { Finding } from './findings.ts';

/** Keys and list positions from the root of a document to one of its values. */
export type Path = readonly PropertyKey[];

/** A parsed YAML text whose values can be traced back to their places. */
export type YamlFile = {
  readonly file: string;
  readonly value: unknown;
  /** Faults of the YAML itself; with any of them `value` is not to be used. */
  readonly findings: readonly Finding[];
  /** A finding at the value at `path`, or at the nearest value above it that exists. */
  at(path: Path, message: string, remedy: string): Finding;
  /** A finding at the key itself, for keys that should not be there. */
  atKey(path: Path, key: string, message: string, remedy: string): Finding;
};

/**
 * Parse YAML 1.2 with positions. `skippedLines` is the number of lines before the text in its file, so that the
 * places in front matter are places in the whole file.
 */
export function parseYaml(file: string, text: string, skippedLines = 0): YamlFile {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  const finding = (offset: number, message: string, remedy: string): Finding => {
    const { line, col } = lines.linePos(offset);
    return { file, line: line + skippedLines, column: col, message, remedy };
  };
  const faults = [...document.errors, ...document.warnings].map((fault) =>
    finding(
      fault.pos[0],
      `Expected valid YAML: ${fault.message}.`,
      'Mend the indentation, quotes or brackets here.',
    ),
  );
  return {
    file,
    value: faults.length > 0 ? null : document.toJS(),
    findings: faults,
    at: (path, message, remedy) => finding(offsetOf(document, path), message, remedy),
    atKey: (path, key, message, remedy) => finding(keyOffset(document, path, key), message, remedy),
  };
}

function offsetOf(document: Document.Parsed, path: Path): number {
  for (let depth = path.length; depth > 0; depth -= 1) {
    const node = document.getIn(path.slice(0, depth), true);
    const offset = startOf(node);
    if (offset !== null) return offset;
  }
  return startOf(document.contents) ?? 0;
}

function keyOffset(document: Document.Parsed, path: Path, key: string): number {
  const map = path.length === 0 ? document.contents : document.getIn(path, true);
  if (!isMap(map)) return offsetOf(document, path);
  const pair = map.items.find((item) => isScalar(item.key) && String(item.key.value) === key);
  return startOf(pair?.key) ?? offsetOf(document, path);
}

function startOf(node: unknown): number | null {
  const range = (node as Node | null | undefined)?.range;
  return range === null || range === undefined ? null : range[0];
}
