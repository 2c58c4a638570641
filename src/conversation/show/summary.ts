import type { Recommendation } from '../../decision/recommend.ts';
import { fillIn } from '../../knowledge/fill-in.ts';
import type { Context } from '../context.ts';
import { candidateName, criterionOf, valueText } from './names.ts';

/** Open questions named where the verdict is a toss-up. */
const MOST_NAMED = 3;

/**
 * What the pick is, in a few sentences: the engine or its mode, for two engines which path runs on which, and for a
 * toss-up between whom it is and what would decide it.
 */
export function summary(context: Context, recommendation: Recommendation): string {
  const { pick, strength } = recommendation.verdict;
  const engine = context.knowledge.engines.find(({ id }) => id === pick.engine);
  const mode = engine?.modes.find(({ id }) => id === pick.mode);
  return [
    mode?.summary ?? engine?.summary ?? '',
    ...splitOf(context, recommendation).map(({ path, name, takes }) => `${path} on ${name}: ${takes}.`),
    ...(strength === 'toss-up' ? tossUp(context, recommendation) : []),
  ].join(' ');
}

export type PathView = { readonly path: string; readonly name: string; readonly takes: string };

/** Which path of a combination runs on which engine, with the person's own figures; empty for any other pick. */
export function splitOf(context: Context, { verdict, requirements }: Recommendation): PathView[] {
  const engine = context.knowledge.engines.find(({ id }) => id === verdict.pick.engine);
  const given = (id: string): string | null => {
    const value = requirements[id];
    return value === undefined || value.kind === 'unknown' ? null : valueText(context, id, value);
  };
  return (engine?.split ?? []).map(({ path, on, takes }) => {
    const candidate = verdict.ranking.find(({ candidate: one }) => one.id === on)?.candidate;
    return {
      path,
      name: candidate === undefined ? on : candidateName(context, candidate),
      takes: fillIn(takes, given),
    };
  });
}

function tossUp(context: Context, { verdict, open, wouldChange }: Recommendation): string[] {
  const rival = verdict.ranking.find(({ candidate }) => candidate.engine !== verdict.pick.engine);
  if (rival === undefined) return [];
  const telling = open.filter(({ separates }) => separates.length > 1).map(({ criterion }) => criterion.name);
  const changes = wouldChange.map(({ criterion }) => criterionOf(context, criterion).name);
  const names = [...new Set(telling.length > 0 ? telling : changes)].slice(0, MOST_NAMED);
  const between = `It is close between ${candidateName(context, verdict.pick)} and ${candidateName(context, rival.candidate)}`;
  if (names.length === 0) return [`${between}; a small trial of both would decide it.`];
  const what = names.map((name) => name.toLowerCase()).join(', ');
  return [
    telling.length > 0
      ? `${between}; knowing more would decide it: ${what}.`
      : `${between}; it rests on ${what}, and a small trial of both would decide it.`,
  ];
}
