import type { Finding } from '../../knowledge/findings.ts';
import { GENERAL, type Knowledge, type Topic } from '../../knowledge/model.ts';
import type { Sources } from '../sources.ts';

/** Sections on one topic for one engine; `because` where the topic declares that none is needed. */
export type Cell = { readonly engine: string; readonly sections: number; readonly because: string | null };

/** How many sections each topic has: for every engine that runs jobs, and for what holds whatever the engine. */
export type Coverage = {
  readonly engines: readonly string[];
  readonly rows: readonly { readonly topic: string; readonly cells: readonly Cell[] }[];
};

type Parts = Pick<Knowledge, 'engines' | 'topics' | 'sections'>;

/** Count the sections by topic and engine. */
export function coverageOf({ engines, topics, sections }: Parts): Coverage {
  const single = engines.filter(({ kind }) => kind === 'single');
  const inOrder = single.toSorted((a, b) => a.precedence - b.precedence);
  const columns = [...inOrder.map(({ id }) => id), GENERAL];
  const cell = (topic: Topic, engine: string): Cell => ({
    engine,
    sections: sections.filter((one) => one.topic === topic.id && one.engine === engine).length,
    because: topic.notApplicable[engine] ?? null,
  });
  return {
    engines: columns,
    rows: topics.map((topic) => ({
      topic: topic.id,
      cells: columns.map((engine) => cell(topic, engine)),
    })),
  };
}

/** Empty cells without a reason. An organisation's own engine is shown, but need not have a section on everything. */
export function coverageFindings({ rows }: Coverage, sources: Sources): Finding[] {
  return rows.flatMap(({ topic, cells }) =>
    cells
      .filter(({ sections, because }) => sections === 0 && because === null)
      .filter(({ engine }) => !sources.isHouse(`engines/${engine}.yaml`))
      .map(({ engine }) =>
        sources.at(
          `topics/${topic}.yaml`,
          [],
          `Expected a section on "${topic}" for "${engine}", got none.`,
          `Write sections/${engine}/${topic}/<slug>.md, or add notApplicable: {${engine}: <why>} here.`,
        ),
      ),
  );
}

/** The table for people: a count, "n/a" where none is needed, "-" where one is missing. */
export function coverageTable({ engines, rows }: Coverage): string {
  const width = Math.max('topic'.length, ...rows.map(({ topic }) => topic.length));
  const line = (first: string, rest: readonly string[]): string =>
    [first.padEnd(width), ...rest.map((text, i) => text.padStart(engines[i]?.length ?? 0))].join('  ');
  return [line('topic', engines), ...rows.map(({ topic, cells }) => line(topic, cells.map(shown)))].join(
    '\n',
  );
}

function shown({ sections, because }: Cell): string {
  if (sections > 0) return String(sections);
  return because === null ? '-' : 'n/a';
}
