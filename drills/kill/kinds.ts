import type { Outgoing } from '../../tests/support/fake-slack/deliver.ts';
import { labelsOf } from '../../tests/support/fake-slack/index.ts';
import { emptied } from '../audit.ts';
import { accepted } from '../slack/signed.ts';
import type { Place, Workspace } from '../slack/workspace.ts';
import { AT_MOST_MS, waitUntil } from '../wait.ts';
import type { Breakable } from './breakable.ts';

/** A kind of turn: what has to be there before, and what is delivered. */
export type Kind = {
  readonly name: string;
  readonly begun: boolean;
  outgoing(workspace: Workspace, place: Place): Outgoing;
};

const OPEN_QUESTION = "Don't know";

export const KINDS: readonly Kind[] = [
  {
    name: 'first words in a direct message',
    begun: false,
    outgoing: (workspace, place) => workspace.message(place, 'alerts within 50 ms, Java, Kafka'),
  },
  {
    name: 'answer by text',
    begun: true,
    outgoing: (workspace, place) => workspace.message(place, 'latency is 5 s'),
  },
  {
    name: 'answer by button',
    begun: true,
    outgoing: (workspace, place) => {
      const open = workspace.posts(place).findLast((message) => labelsOf(message).includes(OPEN_QUESTION));
      if (open === undefined) throw new Error(`No open question in ${place.channel}.`);
      return workspace.press(place.user, open, { press: OPEN_QUESTION });
    },
  },
  {
    name: 'slash command',
    begun: false,
    outgoing: (workspace, place) => workspace.command(place, 'results every 15 minutes, Spark team'),
  },
];

/** Bring interview number `n` to where this kind of turn begins. `outgoing` makes a new delivery at each call. */
export async function prepare(
  { workspace, options, deliver }: Breakable,
  kind: Kind,
  n: number,
): Promise<{ readonly place: Place; readonly outgoing: () => Outgoing }> {
  const place = workspace.direct(n);
  if (kind.begun) {
    const answer = await deliver(workspace.message(place, 'hello'));
    const isOpen = () => workspace.posts(place).some((message) => labelsOf(message).includes(OPEN_QUESTION));
    const opened = accepted(answer) ? await waitUntil(isOpen, AT_MOST_MS) : null;
    if (opened === null)
      throw new Error(`The interview in ${place.channel} did not begin (${answer.status}).`);
    // Or points of the turn before would count among those of the turn that is watched or killed.
    await emptied(options);
  }
  return { place, outgoing: () => kind.outgoing(workspace, place) };
}

/** What a person sees, without what differs between two people who did the same. */
export function texts(workspace: Workspace, place: Place): string[] {
  return workspace.posts(place).map(({ text }) => text.replaceAll(place.user, 'USER'));
}
