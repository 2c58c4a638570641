import type { Finding } from './finding.ts';

const WIDTH = 18;
const MARK = { ok: 'ok  ', warn: 'warn', fail: 'FAIL', skipped: '-   ' } as const;

/** Findings as lines for a person; why and fix stand below what was found. */
export function reportText(findings: readonly Finding[]): string {
  const lines = findings.flatMap(({ check, status, what, why, fix }) => [
    `${MARK[status]}  ${check.padEnd(WIDTH)}${what}`,
    ...(why === undefined ? [] : [`${' '.repeat(WIDTH + 6)}why: ${why}`]),
    ...(fix === undefined ? [] : [`${' '.repeat(WIDTH + 6)}fix: ${fix}`]),
  ]);
  return [...lines, '', summary(findings)].join('\n');
}

function summary(findings: readonly Finding[]): string {
  const count = (status: Finding['status']): number => findings.filter((one) => one.status === status).length;
  return `${count('ok')} ok, ${count('warn')} to look at, ${count('fail')} to mend, ${count('skipped')} not checked.`;
}
