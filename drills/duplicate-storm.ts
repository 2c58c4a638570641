import type { Acknowledged, Line, Outgoing } from '../tests/support/fake-slack/deliver.ts';
import { audit } from './audit.ts';
import type { Drill } from './drill.ts';
import type { Random } from './random.ts';
import { openGround } from './slack/ground.ts';
import { accepted, lineTo } from './slack/signed.ts';
import type { Workspace } from './slack/workspace.ts';
import type { Stage } from './stage.ts';
import { inParallel, percentile } from './wait.ts';

const EVENTS = 2_500;
const DELIVERIES_PER_EVENT = 4;
const MESSAGES_PER_PERSON = 5;
/** Deliveries under way at once: more than Slack opens to one app. */
const WIDTH = 32;
/** Times Slack tries an event in all. */
const TRIES = 4;
const TEXTS = ['help', 'latency is 5 s', 'about 2 TB of state', 'we know Java and Kafka', 'why do you ask?'];

type Delivered = { readonly answer: Acknowledged; readonly tries: number };

/** Every event in several copies, shuffled, to two processes on one database. */
export const duplicateStorm: Drill = {
  number: 1,
  name: 'duplicate storm',
  stores: ['postgres'],
  inTest: ['postgres'],
  run: async (stage) => {
    const { workspace, options, start } = await openGround(stage);
    const services = await Promise.all([start(), start()]);
    const lines = services.map(lineTo);
    const events = eventsOf(stage, workspace);
    const copies = stage.random.shuffled(copied(events, stage.random));
    stage.say(`${copies.length} deliveries of ${events.length} events to ${services.length} processes`);
    const delivered = await inParallel(
      WIDTH,
      copies.map((outgoing) => () => deliver(stage.random.shuffled(lines), outgoing)),
    );
    stage.say('all delivered; waiting for the replies');
    const found = await audit(options, workspace.slack);
    const refused = delivered.filter(({ answer }) => !accepted(answer)).length;
    const lost = events.length - found.events;
    const doubledTurns = found.turns - found.events;
    const alive = services.filter((service) => service.isAlive()).length;
    return [
      {
        part: 'two processes, one database',
        hypothesis: 'each event has one effect, however often and wherever it is delivered',
        counts: {
          deliveries: copies.length,
          events: events.length,
          lost,
          doubled: doubledTurns + found.doubledPosts,
          'not acknowledged': refused,
          'tried again': delivered.filter(({ tries }) => tries > 1).length,
          'undelivered replies': found.pending + found.failed,
          'ack p99 ms': Math.round(
            percentile(
              delivered.map(({ answer }) => answer.ms),
              0.99,
            ),
          ),
        },
        mark: '0 lost, 0 doubled, 0 undelivered',
        met:
          lost === 0 &&
          doubledTurns === 0 &&
          found.doubledPosts === 0 &&
          found.pending + found.failed === 0 &&
          alive === services.length,
      },
    ];
  },
};

function eventsOf(stage: Stage, workspace: Workspace): Outgoing[] {
  const events = stage.size(25, EVENTS);
  return Array.from({ length: events }, (_, n) => {
    const place = workspace.direct(Math.floor(n / MESSAGES_PER_PERSON));
    return workspace.message(place, TEXTS[n % TEXTS.length] ?? 'help');
  });
}

/** Each event once, and more copies of events drawn at random until there are four deliveries an event. */
function copied(events: readonly Outgoing[], random: Random): Outgoing[] {
  const more = events.length * (DELIVERIES_PER_EVENT - 1);
  return [...events, ...Array.from({ length: more }, () => random.pick(events))];
}

/** As Slack does: again after an answer that is no 2xx, to whichever process comes next. */
async function deliver(lines: readonly Line[], outgoing: Outgoing): Promise<Delivered> {
  for (let tries = 1; ; tries += 1) {
    const line = lines[tries % lines.length] as Line;
    const answer = await line(outgoing, tries - 1);
    if (accepted(answer) || tries === TRIES) return { answer, tries };
  }
}
