import { setTimeout as sleep } from 'node:timers/promises';
import { deliveryKey } from '../../src/adapters/slack/keys.ts';
import { words } from '../../src/adapters/slack/words.ts';
import type { StoreOptions } from '../../src/store/open-store.ts';
import { directSql } from '../../tests/support/direct-sql.ts';
import type { Acknowledged, Line, Outgoing } from '../../tests/support/fake-slack/deliver.ts';
import { TEAM } from '../../tests/support/fake-slack/index.ts';
import { audit } from '../audit.ts';
import type { Finding } from '../drill.ts';
import type { Service } from '../process/service.ts';
import { openCard } from '../races/race.ts';
import { accepted, lineTo } from '../slack/signed.ts';
import type { Place, Workspace } from '../slack/workspace.ts';
import type { Stage } from '../stage.ts';
import { AT_MOST_MS, inParallel, percentile, waitUntil } from '../wait.ts';

/** Slack's own limit for an answer. */
const ANSWER_WITHIN_MS = 3_000;
const RECOVERED_WITHIN_MS = 5_000;
const EVERY_MS = 1_000;
const WIDTH = 8;

export type Trouble = {
  readonly name: string;
  readonly hypothesis: string;
  readonly lastsMs: number;
  begin(): Promise<void>;
  end(): Promise<void>;
};

export type Scene = {
  readonly stage: Stage;
  readonly workspace: Workspace;
  readonly options: StoreOptions;
  readonly service: Service;
};

type Sent = {
  readonly outgoing: Outgoing;
  readonly key: string;
  readonly place: Place;
  readonly answer: Acknowledged;
};

/** Let the store fail while people go on: each second one types a command, one presses a button, one writes. */
export async function outage(scene: Scene, trouble: Trouble): Promise<Finding> {
  const { stage, workspace, service } = scene;
  const line = lineTo(service);
  const ticks = Math.max(2, Math.round(trouble.lastsMs / EVERY_MS));
  const interviews = Array.from({ length: ticks }, (_, n) => workspace.room(n));
  await begin(scene, line, interviews);
  await trouble.begin();
  const began = performance.now();
  const pending: Promise<Sent>[] = [];
  for (let tick = 0; tick < ticks; tick += 1) {
    for (const delivery of during(workspace, interviews[tick] as Place, tick))
      pending.push(line(delivery.outgoing).then((answer) => ({ ...delivery, answer })));
    await sleep(Math.max(0, began + (tick + 1) * EVERY_MS - performance.now()));
  }
  const ready = await fetch(`${service.url}/readyz`).then((answer) => answer.status);
  await trouble.end();
  const recovered = await recovery(scene, line);
  const sent = await Promise.all(pending);
  await retryEvents(line, sent);
  const found = await audit(scene.options, workspace.slack);
  stage.say(`${trouble.name}: ${JSON.stringify(found)}`);
  const seen = { ...fates(sent, workspace, await keysOf(scene.options)), ready, recovered };
  const stuck = await stuckInterviews(scene, line, interviews);
  return findingOf(stage, trouble, sent, {
    ...seen,
    stuck,
    doubled: found.doubledPosts + found.turns - found.events,
  });
}

async function begin({ workspace }: Scene, line: Line, places: readonly Place[]): Promise<void> {
  await inParallel(
    WIDTH,
    places.map((place) => async () => {
      await line(workspace.command(place, ''));
      const opened = await waitUntil(() => openCard(workspace, place) !== undefined, AT_MOST_MS);
      if (opened === null) throw new Error(`The interview in ${place.channel} did not begin.`);
    }),
  );
}

type Planned = Omit<Sent, 'answer'>;

function during(workspace: Workspace, interview: Place, tick: number): Planned[] {
  const card = openCard(workspace, interview);
  if (card === undefined) throw new Error(`No open question in ${interview.channel}.`);
  const press = workspace.press(interview.user, card, { press: 'Skip' });
  const [typing, writing] = [workspace.room(10_000 + tick), workspace.direct(tick)];
  const message = workspace.message(writing, 'latency is 5 s');
  const command = workspace.command(typing, 'latency is 5 s');
  return [
    { outgoing: press, place: interview, key: keyOf(press) },
    { outgoing: command, place: typing, key: keyOf(command) },
    { outgoing: message, place: writing, key: keyOf(message) },
  ];
}

