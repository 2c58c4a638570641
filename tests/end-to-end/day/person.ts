import type { FakeSlack } from '../../support/fake-slack/index.ts';
import type { Day } from './day.ts';
import { directWith, newestThread, type Thread } from './thread.ts';

type Gesture = Parameters<FakeSlack['presses']>[2];
type Message = Parameters<FakeSlack['presses']>[1];

/** What somebody does; each act ends when its effect is in the workspace, and fails when Slack was answered badly. */
export type Person = {
  readonly id: string;
  /** Type a command; gives the thread it began. */
  begins(channel: string, words?: string): Promise<Thread>;
  /** Type a command that is answered to this person alone; gives the answer. */
  asks(channel: string, words: string): Promise<string>;
  replies(thread: Thread, text: string): Promise<void>;
  /** Press the newest button of a thread that has this label. */
  presses(thread: Thread, label: string): Promise<void>;
  /** The same for an option of a menu. */
  chooses(thread: Thread, label: string): Promise<void>;
  does(message: Message, gesture: Gesture): Promise<void>;
  fillsIn(form?: Parameters<FakeSlack['submits']>[1]): Promise<void>;
  /** The newest private note this person was shown. */
  told(): string;
  direct(): Thread;
};

export function personIn(day: Day, id: string): Person {
  const { slack } = day;
  const done = async (answers: readonly { readonly status: number }[]): Promise<void> => {
    const bad = answers.filter(({ status }) => status !== 200);
    if (bad.length > 0) throw new Error(`Slack was answered ${bad.map(({ status }) => status).join(', ')}.`);
    await day.settled();
  };
  const told = (): string => slack.ephemerals.findLast(({ user }) => user === id)?.text ?? '';
  const does: Person['does'] = async (message, gesture) => done([await slack.presses(id, message, gesture)]);
  return {
    id,
    begins: async (channel, words = '') => {
      await done([await slack.types(id, channel, `/streamchoice ${words}`.trim())]);
      return newestThread(slack, channel);
    },
    asks: async (channel, words) => {
      await done([await slack.types(id, channel, `/streamchoice ${words}`)]);
      return told();
    },
    replies: async ({ channel, ts }, text) =>
      done(await slack.says(id, channel, text, ts === undefined ? {} : { thread: ts })),
    presses: (thread, label) => does(thread.offering(label), { press: label }),
    chooses: (thread, label) => does(thread.offering(label), { choose: label }),
    does,
    fillsIn: async (form = {}) => done([await slack.submits(id, form)]),
    told,
    direct: () => directWith(slack, id),
  };
}
