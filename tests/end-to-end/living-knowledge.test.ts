import { mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { dataFolder, type RealProcess, startProcess, until } from './real-process.ts';

const PATIENCE_MS = 60_000;
const RULE = `- id: we-run-flink
  when: {}
  effect: {flink: POINTS}
  because: We run a Flink platform.
  cites: []
`;

type Message = { readonly slot: string; readonly kind: string; readonly text: string };

/** An overlay with one house rule, whose file is replaced as editors do. */
function overlay(): { folder: string; write(content: string): void } {
  const folder = mkdtempSync(join(tmpdir(), 'overlay-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  mkdirSync(join(folder, 'rules'));
  const write = (content: string): void => {
    writeFileSync(join(folder, '.draft'), content);
    renameSync(join(folder, '.draft'), join(folder, 'rules/house.yaml'));
  };
  return { folder, write };
}

async function start(data: string, folder: string): Promise<RealProcess> {
  const app = await startProcess({ STREAMCHOICE_DATA: data, STREAMCHOICE_KNOWLEDGE: folder });
  onTestFinished(() => app.kill());
  return app;
}

let turns = 0;

/** One turn of the only conversation; answers with the messages of this turn. */
async function turn(
  { url }: RealProcess,
  conversation: string | null,
  event: object,
): Promise<{ conversation: string; messages: Message[] }> {
  turns += 1;
  const response = await fetch(`${url}/api/web/turns`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: url, 'sec-fetch-site': 'same-origin' },
    body: JSON.stringify({ conversation, deliveryKey: `living-key-${turns}`, event, after: turns - 1 }),
  });
  expect(response.status).toBe(200);
  return (await response.json()) as { conversation: string; messages: Message[] };
}

async function metric({ url }: RealProcess, name: string): Promise<string[]> {
  const text = await (await fetch(`${url}/metrics`)).text();
  return text.split('\n').filter((line) => line.startsWith(name));
}

/** The notes among messages, line by line; the first line is the title. */
function notes(messages: readonly Message[]): string[][] {
  return messages.flatMap(({ kind, text }) => (kind === 'note' ? [text.split('\n')] : []));
}

function titles(messages: readonly Message[]): (string | undefined)[] {
  return notes(messages).map(([title]) => title);
}

const press = (action: string): object => ({ kind: 'press', action });

it('goes on while its knowledge changes, breaks, is mended and the process ends', {
  timeout: 240_000,
}, async () => {
  const data = await dataFolder();
  onTestFinished(data.clean);
  const { folder, write } = overlay();
  write(RULE.replace('POINTS', '3'));
  const app = await start(data.path, folder);
  const before = await metric(app, 'streamchoice_knowledge{');
  const begun = await turn(app, null, { kind: 'start', text: 'dashboards, 10 s, Kafka, SQL team' });
  const { conversation } = await turn(app, begun.conversation, press('recommend'));

  // A change is in use for new conversations; this one is told once and stays with its own.
  write(RULE.replace('POINTS', 'excluded'));
  await until(
    async () => expect(await metric(app, 'streamchoice_knowledge{')).not.toEqual(before),
    PATIENCE_MS,
  );
  const told = await turn(app, conversation, press('explain'));
  expect(titles(told.messages)).toEqual(['All reasons', 'There is newer knowledge.']);
  expect(notes(told.messages)[0]?.join(' ')).toContain('We run a Flink platform.');
  expect(titles((await turn(app, conversation, press('explain'))).messages)).toEqual(['All reasons']);

  // A broken file is reported with its place, and nothing else changes.
  const changed = await metric(app, 'streamchoice_knowledge{');
  write('- id: torn\n  when: {latency: fast}\n');
  await until(
    async () =>
      expect(await metric(app, 'streamchoice_knowledge_problems')).not.toEqual([
        'streamchoice_knowledge_problems 0',
      ]),
    PATIENCE_MS,
  );
  expect(await metric(app, 'streamchoice_knowledge{')).toEqual(changed);
  const ready = await fetch(`${app.url}/readyz`);
  expect([ready.status, await ready.text()]).toEqual([
    200,
    expect.stringMatching(
      /^ready\nknowledge \w{12} of \d{4}-\d\d-\d\d; its files have \d problems? now and are not in use: see the log/,
    ),
  ]);
  expect(app.log()).toMatch(/"findings":\["[^"]*rules\/house\.yaml:\d+:\d+: /);

  // SIGHUP looks again, with the same outcome; a mended file is taken up.
  const refused = await metric(app, 'streamchoice_knowledge_reloads_total{outcome="refused"}');
  app.signal('SIGHUP');
  await until(
    async () =>
      expect(await metric(app, 'streamchoice_knowledge_reloads_total{outcome="refused"}')).not.toEqual(
        refused,
      ),
    PATIENCE_MS,
  );
  write(RULE.replace('POINTS', '-3'));
  await until(
    async () =>
      expect(await metric(app, 'streamchoice_knowledge_problems')).toEqual([
        'streamchoice_knowledge_problems 0',
      ]),
    PATIENCE_MS,
  );

  // After a restart the conversation still goes by what it began with, until somebody asks for the new knowledge.
  await app.kill();
  const again = await start(data.path, folder);
  const kept = await turn(again, conversation, press('explain'));
  expect(notes(kept.messages)[0]).toEqual(notes(told.messages)[0]);
  expect(titles(kept.messages)).toEqual(['All reasons', 'There is newer knowledge.']);
  const renewed = await turn(again, conversation, press('renew'));
  expect(notes(renewed.messages)[0]).toEqual([
    'Other knowledge',
    expect.stringMatching(/^From now on: \w{12} of /),
    expect.stringMatching(/^The pick (stays|changes): /),
  ]);
});
