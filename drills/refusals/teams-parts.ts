import { words } from '../../src/adapters/teams/words.ts';
import { count, emptied } from '../audit.ts';
import type { Finding } from '../drill.ts';
import { type Fault, openFaultyWire } from '../platform/faulty-wire.ts';
import { startService } from '../process/service.ts';
import { accepted } from '../slack/signed.ts';
import { type Stage, storeEnvironment } from '../stage.ts';
import { openOffice, postActivity } from '../teams/office.ts';
import { passing, spread, unknowable } from './faults.ts';
import { differing, expectedShows, start } from './order.ts';
import { inTurn, sizes, talk } from './talk.ts';

const TEXTS = ['alerts within 50 ms', 'help', 'about 2 TB of state'];
const FAULTS = { few: 8, full: 100 };
const PEOPLE = { few: 4, full: 40 };
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
    hypothesis: 'every reply arrives in order; Teams cannot be asked, so one may be shown twice and says so',
    faults: unknowable('teams'),
    mark: '0 lost, order kept; a second copy only of replies whose answer was lost, and it says so',
    copies: 2,
  },
];

export async function teamsFindings(stage: Stage): Promise<Finding[]> {
  return inTurn(stage, PARTS, runPart);
}

async function runPart(stage: Stage, part: Part): Promise<Finding> {
  const { faults, people } = sizes(stage, part.faults.length, FAULTS, PEOPLE);
  const next = spread(part.faults, stage.random, faults, 0.3);
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
  stage.say(`${part.name}: ${people} people, ${faults} faults`);
  const refused = await talk(people, TEXTS, async (n, text) =>
    accepted({ status: await postActivity(service, office.message(n, text)) }),
  );
  const pending = await emptied(options);
  const shows = differing(
    await expectedShows(options, ({ conversationId }) => conversationId ?? ''),
    (chat) => office.connector.shows(chat).map(({ summary, text }) => start(summary || text)),
  );
  const lost =
    pending +
    shows.missing +
    (await count(options, "select count(*) as n from outbox where status = 'failed'"));
  const marked = Array.from({ length: people }, (_, n) => office.connector.shows(office.chat(n)))
    .flat()
    .filter(({ card }) => JSON.stringify(card).includes(words.sentAgain)).length;
  const allowed = part.copies > 1 ? Math.min(given.length, marked) : 0;
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
      'that say they may be': marked,
      'not acknowledged': refused,
    },
    mark: part.mark,
    met: given.length > 0 && lost + shows.disordered + refused === 0 && shows.extra <= allowed,
  };
}
