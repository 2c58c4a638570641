import { sideBySide } from '../decision/compare.ts';
import type { Ranked, Verdict } from '../decision/types.ts';
import type { Topic } from '../knowledge/model.ts';
import type { Context } from './context.ts';
import { action } from './press.ts';
import { requirementsOf } from './record.ts';
import { comparisonView, listed, ruleRows, type Table } from './show/comparison.ts';
import { candidateName } from './show/names.ts';
import { control, note } from './show/note.ts';
import { topicRow } from './show/passages.ts';
import { say, type Turn } from './turn.ts';
import type { ColumnView, Control } from './views.ts';

/** What is to be compared. `words` are what the person asked with, to find the passage that fits best. */
export type Wanted = {
  readonly engines: readonly string[];
  readonly topics: readonly string[];
  readonly all: boolean;
  readonly words: string;
};

/**
 * Engines side by side: on topics when some are named, else on the rules that apply to the workload, else, with
 * nothing known yet, on the topics that rules rest on most.
 */
export function compare(context: Context, turn: Turn, wanted: Wanted): Turn {
  const requirements = requirementsOf(turn.state);
  const verdict = context.advisor.verdict(requirements);
  const columns = columnsFor(context, verdict, wanted.engines);
  if (columns.length < 2) return say(turn, 'n', nothingToCompare(context), 'actor');
  const topics = context.knowledge.topics.filter(({ id }) => wanted.topics.includes(id));
  const isKnown = Object.values(requirements).some((value) => value.kind !== 'unknown');
  if (topics.length > 0) return say(turn, 'c', topicTable(context, columns, topics, wanted.words, null));
  if (isKnown) return say(turn, 'c', ruleTable(context, columns, wanted.all));
  return say(turn, 'c', topicTable(context, columns, decisiveTopics(context), wanted.words, NOTHING_KNOWN));
}

const NOTHING_KNOWN =
  'Nothing is known about your workload yet; describe it, and the table shows what sets them apart for it.';
/** Rows of a table about nothing in particular. */
const DECISIVE_TOPICS = 6;

/** The candidates to be compared, best first: those named, the pick beside a single one, or all that run jobs. */
function columnsFor(context: Context, { ranking, pick }: Verdict, wanted: readonly string[]): Ranked[] {
  const best = (engine: string): Ranked | undefined => ranking.find((one) => one.candidate.engine === engine);
  const named = wanted.flatMap((id) => ranking.find((one) => one.candidate.id === id) ?? best(id) ?? []);
  const chosen = new Set(named);
  if (chosen.size === 1) {
    const [only] = named;
    const isPick = only?.candidate.engine === pick.engine;
    const other = ranking.find((one) => one.candidate.engine !== only?.candidate.engine);
    const beside = isPick ? other : best(pick.engine);
    if (beside !== undefined) chosen.add(beside);
  }
  if (wanted.length === 0)
    for (const { id, kind } of context.knowledge.engines) {
      const one = best(id);
      if (kind === 'single' && one !== undefined) chosen.add(one);
    }
  return ranking.filter((one) => chosen.has(one));
}

function ruleTable(
  context: Context,
  ranked: readonly Ranked[],
  all: boolean,
): ReturnType<typeof comparisonView> {
  const { apart, alike } = sideBySide(ranked);
  const shown = all ? [...apart, ...alike] : apart;
  const columns = ranked.map((one) => columnOf(context, one, one.score));
  const title = `${listed(columns.map(({ name }) => name))}, for this workload`;
  const ids = ranked.map(({ candidate }) => candidate.id);
  const table: Table = {
    title,
    columns,
    rows: ruleRows(context, shown),
    note: leftOutNote(apart.length, alike.length, all),
    controls: [
      ...(all || alike.length === 0 ? [] : [control('Show all rows', action.compareAll(ids))]),
      ...topicsBehind(context, ranked).map((topic) => onTopic(ids, topic)),
    ],
  };
  return comparisonView(table);
}

function leftOutNote(apart: number, alike: number, all: boolean): string | null {
  if (apart === 0) return 'Nothing that is known so far sets them apart.';
  if (alike === 0 || all) return null;
  return alike === 1
    ? 'One rule that treats them alike is left out.'
    : `${alike} rules that treat them alike are left out.`;
}

function topicTable(
  context: Context,
  ranked: readonly Ranked[],
  topics: readonly Topic[],
  words: string,
  remark: string | null,
): ReturnType<typeof comparisonView> {
  const columns = ranked.map((one) => columnOf(context, one, null));
  const candidates = ranked.map(({ candidate }) => candidate);
  const titles = topics.map(({ title }) => title.toLowerCase());
  const on = remark === null ? ` on ${listed(titles)}` : '';
  const ids = candidates.map(({ id }) => id);
  return comparisonView({
    title: `${listed(columns.map(({ name }) => name))}${on}`,
    columns,
    rows: topics.map((topic) => topicRow(context, topic, candidates, words)),
    note: remark,
    controls: remark === null ? [control('Compare for my workload', action.compare(ids))] : [],
  });
}

function columnOf(context: Context, { candidate }: Ranked, score: number | null): ColumnView {
  const { engine, mode } = candidate;
  return { engine, mode, name: candidateName(context, candidate), score };
}

/** Topics offered below a table of rules. */
const OFFERED_TOPICS = 3;

/** The topics of the sections cited by what sets these candidates apart, the weightiest first. */
function topicsBehind(context: Context, ranked: readonly Ranked[]): Topic[] {
  const cites = sideBySide(ranked).apart.flatMap(({ rule }) => rule.cites);
  return topicsOf(context, cites, false).slice(0, OFFERED_TOPICS);
}

/** The topics that most rules rest on. */
function decisiveTopics(context: Context): Topic[] {
  const cites = context.knowledge.rules.flatMap((rule) => rule.cites);
  return topicsOf(context, cites, true).slice(0, DECISIVE_TOPICS);
}

function topicsOf(context: Context, sections: readonly string[], byCount: boolean): Topic[] {
  const counts = new Map<string, number>();
  for (const section of sections) {
    const topic = section.split('/')[1] ?? '';
    counts.set(topic, (counts.get(topic) ?? 0) + 1);
  }
  const ids = [...counts.keys()];
  if (byCount) ids.sort((a, b) => (counts.get(b) ?? 0) - (counts.get(a) ?? 0) || (a < b ? -1 : 1));
  return ids.flatMap((id) => context.knowledge.topics.find((topic) => topic.id === id) ?? []);
}

function onTopic(ids: readonly string[], topic: Topic): Control {
  return control(`On ${topic.title.toLowerCase()}`, action.compare(ids, [topic.id]));
}

function nothingToCompare(context: Context): ReturnType<typeof note> {
  const names = context.knowledge.engines.map(({ name }) => name).join(', ');
  return note('There is nothing to compare.', [
    `Name two of: ${names}.`,
    'For instance: "compare the engines on latency".',
  ]);
}
