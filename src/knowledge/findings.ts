/** One thing wrong in one place of a knowledge file. Lines and columns count from 1. */
export type Finding = {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  /** What was expected and what came. */
  readonly message: string;
  readonly remedy: string;
};

/** Everything wrong in a set of knowledge files, collected so that one run shows all of it. */
export class KnowledgeError extends Error {
  readonly code = 'KNOWLEDGE_INVALID';
  readonly findings: readonly Finding[];

  constructor(findings: readonly Finding[]) {
    const noun = findings.length === 1 ? 'problem' : 'problems';
    super([`${findings.length} ${noun} in the knowledge files:`, ...findings.map(formatFinding)].join('\n'));
    this.name = 'KnowledgeError';
    this.findings = findings;
  }
}

/** One finding as editors and terminals link it: `file:line:column: what. How to mend it.` */
export function formatFinding(finding: Finding): string {
  return `${finding.file}:${finding.line}:${finding.column}: ${finding.message} ${finding.remedy}`;
}

/** Order findings by file, then by place in it, so that the same files give the same report. */
export function sortFindings(findings: readonly Finding[]): Finding[] {
  return [...findings].sort(
    (a, b) =>
      compareText(a.file, b.file) ||
      a.line - b.line ||
      a.column - b.column ||
      compareText(a.message, b.message),
  );
}

function compareText(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
