import { citedLinks } from '../../knowledge/cited-links.ts';
import { formatValue } from '../../knowledge/format-value.ts';
import type { Candidate, Criterion, Link } from '../../knowledge/model.ts';
import type { RequirementValue } from '../../knowledge/requirements.ts';
import type { Context } from '../context.ts';

/** A candidate as people call it: the engine's name, with its mode where it has several. */
export function candidateName(context: Context, candidate: Candidate): string {
  const engine = context.knowledge.engines.find((one) => one.id === candidate.engine);
  const mode = engine?.modes.find((one) => one.id === candidate.mode);
  const name = engine?.name ?? candidate.engine;
  return mode === undefined ? name : `${name} (${mode.name})`;
}

/** The criterion behind an id; the id comes from our own state, so a missing one is a broken knowledge base. */
export function criterionOf(context: Context, id: string): Criterion {
  const criterion = context.criteria.get(id);
  if (criterion === undefined)
    throw new Error(`Criterion "${id}" is not in the knowledge base; restore criteria/${id}.yaml.`);
  return criterion;
}

/** A value in plain words. */
export function valueText(context: Context, criterion: string, value: RequirementValue): string {
  return formatValue(criterionOf(context, criterion), value);
}

/** A changed requirement in plain words, e.g. "Latency: at most 5 s"; an emptied set reads as such. */
export function changeText(context: Context, criterion: string, value: RequirementValue): string {
  const words = valueText(context, criterion, value);
  return `${criterionOf(context, criterion).name}: ${words === '' ? 'nothing in particular' : words}`;
}

/** The links of the sections cited, each address once, in the order of citation. */
export function linksOf(context: Context, cites: readonly string[]): Link[] {
  return citedLinks(context.sections, cites).map(({ section: _, ...link }) => link);
}

/** A version of the knowledge as people see it: its name and the day of its youngest fact. */
export function knowledgeName({ knowledge: { version, date } }: Context): string {
  return date === '' ? version : `${version} of ${date}`;
}

/** ISO day of a moment, in UTC so that it is the same everywhere. */
export function day(now: number): string {
  return new Date(now).toISOString().slice(0, 10);
}
