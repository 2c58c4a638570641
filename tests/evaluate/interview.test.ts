import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { createAdvisor } from '../../src/decision/recommend.ts';
import { EvaluationFileError } from '../../src/evaluate/expected-requirements.ts';
import { measureInterviews } from '../../src/evaluate/interview.ts';
import { type InterviewCase, interviewCases, interviewSchema } from '../../src/evaluate/interview-cases.ts';
import { loadKnowledge } from '../../src/knowledge/loader.ts';
import { interval, noneOfIt, type Requirements, setOf } from '../../src/knowledge/requirements.ts';

const knowledge = await loadKnowledge(['knowledge']);
const advisor = createAdvisor(knowledge);
const { criteria } = knowledge;

function casesOf(raw: unknown): InterviewCase[] {
  return interviewCases(z.array(interviewSchema).parse(raw), criteria);
}

function measured(cases: readonly InterviewCase[], read = (): Requirements => ({})) {
  return measureInterviews(cases, advisor, criteria, read);
}

describe('interviews over the golden workloads', () => {
  const golden = casesOf(parse(readFileSync('knowledge/scenarios.yaml', 'utf8')));
  const { fromNothing, fromThree } = measured(golden);

  it('take five questions at the median from nothing, far fewer than asking all', () => {
    expect(fromNothing.interviews).toBe(golden.length);
    expect(fromNothing.median).toBeLessThanOrEqual(5);
    expect(fromNothing.mean).toBeLessThan(0.6 * fromNothing.askingAll);
    expect(fromNothing.p95).toBeLessThan(fromNothing.askingAll);
  });

  it('take two more at the median after three requirements', () => {
    expect(fromThree.interviews).toBeGreaterThan(3 * golden.length);
    expect(fromThree.median).toBeLessThanOrEqual(2);
    expect(fromThree.askingAll).toBe(7);
  });

  it('end in the pick of the full interview, every one of them', () => {
    expect(fromNothing.samePick).toBe(fromNothing.interviews);
    expect(fromThree.samePick).toBe(fromThree.interviews);
  });
});

describe('measuring interviews', () => {
  const SERVICE = { latency: '200ms', pattern: 'microservice-embedded', skills: 'java', ecosystem: 'kafka' };

  it('asks until the pick is settled, and counts what a message says as answered', () => {
    const [one] = casesOf([{ id: 'service', given: SERVICE }]);
    if (one === undefined) throw new Error('no case');
    const all = measured([{ ...one, message: 'all of it' }], () => one.answers);
    const open = all.results[0]?.asked ?? [];

    expect(all.fromNothing).toMatchObject({ interviews: 1, mean: open.length, longest: open.length });
    expect(all.fromNothing.askingAll).toBe(10);
    expect(all.fromMessage?.askingAll).toBe(6);
    expect(all.fromMessage?.mean).toBeLessThan(open.length);
    expect(advisor.recommend(one.answers).verdict.pick.engine).toBe('kafka-streams');
  });

  it('counts a pick that differs from that of the full interview', () => {
    const [one] = casesOf([{ id: 'service', given: SERVICE }]);
    if (one === undefined) throw new Error('no case');
    // An advisor that never asks stops too early.
    const hasty = {
      ...advisor,
      recommend: (said: Requirements) => ({ ...advisor.recommend(said), next: null }),
    };

    const { fromNothing } = measureInterviews([one], hasty, criteria, () => ({}));

    expect(fromNothing).toMatchObject({ interviews: 1, mean: 0, samePick: 0, sameMode: 0 });
  });

  it('has what is asked within a question answered with it', () => {
    const given = { latency: '<=100ms', twoPaths: 'yes', skills: 'spark,flink', ecosystem: 'kafka,iceberg' };

    const { fromNothing, fromThree } = measured(casesOf([{ id: 'two', given }]));

    expect([fromNothing.samePick, fromThree.samePick]).toEqual([1, fromThree.interviews]);
  });

  it('reads golden workloads and labelled messages, and leaves out those that say next to nothing', () => {
    const cases = casesOf([
      { id: 'golden', given: { stateSize: 'none', skills: 'spark,-java' } },
      { id: 'labelled', message: 'hello', requirements: { latency: { max: '1s' }, not_skills: ['java'] } },
      { id: 'thin', message: 'hello', requirements: {}, ask_more: true },
    ]);

    expect(cases).toEqual([
      { id: 'golden', answers: { stateSize: noneOfIt(), skills: setOf(['spark'], ['java']) }, message: null },
      {
        id: 'labelled',
        answers: { latency: interval('time', { max: 1000 }), skills: setOf([], ['java']) },
        message: 'hello',
      },
    ]);
  });

  it.each([
    [{ speed: '1s' }, 'Expected the id of a criterion, got "speed".'],
    [{ latency: 'soon' }, 'latency: expected a quantity of time, got "soon".'],
  ])('refuses %j', (given, message) => {
    const wrong = (): unknown => casesOf([{ id: 'wrong', given }]);

    expect(wrong).toThrow(EvaluationFileError);
    expect(wrong).toThrow(message);
  });
});
