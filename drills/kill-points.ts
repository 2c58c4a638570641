import type { StoreOptions } from '../src/store/open-store.ts';
import { count } from './audit.ts';
import type { Drill, Finding } from './drill.ts';
import { type Breakable, openBreakable, type Point } from './kill/breakable.ts';
import { KINDS, type Kind, prepare, texts } from './kill/kinds.ts';
import { type Random, seeded } from './random.ts';
import { accepted } from './slack/signed.ts';
import type { Stage } from './stage.ts';
import { AT_MOST_MS, inParallel, percentile, waitUntil } from './wait.ts';

/** After a restart the turn has to end within this. */
const LIMIT_MS = 10_000;
/** A point that is not passed by then is not on the way of this turn. */
const DIES_WITHIN_MS = 8_000;
/** From the empty outbox to the last statement of the turn. */
const GRACE_MS = 500;
const NAMED_POINTS = 20;
/** Kinds of turn in the full version; each is a seed of its own for what is delivered. */
const FULL_KINDS = KINDS.length;
/** Grounds on which the points of one kind are tried at once: most of the time is waiting for the pace of posts. */
const GROUNDS = 3;
/** Asking a database takes a connection of its own each time, which a dozen grounds would feel at every 20 ms. */
const LOOK_EVERY_MS = 100;

type Reference = { readonly points: readonly Point[]; readonly after: readonly string[] };
type Killed = {
  readonly died: boolean;
  /** Milliseconds from the restart to the turn's last message; null when it never came. */
  readonly tookMs: number | null;
  readonly doubled: boolean;
  readonly repeated: boolean;
  readonly point: Point;
};

/** SIGKILL at every point of a turn, in a real process, then a restart on the same database. */
export const killPoints: Drill = {
  number: 2,
  name: 'kill -9 at each point',
  stores: ['sqlite', 'postgres'],
  inTest: ['sqlite', 'postgres'],
  run: async (stage) => {
    const kinds = stage.random.shuffled(KINDS).slice(0, stage.size(1, FULL_KINDS));
    return inParallel(
      kinds.length,
      kinds.map((kind, n) => () => killEverywhere(stage, kind, seeded(stage.seed + n))),
    );
  },
};

async function killEverywhere(stage: Stage, kind: Kind, random: Random): Promise<Finding> {
  const first = await openBreakable(stage);
  const reference = await watchOne(first, kind);
  const few = stage.size(1, reference.points.length);
  const points = random.shuffled(reference.points).slice(0, few);
  stage.say(`${kind.name}: ${points.length} of ${reference.points.length} points`);
  const waiting = points.values();
  const shares = await Promise.all(
    points.slice(0, GROUNDS).map(async (_, n) => {
      const breakable = n === 0 ? first : await openBreakable(stage);
      return killInTurn(stage, breakable, kind, waiting, reference);
    }),
  );
  const killed = shares.flatMap((share) => share.killed);
  const stuck = shares.reduce((sum, share) => sum + share.stuck, 0);
  return findingOf(kind, reference, killed, stuck, stage.patience(LIMIT_MS));
}

type Share = { readonly killed: readonly Killed[]; readonly stuck: number };

/** Take one point after another from a list that several grounds share. */
async function killInTurn(
  stage: Stage,
  breakable: Breakable,
  kind: Kind,
  waiting: IterableIterator<Point>,
  reference: Reference,
): Promise<Share> {
  const killed: Killed[] = [];
  for (const point of waiting) {
    const one = await killAt(stage, breakable, kind, point, reference);
    killed.push(one);
    if (one.tookMs === null || one.doubled || !one.died)
      stage.say(`${kind.name}, ${point.name} (${point.pass}): ${JSON.stringify(one)}`);
  }
  const stuck = await stuckInterviews(breakable);
  await breakable.service().kill();
  return { killed, stuck };
}

/** One turn without harm: which points it passes and what the person sees afterwards. */
async function watchOne(breakable: Breakable, kind: Kind): Promise<Reference> {
  const prepared = await prepare(breakable, kind, breakable.next());
  await breakable.record();
  await breakable.deliver(prepared.outgoing());
  await settled(breakable, prepared.place.channel);
  const points = await breakable.recorded();
  return { points, after: texts(breakable.workspace, prepared.place) };
}

