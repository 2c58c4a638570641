import { words } from '../../src/adapters/slack/words.ts';
import type { StoreOptions } from '../../src/store/open-store.ts';
import { directSql } from '../../tests/support/direct-sql.ts';
import type { Finding } from '../drill.ts';
import { lineTo } from '../slack/signed.ts';
import type { Place } from '../slack/workspace.ts';
import { AT_MOST_MS, inParallel, waitUntil } from '../wait.ts';
import type { Scene } from './outage.ts';

const WIDTH = 8;
/** Ways in which a stored conversation can be damaged, as the new value of a column. */
const DAMAGES = [
  ['state', '{"v":2,"id":'],
  ['state', '{"v":2,"id":"x","stage":"nowhere"}'],
  ['state', '{"v":99}'],
  ['state', ''],
  ['address', '[1, 2]'],
] as const;

/** Damage some conversations behind the service's back; the others must not notice. */
export async function damagedRows({ stage, workspace, options, service }: Scene): Promise<Finding> {
  const line = lineTo(service);
  const places = Array.from({ length: stage.size(8, 40) }, (_, n) => workspace.direct(30_000 + n));
  await inParallel(
    WIDTH,
    places.map((place) => () => line(workspace.message(place, 'hello'))),
  );
  await waitUntil(() => places.every((place) => workspace.posts(place).length > 1), AT_MOST_MS);
  const damaged = places.slice(0, DAMAGES.length);
  const whole = places.slice(DAMAGES.length);
  for (const [n, place] of damaged.entries()) await damage(options, place, DAMAGES[n] ?? DAMAGES[0]);
  const before = await rowsOf(options, damaged);
  const posts = whole.map((place) => workspace.posts(place).length);
  await inParallel(
    WIDTH,
    places.map((place) => () => line(workspace.message(place, 'help'))),
  );
  const told = () => damaged.filter((place) => saysDamaged(workspace.posts(place))).length;
  const answered = () => whole.filter((place, n) => workspace.posts(place).length > (posts[n] ?? 0)).length;
  await waitUntil(() => told() === damaged.length && answered() === whole.length, AT_MOST_MS);
  const metrics = await fetch(`${service.url}/metrics`).then((answer) => answer.text());
  const counted = Number(/turns_total\{[^}]*status="damaged"[^}]*\} (\d+)/.exec(metrics)?.[1] ?? 0);
  const logged = service.log().split('stored conversation cannot be read').length - 1;
  const overwritten = JSON.stringify(await rowsOf(options, damaged)) === JSON.stringify(before) ? 0 : 1;
  return {
    part: 'damaged rows',
    hypothesis: 'the person is told, the row is reported and left, everybody else goes on',
    counts: {
      damaged: damaged.length,
      told: told(),
      'others answered': `${answered()} of ${whole.length}`,
      'in the log': logged,
      'in the metrics': counted,
      'written over': overwritten,
    },
    mark: 'all told, logged and counted; nothing written over; all others answered',
    met:
      told() === damaged.length &&
      answered() === whole.length &&
      logged >= damaged.length &&
      counted >= damaged.length &&
      overwritten === 0,
  };
}

function saysDamaged(messages: readonly { readonly text: string }[]): boolean {
  return messages.some((message) => message.text === words.damaged);
}

async function damage(options: StoreOptions, { channel }: Place, [column, value]: readonly [string, string]) {
  await directSql(options, `update conversations set ${column} = '${value}' where id in (${idsOf(channel)})`);
}

async function rowsOf(options: StoreOptions, places: readonly Place[]): Promise<unknown[]> {
  const rows = [];
  for (const { channel } of places)
    rows.push(
      await directSql(
        options,
        `select state, address, version from conversations where id in (${idsOf(channel)})`,
      ),
    );
  return rows;
}

function idsOf(channel: string): string {
  return `select conversation from conversation_keys where key like '%:${channel}:%'`;
}
