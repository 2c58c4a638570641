import { words } from '../../src/adapters/teams/words.ts';
import { count, emptied } from '../audit.ts';
import type { Finding } from '../drill.ts';
import { type Fault, type FaultyWire, openFaultyWire } from '../platform/faulty-wire.ts';
import { startService } from '../process/service.ts';
import type { Random } from '../random.ts';
import { accepted } from '../slack/signed.ts';
import { type Stage, storeEnvironment } from '../stage.ts';
import { openOffice, postActivity } from '../teams/office.ts';
import { passing, spread, unknowable } from './faults.ts';
import { differing, expectedShows, start } from './order.ts';
import { partsOf, sizes, talk } from './talk.ts';

const TEXTS = ['alerts within 50 ms', 'help', 'about 2 TB of state'];
const FAULTS = { few: 8, full: 100 };
const PEOPLE = { few: 4, full: 40 };
const POSTS = /\/activities/;
/** The chat that a call is about. */
const CHAT = /\/conversations\/([^/]+)\/activities/;

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
  return partsOf(stage, PARTS, runPart);
}

async function runPart(stage: Stage, part: Part, random: Random): Promise<Finding> {
  const { faults, people } = sizes(stage, part.faults.length, FAULTS, PEOPLE);
  const next = spread(part.faults, random, faults, 0.3);
  const wires: FaultyWire[] = [];
  const office = await openOffice(stage, async (serviceUrl) => {
    const choose = (path: string) => (POSTS.test(path) ? next() : null);
    const wire = await openFaultyWire(serviceUrl, choose, stage.defer);
    wires.push(wire);
    return wire.url;
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
    (await count(options, "select count(*) as n from undelivered where outcome = 'failed'"));
  const calls = wires.flatMap((wire) => wire.calls);
  const given = calls.filter(({ fault }) => fault !== null).length;
  const { again, unsaid } = sentAgain(calls);
  await service.kill();
  return {
    part: part.name,
    hypothesis: part.hypothesis,
    counts: {
      'kinds of fault': part.faults.length,
      'faults given': given,
      lost,
      'out of order': shows.disordered,
      'visible twice': shows.extra,
      'sent again after a lost answer': again,
      'without saying so': unsaid,
      'not acknowledged': refused,
    },
    mark: part.mark,
    met:
      given > 0 &&
      lost + shows.disordered + refused + unsaid === 0 &&
      shows.extra <= (part.copies > 1 ? again : 0),
  };
}

/**
 * Posts that follow one in the same chat whose answer was lost, and how many of them do not say that they may stand there
 * twice. Seen on the wire: what replaces such a post later says no more than its own text.
 */
function sentAgain(calls: FaultyWire['calls']): { readonly again: number; readonly unsaid: number } {
  const lostIn = new Set<string>();
  const mark = JSON.stringify(words.sentAgain).slice(1, -1);
  const sum = { again: 0, unsaid: 0 };
  // PUT is for messages in place of others.
  for (const { path, body, fault } of calls.filter(({ method }) => method === 'POST')) {
    const chat = CHAT.exec(path)?.[1] ?? '';
    if (lostIn.has(chat)) {
      sum.again += 1;
      if (!body.includes(mark)) sum.unsaid += 1;
    }
    if (fault?.kind === 'lost reply') lostIn.add(chat);
    else lostIn.delete(chat);
  }
  return sum;
}
