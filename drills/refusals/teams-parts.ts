import { count } from '../audit.ts';
import type { Finding } from '../drill.ts';
import { type Fault, openFaultyWire } from '../platform/faulty-wire.ts';
import { startService } from '../process/service.ts';
import { type Stage, storeEnvironment } from '../stage.ts';
import { openOffice, postActivity } from '../teams/office.ts';
import { inParallel, waitUntil } from '../wait.ts';
import { passing, spread, unknowable } from './faults.ts';
import { differing, expectedShows, start } from './order.ts';

const TEXTS = ['alerts within 50 ms', 'help', 'about 2 TB of state'];
const WIDTH = 16;
const DRAIN_WITHIN_MS = 180_000;
const POSTS = /\/activities/;

type Part = {
  readonly name: string;
  readonly hypothesis: string;
  readonly faults: readonly Fault[];
  readonly mark: string;
  /** Copies of one reply that may be visible. */
  readonly copies: number;
};

const PARTS: readonly Part[] = [
  {
    name: 'Teams: trouble that passes (429, 412, 5xx, resets, slow bytes)',
    hypothesis: 'every reply arrives once and in order',
    faults: passing('teams'),
    mark: '0 lost, order kept, at most one visible copy',
    copies: 1,
  },
  {
    name: 'Teams: posted, but the answer is lost',
    hypothesis: 'every reply arrives in order; Teams cannot be asked, so one in flight may be shown twice',
    faults: unknowable('teams'),
    mark: '0 lost, order kept; a second copy only of replies whose answer was lost',
    copies: 2,
  },
];

export async function teamsFindings(stage: Stage): Promise<Finding[]> {
  const findings: Finding[] = [];
  for (const part of PARTS.slice(0, stage.size(1, PARTS.length))) findings.push(await runPart(stage, part));
  return findings;
}

async function runPart(stage: Stage, part: Part): Promise<Finding> {
  const most = Math.max(part.faults.length, stage.size(8, 100));
  const next = spread(part.faults, stage.random, most, 0.3);
  const given: Fault[] = [];
  const office = await openOffice(stage, async (serviceUrl) => {
    const choose = (path: string): Fault | null => {
      const fault = POSTS.test(path) ? next() : null;
      if (fault !== null) given.push(fault);
      return fault;
    };
    return (await openFaultyWire(serviceUrl, choose, stage.defer)).url;
  });
  const options = await stage.freshStore();
  const env = { ...office.environment, ...storeEnvironment(options), LOG_LEVEL: 'silent' };
  const service = await startService(stage, { env });
  const people = Math.max(stage.size(4, 40), Math.ceil(most / 4));
  stage.say(`${part.name}: ${people} people, ${most} faults`);
  const statuses = await inParallel(
    WIDTH,
    Array.from({ length: people }, (_, n) => async () => {
      const answers = [];
      for (const text of TEXTS) answers.push(await postActivity(service, office.message(n, text)));
      return answers;
    }),
  );
  const pending = () => count(options, "select count(*) as n from outbox where status = 'pending'");
  await waitUntil(async () => (await pending()) === 0, stage.patience(DRAIN_WITHIN_MS));
  const shows = differing(
    await expectedShows(options, ({ conversationId }) => conversationId ?? ''),
    (chat) => office.connector.shows(chat).map(({ summary, text }) => start(summary || text)),
  );
  const lost =
    (await pending()) +
    shows.missing +
    (await count(options, "select count(*) as n from outbox where status = 'failed'"));
  const refused = statuses.flat().filter((status) => status < 200 || status > 299).length;
  const allowed = part.copies > 1 ? given.length : 0;
  await service.kill();
  return {
    part: part.name,
    hypothesis: part.hypothesis,
    counts: {
      'kinds of fault': part.faults.length,
      'faults given': given.length,
      lost,
      'out of order': shows.disordered,
      'visible twice': shows.extra,
      'not acknowledged': refused,
    },
    mark: part.mark,
    met: given.length > 0 && lost + shows.disordered + refused === 0 && shows.extra <= allowed,
  };
}
