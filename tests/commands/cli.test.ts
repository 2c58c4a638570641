import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadKnowledge } from '../../src/knowledge/loader.ts';
import { runFile } from '../end-to-end/real-process.ts';
import { SHIPPED } from '../knowledge/knowledge-folder.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'streamchoice-cli-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const cli = (args: readonly string[], more: Parameters<typeof runFile>[1] = {}): ReturnType<typeof runFile> =>
  runFile(['src/cli.ts', ...args], more);

/** Starting a process and loading the knowledge takes a second; a busy machine needs some more. */
const TIMEOUT = 120_000;

describe('the contract verbs', () => {
  it('parses a text into requirements, one JSON document on stdout', { timeout: TIMEOUT }, async () => {
    const { code, stdout } = await cli([
      'parse',
      '--json',
      'p99 under 100 ms, about 2 TB of state, no Scala, Java on Kafka',
    ]);

    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({
      requirements: {
        latency: { maxMs: 100, minMs: null, level: null },
        stateSize: { bytes: 2e12, minBytes: null, maxBytes: null, level: null, none: false },
        notSkills: ['scala'],
        lateData: null,
      },
      intent: 'requirements',
    });
  });

  it('recommends from options, with the fields that scripts read', { timeout: TIMEOUT }, async () => {
    const args = [
      '--set',
      'latency=50ms',
      '--set',
      'stateSize=3TB',
      '--set',
      'skills=java',
      '--set',
      'pattern=cep',
    ];
    const { code, stdout } = await cli(['recommend', '--json', ...args]);
    const result = JSON.parse(stdout);

    expect(code).toBe(0);
    expect(result).toMatchObject({
      asked: ['latency', 'pattern', 'skills', 'stateSize'],
      verdict: { pick: 'flink', mode: null, strength: 'strong', withoutHouseRules: null },
    });
    expect(result.verdict.ranking[0].reasons[0]).toMatchObject({
      rule: expect.any(String),
      points: expect.any(Number),
      because: expect.any(String),
      cites: expect.arrayContaining([expect.stringMatching(/^[a-z-]+\/[a-z-]+\/[a-z-]+$/)]),
    });
    expect(result.links[0]).toMatchObject({
      title: expect.any(String),
      url: expect.stringMatching(/^https/),
      section: expect.any(String),
    });
    expect(result.settled === (result.nextQuestion === null)).toBe(true);
  });

  it('answers a batch line by line in order, and an unreadable line in its place', {
    timeout: TIMEOUT,
  }, async () => {
    const lines = [
      '{"text":"Spark team, 5 minutes"}',
      'not json',
      '{"requirements":{"latency":{"maxMs":20}}}',
      '{"other":1}',
    ];
    const { code, stdout, stderr } = await cli(['recommend', '--batch'], { input: `${lines.join('\n')}\n` });
    const answers = stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));

    expect(code).toBe(2);
    expect(answers.map((answer) => answer.verdict?.pick ?? answer.error)).toEqual([
      'spark',
      expect.stringContaining('expected one JSON object, got "not json"'),
      'flink',
      expect.stringContaining('expected {"text": "..."} or {"requirements": {...}}'),
    ]);
    expect(stderr.match(/^line \d/gm)).toEqual(['line 2', 'line 4']);
  });

  it('reads a short answer beside its question and what is known', { timeout: TIMEOUT }, async () => {
    const input = [
      { text: '750 gigs', asked: 'stateSize' },
      { text: 'make it 10 minutes', prior: { latency: { maxMs: 100 } } },
    ];
    const { stdout } = await cli(['parse', '--batch'], {
      input: input.map((one) => JSON.stringify(one)).join('\n'),
    });
    const [first, second] = stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line).requirements);

    expect(first.stateSize.bytes).toBe(7.5e11);
    expect(second.latency.maxMs).toBe(600_000);
  });

  it('finds sections for a question', { timeout: TIMEOUT }, async () => {
    const { code, stdout } = await cli([
      'ask',
      '--json',
      '--limit',
      '2',
      'how does flink recover from a crash',
    ]);
    const result = JSON.parse(stdout);

    expect(code).toBe(0);
    expect(result.answered).toBe(true);
    expect(result.results).toHaveLength(2);
    expect(result.results[0]).toMatchObject({
      id: expect.stringMatching(/^flink\/fault-tolerance\//),
      topic: 'fault-tolerance',
      engine: 'flink',
      score: expect.any(Number),
      links: expect.any(Array),
    });
  });

  it('scores an evaluation file', { timeout: TIMEOUT }, async () => {
    const file = join(folder, 'scenarios.yaml');
    await writeFile(
      file,
      '- {id: a, message: "Kafka to Delta every 10 minutes, Spark team", expected: {best: spark, mode: micro-batch}}\n',
    );
    const { code, stdout } = await cli(['eval', 'scenarios', file, '--json']);

    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ cases: 1, best: 1, never: 0 });
  });

  it('finds the shipped knowledge sound', { timeout: TIMEOUT }, async () => {
    const { date } = await loadKnowledge([SHIPPED]);
    const { code, stdout } = await cli(['knowledge', 'check', '--today', date]);

    expect(stdout).toMatch(/^The knowledge base is sound: \d+ sections/);
    expect(code).toBe(0);
  });

  it('holds the interview in the terminal', { timeout: TIMEOUT }, async () => {
    const { code, stdout } = await cli([], {
      input: '1\nalerts within 50 ms on Kafka, Java, 2 TB\nrecommend\nquit\n',
    });

    expect(code).toBe(0);
    expect(stdout).toContain('Understood:');
    expect(stdout).toMatch(/Recommended: /);
  });
});

describe('bad usage', () => {
  it.each([
    [['conquer'], /"conquer" is not a verb/],
    [['parse'], /"parse" needs a text/],
    [['recommend', '--speed', '9'], /--speed/],
    [['ask', '--limit', 'many', 'x'], /--limit takes a whole number from 1 to 50, not "many"/],
    [
      ['recommend', '--set', 'speed=9'],
      /--set takes <criterion>=<value> with one of .*latency.*; got "speed=9"/,
    ],
    [['recommend', '--set', 'latency=fast'], /latency.*"fast"/],
    [['eval', 'opinions', 'x.yaml'], /eval takes scenarios\|questions\|utterances/],
    [['eval', 'scenarios', '/nowhere.yaml'], /"\/nowhere.yaml" cannot be read/],
    [['knowledge', 'burn'], /knowledge takes "check"/],
  ])('%j ends with 2 and one clear line', { timeout: TIMEOUT }, async (args, message) => {
    const { code, stdout, stderr } = await cli(args);

    expect(code).toBe(2);
    expect(stdout).toBe('');
    expect(stderr.trim().split('\n')).toHaveLength(1);
    expect(stderr).toMatch(message);
  });

  it('names file, line and column of a broken knowledge file', { timeout: TIMEOUT }, async () => {
    await writeFile(join(folder, 'rules.yaml'), '');
    const overlay = join(folder, 'overlay');
    await import('node:fs/promises').then((fs) => fs.mkdir(join(overlay, 'rules'), { recursive: true }));
    await writeFile(
      join(overlay, 'rules', 'ours.yaml'),
      '- id: ours\n  when: {latency: {below: soon}}\n  effect: {flink: 1}\n  because: x\n  cites: []\n',
    );
    const { code, stderr } = await cli(['recommend', 'x'], { env: { STREAMCHOICE_KNOWLEDGE: overlay } });

    expect(code).toBe(2);
    expect(stderr).toMatch(/ours\.yaml:2:\d+: /);
    expect(stderr).not.toMatch(/ {4}at /);
  });
});
