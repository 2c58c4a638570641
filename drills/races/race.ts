import type { Line } from '../../tests/support/fake-slack/deliver.ts';
import { type FakeMessage, labelsOf } from '../../tests/support/fake-slack/index.ts';
import { accepted } from '../slack/signed.ts';
import type { Place, Workspace } from '../slack/workspace.ts';
import { AT_MOST_MS, waitUntil } from '../wait.ts';

/** Two buttons of one question: each closes it, so only one of the two can. */
const BUTTONS = ["Don't know", 'Skip'] as const;
/** How a person is told that the question was answered or passed over before; see `stale` of the conversation. */
const STALE = /Too late|no longer open/;

export type Raced = {
  /** Both presses were acknowledged. */
  readonly acknowledged: boolean;
  /** Questions that followed; one when one press won. */
  readonly followed: number;
  /** People told that they came too late; one when the other lost. */
  readonly told: number;
  /** Whether both came about before the waiting ended. */
  readonly inTime: boolean;
};

/** The card with the open question, if there is one. */
export function openCard(workspace: Workspace, place: Place): FakeMessage | undefined {
  return workspace.posts(place).findLast((message) => labelsOf(message).includes(BUTTONS[0]));
}

/** A copy of a card as it is now; the workspace's own changes with every update. */
export function keptCard(message: FakeMessage): FakeMessage {
  return structuredClone(message);
}

/** Two people press two buttons of the open card at the same moment, each over a line of their own. */
export async function race(workspace: Workspace, place: Place, lines: readonly [Line, Line]): Promise<Raced> {
  const card = openCard(workspace, place);
  if (card === undefined) throw new Error(`No open question in ${place.channel}.`);
  const posts = workspace.posts(place).length;
  const told = staleNotes(workspace, place);
  const presses = [place.user, place.other].map((user, n) =>
    workspace.press(user, card, { press: BUTTONS[n] ?? BUTTONS[0] }),
  );
  const answers = await Promise.all(presses.map((press, n) => (lines[n] as Line)(press)));
  const count = () => ({
    followed: workspace.posts(place).length - posts,
    told: staleNotes(workspace, place) - told,
  });
  const took = await waitUntil(() => count().followed >= 1 && count().told >= 1, AT_MOST_MS);
  return { acknowledged: answers.every(accepted), ...count(), inTime: took !== null };
}

/** Private notes that say a press came too late. */
export function staleNotes(workspace: Workspace, { channel }: Place): number {
  return workspace.slack.ephemerals.filter((one) => one.channel === channel && STALE.test(one.text)).length;
}
