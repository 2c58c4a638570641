import type { Gap } from './find-gaps.ts';

/** Other wordings shown beside the commonest. */
const MORE_WORDINGS = 3;

/** Gaps in words, most frequent first; each with the file to write. */
export function gapsText(gaps: readonly Gap[]): string {
  const open = gaps.filter(({ answered }) => !answered);
  const closed = gaps.length - open.length;
  if (gaps.length === 0) return 'No question is waiting for an answer.';
  return [
    `${open.length} ${open.length === 1 ? 'gap' : 'gaps'}, most asked first.`,
    ...(closed === 0 ? [] : [`${closed} more that the present knowledge answers.`]),
    ...open.flatMap(gapLines),
  ].join('\n');
}

function gapLines({ asked, wordings, nearest, stub }: Gap): string[] {
  const [first = '', ...others] = wordings;
  return [
    '',
    `${asked} x ${first}`,
    ...others.slice(0, MORE_WORDINGS).map((wording) => `    also: ${wording}`),
    `    nearest: ${nearest.length === 0 ? 'nothing' : nearest.join(', ')}`,
    `    to write: ${stub.path}`,
  ];
}
