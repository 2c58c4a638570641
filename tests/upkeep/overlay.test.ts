import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createAdvisor } from '../../src/decision/recommend.ts';
import { formatFinding } from '../../src/knowledge/findings.ts';
import { loadKnowledge } from '../../src/knowledge/loader.ts';
import { ask, buildLookup } from '../../src/knowledge/lookup/ask.ts';
import type { Requirements } from '../../src/knowledge/requirements.ts';
import { parseValue } from '../../src/knowledge/value-syntax.ts';
import { checkKnowledge } from '../../src/upkeep/check/check-knowledge.ts';
import { diffKnowledge } from '../../src/upkeep/diff/diff-knowledge.ts';
import { SHIPPED } from '../knowledge/knowledge-folder.ts';

const OVERLAY = join(SHIPPED, 'examples/overlay');
const shipped = await loadKnowledge([SHIPPED]);
const laidOver = await loadKnowledge([SHIPPED, OVERLAY]);
const advisor = createAdvisor(laidOver);

function given(values: Readonly<Record<string, string>>): Requirements {
  const criteria = new Map(laidOver.criteria.map((criterion) => [criterion.id, criterion]));
  const entries = Object.entries(values).map(([id, text]) => {
    const criterion = criteria.get(id);
    if (criterion === undefined) throw new Error(`No criterion "${id}".`);
    return [id, parseValue(criterion, text)] as const;
  });
  return Object.fromEntries(entries);
}

/** Close between a library and a cluster engine: the house platform tips it. */
const COUNTS = given({
  latency: '10s',
  stateSize: '~5GB',
  pattern: 'windowed-aggregation',
  skills: 'java,kafka',
  ecosystem: 'kafka',
});

describe('the example overlay', () => {
  it('is not part of the shipped knowledge', () => {
    expect(shipped.engines.map(({ id }) => id)).not.toContain('risingwave');
    expect(shipped.rules.filter(({ house }) => house)).toEqual([]);
  });

  it('is sound over the shipped knowledge, with golden workloads of its own', async () => {
    const { findings, scenarios } = await checkKnowledge([SHIPPED, OVERLAY], { today: laidOver.date });

    expect(findings.map(formatFinding)).toEqual([]);
    expect(scenarios).toBeGreaterThanOrEqual(25 + 3);
  });

  it('tips a verdict by a house rule and shows the verdict without it', () => {
    const { verdict, withoutHouse } = advisor.recommend(COUNTS);

    expect({ pick: verdict.pick.id, without: withoutHouse?.pick.id }).toEqual({
      pick: 'flink',
      without: 'kafka-streams',
    });
    expect(createAdvisor(shipped).recommend(COUNTS).verdict.pick.id).toBe('kafka-streams');
    const reasons = verdict.ranking[0]?.reasons.filter(({ rule }) => rule.house);
    expect(reasons?.map(({ rule, points }) => [rule.id, points])).toEqual([['we-run-a-flink-platform', 2]]);
  });

  it('links to internal pages from the recommendation', () => {
    const { links } = advisor.recommend(COUNTS);

    expect(links).toContainEqual({
      title: 'Flink platform handbook',
      url: 'https://wiki.example.com/platform/flink',
      publisher: 'Acme platform team',
      kind: 'official',
      section: 'flink/deployment/our-flink-platform',
    });
  });

  it('recommends the engine it adds, and none of ours instead without the overlay', () => {
    const dashboard = given({
      latency: '5s',
      pattern: 'analytics-dashboard',
      skills: 'sql',
      ecosystem: 'kafka',
    });

    expect(advisor.recommend(dashboard).verdict.pick.id).toBe('risingwave');
    expect(createAdvisor(shipped).recommend(dashboard).verdict.pick.id).not.toBe('risingwave');
  });

  it('excludes the engine it adds where its rules say so', () => {
    const patterns = given({ latency: '5s', pattern: 'cep,analytics-dashboard', skills: 'sql' });

    const ranked = advisor
      .recommend(patterns)
      .verdict.ranking.find(({ candidate }) => candidate.id === 'risingwave');

    expect(ranked).toMatchObject({ excluded: true });
  });

  it.each([
    ['how do I get a flink job at acme', 'flink/deployment/our-flink-platform'],
    ['how fresh is a risingwave view', 'risingwave/latency/barrier-interval'],
  ])('answers "%s" from its own sections', (question, section) => {
    const { answered, results } = ask(buildLookup(laidOver), question);

    expect({ answered, found: results.map((result) => result.section.id) }).toEqual({
      answered: true,
      found: expect.arrayContaining([section]),
    });
  });

  it('can be told apart by a diff', async () => {
    const { parts } = await diffKnowledge([SHIPPED], [SHIPPED, OVERLAY]);

    expect(parts.engines).toEqual({ added: ['risingwave'], removed: [], changed: [] });
    expect(parts.sections).toEqual({
      added: [
        'flink/deployment/our-flink-platform',
        'risingwave/architecture/views-kept-up-to-date',
        'risingwave/latency/barrier-interval',
        'risingwave/use-cases/sql-teams-that-serve-results',
      ],
      removed: [],
      changed: [],
    });
  });
});
