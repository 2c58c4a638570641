import type { GoldenFlip, KnowledgeDiff } from './diff-knowledge.ts';
import type { ClassFlips } from './flips.ts';
import type { PartDiff, PartsDiff } from './parts.ts';

/** The effect of a change in words, for a pull request. */
export function diffText({ before, after, parts, golden, space }: KnowledgeDiff): string {
  return [
    `Knowledge ${before} -> ${after}`,
    ...partLines(parts),
    '',
    `Golden workloads: ${golden.flips.length} of ${golden.scenarios} flip`,
    ...golden.flips.map(goldenLine),
    '',
    `Decision space: ${percent(space.share)} of ${space.points} points flip`,
    ...space.byClass.filter(({ flipped }) => flipped > 0).flatMap(classLines),
  ].join('\n');
}

function partLines({ vocabulary, ...kinds }: PartsDiff): string[] {
  const lines = Object.entries(kinds).flatMap(([kind, part]) => entryLines(kind, part));
  const words = vocabulary.length === 0 ? [] : [`vocabulary: ${vocabulary.join(', ')} changed`];
  const all = [...lines, ...words];
  return all.length === 0 ? ['No entry differs.'] : all;
}

function entryLines(kind: string, { added, removed, changed }: PartDiff): string[] {
  if (added.length + removed.length + changed.length === 0) return [];
  return [
    `${kind}: ${added.length} added, ${changed.length} changed, ${removed.length} removed`,
    ...added.map((id) => `  + ${id}`),
    ...changed.map(({ id, fields }) => `  ~ ${id} (${fields.join(', ')})`),
    ...removed.map((id) => `  - ${id}`),
  ];
}

function goldenLine({ id, before, after, expectedBefore, expectedAfter }: GoldenFlip): string {
  const judged = (pick: string, expected: boolean): string => (expected ? pick : `${pick} (not expected)`);
  return `  ${id}: ${judged(before, expectedBefore)} -> ${judged(after, expectedAfter)}`;
}

function classLines({ pick, points, flipped, share, to, examples }: ClassFlips): string[] {
  const targets = to.map((target) => `${target.pick} ${target.points}`).join(', ');
  return [
    `  ${pick}: ${flipped} of ${points} (${percent(share)}) -> ${targets}`,
    ...examples.map((example) => `    e.g. ${example}`),
  ];
}

function percent(share: number): string {
  return `${(share * 100).toFixed(1)}%`;
}
