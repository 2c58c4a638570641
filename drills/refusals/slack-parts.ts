import type { StoreOptions } from '../../src/store/open-store.ts';
import { directSql } from '../../tests/support/direct-sql.ts';
import { audit } from '../audit.ts';
import type { Finding } from '../drill.ts';
import { type Fault, type FaultyWire, openFaultyWire } from '../platform/faulty-wire.ts';
import type { Random } from '../random.ts';
import { openGround } from '../slack/ground.ts';
import { accepted, lineTo } from '../slack/signed.ts';
import type { Stage } from '../stage.ts';
import { no, passing, SLACK_CODES, spread, unknowable } from './faults.ts';
import { differing, expectedShows, saysLate, start } from './order.ts';
import { partsOf, sizes, talk } from './talk.ts';

const TEXTS = ['alerts within 50 ms', 'help', 'about 2 TB of state', 'why do you ask?'];
const FAULTS = { few: 10, full: 200 };
const PEOPLE = { few: 4, full: 60 };
const NUDGE_EVERY_MS = 500;
/** Methods by which something becomes visible, or is looked for. */
const POSTS = /chat\.(postMessage|update)/;
const POSTS_AND_LOOKUPS = /chat\.(postMessage|update)|conversations\.(history|replies)/;

type Part = {
  readonly name: string;
  readonly hypothesis: string;
  readonly faults: readonly Fault[];
  readonly at: RegExp;
  /** Waits of minutes are cut short in the store, as if time had passed. */
  readonly nudged: boolean;
  readonly mayFail: boolean;
};

const PARTS: readonly Part[] = [
  {
    name: 'Slack: trouble that passes (429, 5xx, resets, slow bytes, ok:false)',
    hypothesis: 'every reply arrives once, in order, and not before Retry-After',
    faults: passing('slack'),
    at: POSTS_AND_LOOKUPS,
    nudged: false,
    mayFail: false,
  },
  {
    name: 'Slack: posted, but the answer is lost or too slow',
    hypothesis: 'the post is looked up and not repeated',
    faults: unknowable('slack'),
    at: POSTS,
    nudged: false,
    mayFail: false,
  },
  {
    name: 'Slack: ok:false until somebody repairs it',
    hypothesis: 'replies wait for the repair, then arrive in order',
    faults: SLACK_CODES.later.map(no),
    at: POSTS,
    nudged: true,
    mayFail: false,
  },
  {
    name: 'Slack: ok:false for good',
    hypothesis: 'the refusal is recorded with its code and later replies arrive',
    faults: SLACK_CODES.final.map(no),
    at: /chat\.postMessage/,
    nudged: true,
    mayFail: true,
  },
];

export async function slackFindings(stage: Stage): Promise<Finding[]> {
  return partsOf(stage, PARTS, runPart);
}

async function runPart(stage: Stage, part: Part, random: Random): Promise<Finding> {
  const { faults, people } = sizes(stage, part.faults.length, FAULTS, PEOPLE);
  const next = spread(part.faults, random, faults, 0.4);
  const wires: FaultyWire[] = [];
  const through = async (apiUrl: string): Promise<string> => {
    const choose = (path: string) => (part.at.test(path) ? next() : null);
    const wire = await openFaultyWire(apiUrl, choose, stage.defer);
    wires.push(wire);
    return wire.url;
  };
  const {
    workspace,
    options,
    start: startService,
  } = await openGround(stage, { logLevel: 'silent', through });
  const service = await startService();
  const line = lineTo(service);
  stage.say(`${part.name}: ${people} people, ${faults} faults`);
  const refused = await talk(people, TEXTS, async (n, text) =>
    accepted(await line(workspace.message(workspace.direct(n), text))),
  );
  const nudge = part.nudged ? setInterval(() => void makeDue(options), NUDGE_EVERY_MS) : undefined;
  const found = await audit(options, workspace.slack);
  clearInterval(nudge);
  const posts = (channel: string) => workspace.posts({ channel, user: '', other: '' });
  // Replies carry metadata; what has none is a notice beside them, as of a place that takes no posts.
  const replies = (channel: string) => posts(channel).filter(({ metadata }) => metadata !== undefined);
  const expected = await expectedShows(options, ({ channel }) => channel ?? '');
  const shows = differing(expected, (channel) => replies(channel).map(({ text }) => start(text)));
  const texts = [...expected.keys()].flatMap((channel) => posts(channel).map(({ text }) => text));
  const late = texts.filter(saysLate).length;
  await service.kill();
  const calls = wires.flatMap((wire) => wire.calls);
  return findingOf(part, { refused, found, shows, late, calls });
}

/** As if the time until the next try had passed. */
async function makeDue(options: StoreOptions): Promise<void> {
  await directSql(options, 'update outbox set next_at = 0 where next_at > 0');
}

type Seen = {
  readonly refused: number;
  readonly found: Awaited<ReturnType<typeof audit>>;
  readonly shows: ReturnType<typeof differing>;
  readonly late: number;
  readonly calls: FaultyWire['calls'];
};

function findingOf(part: Part, { refused, found, shows, late, calls }: Seen): Finding {
  const given = calls.filter(({ fault }) => fault !== null).length;
  const early = part.nudged ? 0 : tooEarly(calls);
  const lost = found.pending + shows.missing + (part.mayFail ? 0 : found.failed);
  return {
    part: part.name,
    hypothesis: part.hypothesis,
    counts: {
      'kinds of fault': part.faults.length,
      'faults given': given,
      'calls of the platform': calls.length,
      lost,
      'out of order': shows.disordered,
      'visible twice': found.doubledPosts,
      'more than the replies': shows.extra,
      'that say they are late': late,
      'before Retry-After': early,
      'given up with a reason': found.failed,
      'not acknowledged': refused,
    },
    mark: '0 lost, order kept, at most one visible copy',
    met:
      given > 0 &&
      lost + shows.disordered + shows.extra + found.doubledPosts + early + refused === 0 &&
      (!part.mayFail || found.failed > 0),
  };
}

/** Posts to a channel within the second that a 429 for that channel asked to wait. */
function tooEarly(calls: FaultyWire['calls']): number {
  const until = new Map<string, number>();
  let early = 0;
  for (const { at, path, body, fault } of calls) {
    if (!/chat\.postMessage/.test(path)) continue;
    const channel = new URLSearchParams(body).get('channel') ?? '';
    if ((until.get(channel) ?? 0) > at) early += 1;
    if (fault?.kind === 'answer' && fault.status === 429) until.set(channel, at + 1_000);
  }
  return early;
}
