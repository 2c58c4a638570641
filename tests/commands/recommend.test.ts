import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { runHere } from './run-here.ts';

/** Loading the knowledge takes about a second; a busy machine may need far more. */
const TIMEOUT = 60_000;

describe('recommend', { timeout: TIMEOUT }, () => {
  it('prints the verdict in words, with what it rests on', async () => {
    const { code, stdout } = await runHere(['recommend', 'Kafka to Delta, 2 minutes, Spark team'], {});

    expect(code).toBe(0);
    expect(stdout).toMatch(/^Recommended: Spark Structured Streaming/);
    expect(stdout).toMatch(/Rests on:\n(- .*\n)*- Latency: .*\(said\)/);
  });

  it('draws the ranking into a file beside words or JSON', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'streamchoice-picture-'));
    onTestFinished(() => rm(folder, { recursive: true }));
    const file = join(folder, 'ranking.png');

    const { code, stdout } = await runHere(
      ['recommend', 'alerts in 50 ms, Java', '--json', '--picture', file],
      {},
    );

    expect([code, JSON.parse(stdout).verdict.pick]).toEqual([0, expect.any(String)]);
    expect((await readFile(file)).subarray(1, 4).toString()).toBe('PNG');
  });

  it('names the file that cannot be written', async () => {
    const { code, stderr } = await runHere(['recommend', 'x', '--picture', '/nowhere/at/all.png'], {});

    expect([code, stderr.includes('"/nowhere/at/all.png"'), stderr.includes('folder that exists')]).toEqual([
      2,
      true,
      true,
    ]);
  });
});
