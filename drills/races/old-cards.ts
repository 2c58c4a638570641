import type { StoreOptions } from '../../src/store/open-store.ts';
import type { Line } from '../../tests/support/fake-slack/deliver.ts';
import type { FakeMessage } from '../../tests/support/fake-slack/index.ts';
import { audit, count, emptied } from '../audit.ts';
import type { Finding } from '../drill.ts';
import type { Place, Workspace } from '../slack/workspace.ts';
import { AT_MOST_MS, inParallel, waitUntil } from '../wait.ts';
import type { OldInterview } from './old-interview.ts';
import { openCard } from './race.ts';

const WIDTH = 16;

/** A process that has just been started, and where its cards lie. */
export type Table = { readonly workspace: Workspace; readonly options: StoreOptions; readonly line: Line };

/**
 * Press the open question of each place, posted by a process that is gone. An interview has gone on when that card is
 * closed and something new stands below it: the next question, or a verdict in as many messages as it takes. It went on
 * once when each press made one turn and no reply stands there twice.
 */
export async function beforeRestart(
  { workspace, options, line }: Table,
  places: readonly Place[],
): Promise<Finding> {
  await emptied(options);
  const pressed = places.flatMap((place) => {
    const card = openCard(workspace, place);
    return card === undefined ? [] : [{ place, card, posts: workspace.posts(place).length }];
  });
  const turns = () => count(options, 'select count(*) as n from transcript');
  const before = await turns();
  await inParallel(
    WIDTH,
    pressed.map(
      ({ place, card }) =>
        () =>
          line(workspace.press(place.other, card, { press: 'Skip' })),
    ),
  );
  const wentOn = () =>
    pressed.filter(
      ({ place, card, posts }) =>
        openCard(workspace, place)?.ts !== card.ts && workspace.posts(place).length > posts,
    ).length;
  await waitUntil(() => wentOn() >= pressed.length, AT_MOST_MS);
  const { doubledPosts, pending, failed } = await audit(options, workspace.slack);
  const [went, made] = [wentOn(), (await turns()) - before];
  return {
    part: 'cards from before a restart',
    hypothesis: 'the card goes on working',
    counts: {
      presses: pressed.length,
      'went on': went,
      turns: made,
      'doubled posts': doubledPosts,
      'undelivered replies': pending + failed,
    },
    mark: 'each went on, by one turn, with no reply twice',
    met:
      pressed.length > 0 &&
      went === pressed.length &&
      made === pressed.length &&
      doubledPosts + pending + failed === 0,
  };
}

/** Press the open question of interviews that the first released version stored. */
export async function beforeUpgrade(
  { workspace, options, line }: Table,
  old: readonly { readonly place: Place; readonly stored: OldInterview }[],
): Promise<Finding> {
  await inParallel(
    WIDTH,
    old.map(
      ({ place, stored }) =>
        () =>
          line(workspace.press(place.user, cardOf(place), pressOn(stored))),
    ),
  );
  const answered = () => old.filter(({ place }) => workspace.posts(place).length > 0).length;
  await waitUntil(() => answered() >= old.length, AT_MOST_MS);
  const damaged = await count(options, "select count(*) as n from deliveries where status = 'damaged'");
  return {
    part: 'cards from before an upgrade',
    hypothesis: 'an interview begun by the first version goes on',
    counts: { presses: old.length, 'went on': answered(), damaged },
    mark: 'each went on',
    met: answered() === old.length && damaged === 0,
  };
}

function pressOn({ id, token }: OldInterview): { raw: Record<string, unknown> } {
  const value = `${id}|dont-know:${token}`;
  return { raw: { type: 'button', action_id: 'press:1', block_id: 'b', value } };
}

function cardOf({ channel }: Place): FakeMessage {
  return {
    ts: '1700000000.000001',
    channel,
    user: '',
    threadTs: null,
    text: '',
    blocks: [],
    metadata: undefined,
    edits: 0,
    unfurls: false,
  };
}
