import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { createLog } from '../../src/log.ts';
import { createMetrics } from '../../src/metrics.ts';
import { observed } from '../../src/observed.ts';
import { stopWithin } from '../../src/stop-within.ts';

const KNOWLEDGE = { version: 'k1', date: '2026-11-22', engines: [1], rules: [1] };
const STORE = { ping: async () => undefined };

async function get(path: string, more: Partial<Parameters<typeof observed>[0]> = {}) {
  const metrics = createMetrics();
  const watched = {
    store: STORE,
    metrics,
    adapters: [],
    knowledge: () => KNOWLEDGE,
    problems: () => 0,
    ...more,
  };
  const route = observed(watched).find((one) => one.path === path);
  return route?.handle({} as never);
}

describe('what operators look at', () => {
  it('is ready when platforms, store and knowledge are, and says in words what is not', async () => {
    const down = { ping: () => Promise.reject(new Error('down')) };
    const cut = [{ deliverer: { platform: 'slack' }, isReady: () => false }];

    expect(await get('/healthz', { store: down })).toEqual({ status: 200, body: 'alive\n' });
    expect(await get('/readyz')).toEqual({ status: 200, body: 'ready\nknowledge k1 of 2026-11-22\n' });
    expect(await get('/readyz', { problems: () => 2 })).toMatchObject({
      status: 200,
      body: /its files have 2 problems/,
    });
    expect(await get('/readyz', { store: down })).toMatchObject({
      status: 503,
      body: /store cannot be reached/,
    });
    expect(await get('/readyz', { adapters: cut })).toMatchObject({
      status: 503,
      body: 'slack is not connected\n',
    });
    expect(
      await get('/readyz', { knowledge: () => ({ ...KNOWLEDGE, engines: [], rules: [] }) }),
    ).toMatchObject({
      status: 503,
      body: /no engines or no rules/,
    });
  });

  it('counts in the Prometheus text format, each thing under the name it is looked for', async () => {
    const metrics = createMetrics();
    metrics.count('turns', { platform: 'slack', status: 'duplicate' });
    metrics.count('slack', { what: 'dropped', reason: 'bot' });
    metrics.count('teams', { what: 'ignored', reason: 'empty' });
    metrics.count('slack', { what: 'failed', reason: 'press' });
    metrics.count('deliveries', { platform: 'slack', outcome: 'dropped', reason: 'overtaken' });
    metrics.count('platform_errors', { platform: 'slack', class: 'rate-limit' });
    metrics.observe('turn_seconds', { platform: 'slack' }, 0.03);
    metrics.observe('turn_seconds', { platform: 'slack' }, 4);
    metrics.watchBacklog(
      async () => ({ pending: 3, failed: 1, oldestPendingAt: 1_000 }),
      () => 61_000,
    );
    metrics.knowledge({ version: 'k1', date: '2026-11-22', since: 1_000, problems: 0 });
    metrics.knowledge({ version: 'k2', date: '2026-12-01', since: 2_000, problems: 3 });

    const lines = (await metrics.text()).split('\n');

    for (const line of [
      'streamchoice_turns_total{platform="slack",status="duplicate"} 1',
      'streamchoice_duplicates_total{platform="slack"} 1',
      'streamchoice_dropped_total{platform="slack",reason="bot"} 1',
      'streamchoice_dropped_total{platform="teams",reason="empty"} 1',
      'streamchoice_dropped_total{platform="slack",reason="overtaken"} 1',
      'streamchoice_platform_errors_total{platform="slack",class="rate-limit"} 1',
      'streamchoice_turn_seconds_bucket{le="0.05",platform="slack"} 1',
      'streamchoice_acks_total{platform="slack",in_time="true"} 1',
      'streamchoice_acks_total{platform="slack",in_time="false"} 1',
      'streamchoice_outbox_pending 3',
      'streamchoice_outbox_failed 1',
      'streamchoice_outbox_oldest_seconds 60',
      'streamchoice_knowledge{version="k2",date="2026-12-01"} 1',
      'streamchoice_knowledge_since_seconds 2',
      'streamchoice_knowledge_problems 3',
    ])
      expect(lines).toContain(line);
    expect(lines.filter((line) => line.includes('reason="press"') && line.includes('dropped'))).toEqual([]);
  });
});

describe('the log', () => {
  it('cuts secrets out of every field, however deep, and never tells the words of an error', () => {
    const lines: string[] = [];
    const log = createLog('info', ['plainsecret1', 'short'], { write: (line) => void lines.push(line) });
    const jwt = 'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2ln';

    log.error({ error: new RangeError('CANARY words') }, 'failed');
    log.warn(
      { deep: [{ text: `with xoxb-1-abc and ${jwt}` }], url: 'postgres://u:hunter22@host/db' },
      'told',
    );
    log.warn({ note: 'it is plainsecret1, a short one' }, 'told');

    const text = lines.join('');
    expect(text).not.toMatch(/CANARY|xoxb|eyJ|hunter22|plainsecret1/);
    expect(JSON.parse(lines[0] ?? '')).toMatchObject({
      error: { error: 'RangeError', at: expect.any(Array) },
    });
    expect(text).toContain('a short one');
    expect(text).toContain('postgres://u:[cut]@host/db');
  });
});

describe('a stop', () => {
  it('runs its steps in order, leaves a hanging one behind, and ends in time', async () => {
    const done: string[] = [];
    const warned: string[] = [];
    const never = new Promise(() => {});

    await stopWithin(
      { warn: (_, message) => void warned.push(message) },
      [
        async () => void done.push('first'),
        () => never,
        async (leftMs) => void done.push(`last with ${leftMs > 0 ? 'time' : 'none'}`),
      ],
      600,
    );

    expect(done).toEqual(['first', 'last with time']);
    expect(warned).toEqual(['a step of the stop took too long and was left behind']);
  });

  it('tells the first error once all steps have had their turn', async () => {
    const done: string[] = [];
    const steps = [() => Promise.reject(new Error('one')), async () => void done.push('two')];

    await expect(stopWithin({ warn: () => {} }, steps)).rejects.toThrow('one');
    await sleep(1);

    expect(done).toEqual(['two']);
  });
});
