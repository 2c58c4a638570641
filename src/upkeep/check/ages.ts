import type { Finding } from '../../knowledge/findings.ts';
import type { Knowledge } from '../../knowledge/model.ts';
import type { Sources } from '../sources.ts';

const DAY_MS = 86_400_000;

/** Days after which a fact has to be looked at again. */
export type AgeLimits = { readonly sections: number; readonly engines: number };

/** Documentation holds for about a year; the engines release every four months or so. */
export const AGE_LIMITS: AgeLimits = { sections: 365, engines: 120 };

/**
 * Facts that nobody has checked for too long, and dates that lie ahead.
 * @param today the day to judge by, as in 2026-11-22
 */
export function expired(
  { sections, engines }: Pick<Knowledge, 'sections' | 'engines'>,
  sources: Sources,
  today: string,
  limits: AgeLimits,
): Finding[] {
  return [
    ...sections.flatMap(({ id, checked }) =>
      judge(
        checked,
        today,
        limits.sections,
        at(sources, `sections/${id}.md`),
        'Read its links again, mend the text',
      ),
    ),
    ...engines.flatMap(({ id, checked }) =>
      judge(
        checked,
        today,
        limits.engines,
        at(sources, `engines/${id}.yaml`),
        'Look up its current and supported versions',
      ),
    ),
  ];
}

type At = (message: string, remedy: string) => Finding;

function at(sources: Sources, path: string): At {
  return (message, remedy) => sources.at(path, ['checked'], message, remedy);
}

function judge(checked: string, today: string, limit: number, finding: At, work: string): Finding[] {
  const days = Math.round((Date.parse(today) - Date.parse(checked)) / DAY_MS);
  if (days < 0)
    return [
      finding(`Expected a day not after ${today}, got ${checked}.`, 'Write the day on which it was checked.'),
    ];
  if (days <= limit) return [];
  return [
    finding(
      `Expected a check within the last ${limit} days, got ${checked}, ${days} days before ${today}.`,
      `${work}, then set "checked".`,
    ),
  ];
}
