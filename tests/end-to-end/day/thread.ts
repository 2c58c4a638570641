import { BOT_USER, type FakeMessage, type FakeSlack, labelsOf } from '../../support/fake-slack/index.ts';

/** One conversation as people see it: the root message and what is below it; in direct messages all of them. */
export type Thread = {
  readonly channel: string;
  /** Where a reply goes: the root's ts, nothing in direct messages. */
  readonly ts: string | undefined;
  root(): FakeMessage;
  replies(): readonly FakeMessage[];
  /** The app's replies, as their texts, oldest first. */
  said(): readonly string[];
  /** The newest reply of the app. */
  last(): FakeMessage;
  /** The newest message that offers a label to press. */
  offering(label: string): FakeMessage;
  /** The newest reply of the app whose text matches. */
  about(words: RegExp): FakeMessage;
};

/** The thread below the app's newest root message in a channel. */
export function newestThread(slack: FakeSlack, channel: string): Thread {
  const root = slack.messages(channel).findLast(({ user }) => user === BOT_USER);
  if (root === undefined) throw new Error(`The app has posted nothing in ${channel}.`);
  return threadOf(slack, channel, root.ts);
}

/** The thread below a message. */
export function threadOf(slack: FakeSlack, channel: string, ts: string): Thread {
  const root = (): FakeMessage => {
    const found = slack.channel(channel).messages.find((one) => one.ts === ts);
    if (found === undefined) throw new Error(`There is no message ${ts} in ${channel} any more.`);
    return found;
  };
  return reading(channel, ts, root, () => slack.messages(channel, ts));
}

/** The direct messages of a person with the app: one conversation without threads. */
export function directWith(slack: FakeSlack, person: string): Thread {
  const { id } = slack.direct(person);
  const root = (): FakeMessage => {
    const [first] = slack.messages(id);
    if (first === undefined) throw new Error(`Nothing was said in ${id} yet.`);
    return first;
  };
  return reading(id, undefined, root, () => slack.messages(id));
}

function reading(
  channel: string,
  ts: string | undefined,
  root: () => FakeMessage,
  replies: () => readonly FakeMessage[],
): Thread {
  const ours = (): readonly FakeMessage[] => replies().filter(({ user }) => user === BOT_USER);
  const want = (what: string, found: FakeMessage | undefined): FakeMessage => {
    if (found !== undefined) return found;
    throw new Error(
      `No ${what} in:\n${ours()
        .map(({ text }) => text.slice(0, 120))
        .join('\n')}`,
    );
  };
  return {
    channel,
    ts,
    root,
    replies,
    said: () => ours().map(({ text }) => text),
    last: () => want('reply', ours().at(-1)),
    offering: (label) =>
      want(
        `"${label}"`,
        [root(), ...ours()].findLast((one) => labelsOf(one).includes(label)),
      ),
    about: (words) =>
      want(
        String(words),
        ours().findLast(({ text }) => words.test(text)),
      ),
  };
}

/** A message as people read it: the texts of its blocks. */
export function shown(message: { readonly blocks: unknown }): string {
  return textsIn(message.blocks).join('\n');
}

function textsIn(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(textsIn);
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) =>
    key === 'text' && typeof inner === 'string' ? [inner] : textsIn(inner),
  );
}
