import { expect } from 'vitest';
import { exportData } from '../../../../src/subjects/export-data.ts';
import { elementsOf, labelOf, optionsOf, sidesOf } from '../../../support/fake-slack/elements.ts';
import { BOT_USER, type FakeSlack, TEAM } from '../../../support/fake-slack/index.ts';
import { BERT, type Day, TEAM_ROOM } from '../day.ts';
import { personIn } from '../person.ts';

type Message = Parameters<FakeSlack['presses']>[1];
type Gesture = Parameters<FakeSlack['presses']>[2];
type Pressable = { readonly message: Message; readonly gesture: Gesture; readonly label: string };

/** A day leaves more buttons than this. */
const MANY = 50;

/** Everything that can be pressed in the workspace at the end of the day does something that can be seen. */
export async function noButtonIsDead(day: Day): Promise<void> {
  const dead: string[] = [];
  const all = pressable(day);
  expect(all.length).toBeGreaterThan(MANY);
  for (const { message, gesture, label } of all) {
    const before = traces(day);
    await personIn(day, BERT).does(message, gesture);
    if (traces(day) === before) dead.push(`"${label}" under "${message.text.slice(0, 60)}"`);
  }
  expect(dead).toEqual([]);
}

/** Each kind of button once for every kind of message, or private note, that has it. */
function pressable({ slack }: Day): Pressable[] {
  const found = new Map<string, Pressable>();
  const posted = [...slack.channels.values()].flatMap((channel) => channel.messages);
  for (const message of [...posted.filter(({ user }) => user === BOT_USER), ...slack.ephemerals]) {
    for (const { gesture, label } of gesturesOf(message)) {
      const kind = `${label}|${message.text.split(/[:\n]/, 1)[0]}`;
      found.set(kind, { message: structuredClone(message), gesture, label });
    }
  }
  return [...found.values()];
}

type Way = Pick<Pressable, 'gesture' | 'label'>;

function gesturesOf(message: Message): Way[] {
  return elementsOf(message.blocks).flatMap(({ element }): Way[] => {
    if (element.type === 'button') return [{ gesture: { press: labelOf(element) }, label: labelOf(element) }];
    if (element.type === 'feedback_buttons')
      return sidesOf(element).map(({ label }) => ({ gesture: { rate: label }, label }));
    if (element.type !== 'static_select') return [];
    return optionsOf(element).map(({ text }) => ({ gesture: { choose: text.text }, label: text.text }));
  });
}

/** What somebody in the workspace could notice. */
function traces({ slack }: Day): string {
  const all = [...slack.channels.values()].flatMap((channel) => channel.messages);
  const modals = [...slack.modals.values()].flat().map(({ id, hash }) => `${id}${hash}`);
  const edits = all.reduce((sum, message) => sum + message.edits, 0);
  return JSON.stringify([all.length, edits, slack.ephemerals.length, modals]);
}

/** Slack took everything it was given and was answered each time, and nobody's words are in the log. */
export function allWasInOrder({ slack, log }: Day): void {
  const refused = slack.calls.flatMap(({ method, error }) => (error === null ? [] : [`${method} ${error}`]));
  expect(new Set(refused)).toEqual(
    new Set(['chat.postMessage channel_not_found', 'conversations.info channel_not_found']),
  );
  expect(slack.deliveries.filter(({ status }) => status !== 200)).toEqual([]);
  const ours = [...slack.channels.values()]
    .flatMap(({ messages }) => messages)
    .filter(({ user }) => user === BOT_USER);
  expect(ours.filter(({ unfurls }) => unfurls)).toEqual([]);
  expect(ours.filter(({ text, files }) => text === '' && files === undefined)).toEqual([]);
  expect(log.filter((line) => (JSON.parse(line) as { level: number }).level >= 40)).toEqual([]);
  expect(log.join('')).not.toMatch(/fraud|lunch|frobnicator/);
}

/** The app is taken out: what was said is gone from the store, and nothing more is said. */
export async function uninstall(day: Day): Promise<void> {
  const { slack, store } = day;
  const workspace = { kind: 'workspace', platform: 'slack', id: TEAM } as const;
  expect((await exportData(store, workspace)).conversations.length).toBeGreaterThan(10);
  const said = slack.messages(TEAM_ROOM).length;

  await slack.uninstalls();

  const { conversations, settings, installations } = await exportData(store, workspace);
  expect({ conversations, settings, installations }).toEqual({
    conversations: [],
    settings: [],
    installations: [],
  });
  expect(await store.feedback.counts()).toEqual([]);
  expect(slack.messages(TEAM_ROOM)).toHaveLength(said);
}