/** The key under which the service claims a delivery. */
export function keyOf(outgoing: Outgoing): string {
  if (outgoing.kind === 'slash_commands') return deliveryKey.command(outgoing.fields['trigger_id'] ?? '');
  if (outgoing.kind === 'events_api') {
    const { channel, ts } = outgoing.payload['event'] as { channel: string; ts: string };
    return deliveryKey.message(TEAM, channel, ts);
  }
  const { actions, channel, message } = outgoing.payload as {
    actions: [{ action_id: string; action_ts: string }];
    channel: { id: string };
    message: { ts: string };
  };
  return deliveryKey.press(TEAM, channel.id, message.ts, actions[0].action_id, actions[0].action_ts);
}

async function recovery({ stage, workspace }: Scene, line: Line): Promise<number | null> {
  const place = workspace.direct(20_000);
  return waitUntil(
    async () => accepted(await line(workspace.message(place, 'help'))),
    stage.patience(RECOVERED_WITHIN_MS) * 4,
  );
}

/** Slack delivers an event again that was not acknowledged; commands and presses it does not. */
async function retryEvents(line: Line, sent: readonly Sent[]): Promise<void> {
  for (const { outgoing, answer } of sent)
    if (outgoing.kind === 'events_api' && !accepted(answer)) await line(outgoing, 2);
}

/** Keys as the adapter makes them: SQLite keeps them with their moment in front, and they hold no spaces themselves. */
async function keysOf(options: StoreOptions): Promise<ReadonlySet<string>> {
  const rows = await directSql(options, 'select key from deliveries');
  return new Set(rows.map((row) => String(row['key']).split(' ').at(-1) ?? ''));
}

function fates(sent: readonly Sent[], workspace: Workspace, keys: ReadonlySet<string>) {
  const without = sent.filter(({ key }) => !keys.has(key));
  const told = without.filter((one) => isTold(workspace, one));
  return { saved: sent.length - without.length, told: told.length, lost: without.length - told.length };
}

/** By Slack itself, since it got no good answer, or by a notice of ours in that place. */
function isTold(workspace: Workspace, { answer, place, outgoing }: Sent): boolean {
  if (outgoing.kind !== 'events_api' && !accepted(answer)) return true;
  const { text } = (answer.body ?? {}) as { text?: string };
  if (text === words.notSaved) return true;
  const shown = [
    ...workspace.slack.ephemerals.filter((one) => one.channel === place.channel),
    ...workspace.posts(place),
  ];
  return shown.some((one) => one.text === words.notSaved);
}

async function stuckInterviews(
  { workspace }: Scene,
  line: Line,
  interviews: readonly Place[],
): Promise<number> {
  const posts = interviews.map((place) => workspace.posts(place).length);
  await inParallel(
    WIDTH,
    interviews.map((place) => async () => {
      const card = openCard(workspace, place);
      return card === undefined ? null : line(workspace.press(place.user, card, { press: "Don't know" }));
    }),
  );
  const moved = () => interviews.filter((place, n) => workspace.posts(place).length > (posts[n] ?? 0)).length;
  await waitUntil(() => moved() === interviews.length, AT_MOST_MS);
  return interviews.length - moved();
}

type Seen = ReturnType<typeof fates> & {
  readonly ready: number;
  readonly recovered: number | null;
  readonly stuck: number;
  readonly doubled: number;
};

function findingOf(stage: Stage, trouble: Trouble, sent: readonly Sent[], seen: Seen): Finding {
  const times = sent.map(({ answer }) => answer.ms);
  const late = times.filter((ms) => ms > stage.patience(ANSWER_WITHIN_MS)).length;
  const slow = seen.recovered === null || seen.recovered > stage.patience(RECOVERED_WITHIN_MS);
  return {
    part: trouble.name,
    hypothesis: trouble.hypothesis,
    counts: {
      'seconds of trouble': Math.round(trouble.lastsMs / 1_000),
      deliveries: sent.length,
      saved: seen.saved,
      'told that not': seen.told,
      lost: seen.lost,
      doubled: seen.doubled,
      'answered late': late,
      'slowest answer ms': Math.round(percentile(times, 1)),
      '/readyz meanwhile': seen.ready,
      'recovered after ms': Math.round(seen.recovered ?? Number.NaN),
      'stuck interviews': seen.stuck,
    },
    mark: 'answered within 3 s, saved or told, recovery within 5 s, 0 stuck',
    met: seen.lost + seen.doubled + late + seen.stuck === 0 && !slow && seen.ready === 503,
  };
}