async function killAt(
  stage: Stage,
  breakable: Breakable,
  kind: Kind,
  point: Point,
  reference: Reference,
): Promise<Killed> {
  const { place, outgoing } = await prepare(breakable, kind, breakable.next());
  const committed = () => count(breakable.options, 'select count(*) as n from deliveries');
  const before = await committed();
  await breakable.arm(point);
  const sent = outgoing();
  const answer = await breakable.deliver(sent);
  if (point.name === 'acknowledged') await breakable.service().kill();
  const died = await dies(breakable, accepted(answer), stage.patience(DIES_WITHIN_MS));
  if (!died) await breakable.service().kill();
  await breakable.restart();
  const restarted = performance.now();
  const isRetried = sent.kind === 'events_api';
  if (isRetried && !accepted(answer)) await breakable.deliver(sent, 1);
  // Slack says itself that a command or button failed; the person then tries again.
  const repeated = !isRetried && !accepted(answer) && (await committed()) === before;
  if (repeated) await breakable.deliver(outgoing());
  const isThere = () => same(texts(breakable.workspace, place), reference.after);
  const there = await waitUntil(isThere, stage.patience(LIMIT_MS) * 2);
  const seen = texts(breakable.workspace, place);
  return {
    died,
    tookMs: there === null ? null : performance.now() - restarted,
    doubled: seen.length > reference.after.length || new Set(seen).size < seen.length,
    repeated,
    point,
  };
}

/** Whether the process dies; a turn that went all its way without that passes no further point. */
async function dies(breakable: Breakable, answered: boolean, withinMs: number): Promise<boolean> {
  const isDead = () => !breakable.service().isAlive();
  const isOver = async () => isDead() || (answered && (await pending(breakable.options)) === 0);
  await waitUntil(isOver, withinMs, LOOK_EVERY_MS);
  return (await waitUntil(isDead, GRACE_MS)) !== null;
}

/** Every interview of this ground is spoken to once more; one that says nothing more is stuck. */
async function stuckInterviews(breakable: Breakable): Promise<number> {
  const { workspace } = breakable;
  const interviews = breakable.interviews();
  const places = Array.from({ length: interviews }, (_, n) => workspace.direct(n + 1));
  const before = places.map((place) => workspace.posts(place).length + whispers(breakable, place.user));
  for (const place of places) await breakable.deliver(workspace.message(place, 'help'));
  const grown = () =>
    places.filter(
      (place, n) => workspace.posts(place).length + whispers(breakable, place.user) > (before[n] ?? 0),
    ).length;
  await waitUntil(() => grown() === interviews, AT_MOST_MS);
  return interviews - grown();
}

function whispers({ workspace }: Breakable, user: string): number {
  return workspace.slack.ephemerals.filter((one) => one.user === user).length;
}

async function settled(breakable: Breakable, channel: string): Promise<void> {
  const idle = async () =>
    breakable.workspace.slack.channel(channel).messages.length > 0 &&
    (await pending(breakable.options)) === 0;
  await waitUntil(idle, AT_MOST_MS, LOOK_EVERY_MS);
}

function pending(options: StoreOptions): Promise<number> {
  return count(options, 'select count(*) as n from outbox');
}

function same(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((text, at) => text === b[at]);
}

function findingOf(
  kind: Kind,
  { points }: Reference,
  killed: readonly Killed[],
  stuck: number,
  limitMs: number,
): Finding {
  const died = killed.filter((one) => one.died);
  const late = killed.filter((one) => one.tookMs === null || one.tookMs > limitMs).length;
  const doubled = killed.filter((one) => one.doubled).length;
  const took = killed.map((one) => one.tookMs ?? Number.POSITIVE_INFINITY);
  return {
    part: kind.name,
    hypothesis: 'after a kill at any point and a restart the turn ends, once',
    counts: {
      'named points': points.length,
      kills: died.length,
      'points not passed': killed.length - died.length,
      'not ended in time': late,
      doubled,
      'stuck interviews': stuck,
      'done again by the person': killed.filter((one) => one.repeated).length,
      'slowest ms': Math.round(percentile(took, 1)),
    },
    mark: `at least ${NAMED_POINTS} points; 0 late (10 s), 0 doubled, 0 stuck`,
    met: points.length >= NAMED_POINTS && died.length > 0 && late === 0 && doubled === 0 && stuck === 0,
  };
}
