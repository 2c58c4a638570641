import type { Outgoing } from '../../tests/support/fake-slack/deliver.ts';
import {
  BOT_TOKEN,
  BOT_USER,
  type FakeMessage,
  type FakeSlack,
  SIGNING_SECRET,
  startFakeSlack,
  TEAM,
} from '../../tests/support/fake-slack/index.ts';
import { type Gesture, pressPayload } from '../../tests/support/fake-slack/press.ts';
import type { Stage } from '../stage.ts';

/** A workspace of people in direct messages and channels; what is delivered is built here, and sent by the drill. */
export type Workspace = {
  readonly slack: FakeSlack;
  /** Environment that makes the service use this workspace, over HTTP. */
  readonly environment: Readonly<Record<string, string>>;
  /** A direct message channel of its own for person number `n`. */
  direct(n: number): Place;
  /** A public channel of its own with two people and the app. */
  room(n: number): Place;
  message(place: Place, text: string, thread?: string): Outgoing;
  command(place: Place, text: string): Outgoing;
  press(user: string, message: FakeMessage, gesture: Gesture): Outgoing;
  /** What the app has posted there, oldest first. */
  posts(place: Place): readonly FakeMessage[];
};

export type Place = { readonly channel: string; readonly user: string; readonly other: string };

/** Open a workspace. `through`: the address under which the service reaches it, when something stands between. */
export async function openWorkspace(
  stage: Stage,
  through: (apiUrl: string) => Promise<string> = async (apiUrl) => apiUrl,
): Promise<Workspace> {
  const slack = await startFakeSlack();
  stage.defer(() => slack.stop());
  const apiUrl = await through(slack.apiUrl);
  const place = (channel: string, n: number, kind: 'im' | 'public'): Place => {
    const [user, other] = [`U${n}A`, `U${n}B`];
    if (!slack.channels.has(channel)) {
      slack.addChannel(channel, kind, kind === 'im' ? [BOT_USER, user] : [BOT_USER, user, other]);
    }
    return { channel, user, other };
  };
  return {
    slack,
    environment: {
      SLACK_BOT_TOKEN: BOT_TOKEN,
      SLACK_SIGNING_SECRET: SIGNING_SECRET,
      SLACK_API_URL: apiUrl,
    },
    direct: (n) => place(`D${n}`, n, 'im'),
    room: (n) => place(`C${n}`, n, 'public'),
    message: (where, text, thread) => messageEvent(slack, where, text, thread),
    command: ({ channel, user }, text) => commandOf(slack, channel, user, text),
    press: (user, message, gesture) => {
      const at = slack.nextTs();
      const act = { team: slack.team, user, trigger: `trigger.${at}`, at };
      const { response_url: _, ...payload } = pressPayload(act, message, gesture, '');
      return { kind: 'interactive', payload };
    },
    posts: ({ channel }) => slack.channel(channel).messages.filter((message) => message.user === BOT_USER),
  };
}

function messageEvent(slack: FakeSlack, { channel, user }: Place, text: string, thread?: string): Outgoing {
  const ts = slack.nextTs();
  const type = channel.startsWith('D') ? 'im' : 'channel';
  const common = {
    user,
    text,
    ts,
    event_ts: ts,
    channel,
    ...(thread === undefined ? {} : { thread_ts: thread }),
  };
  return slack.event({ type: 'message', channel_type: type, ...common }, `Ev${ts}`);
}

function commandOf(slack: FakeSlack, channel: string, user: string, text: string): Outgoing {
  const fields = {
    team_id: TEAM,
    channel_id: channel,
    user_id: user,
    user_name: user.toLowerCase(),
    command: '/streamchoice',
    text,
    trigger_id: `trigger.${slack.nextTs()}`,
  };
  return { kind: 'slash_commands', fields };
}
