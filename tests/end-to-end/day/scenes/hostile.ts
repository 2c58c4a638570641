import { expect } from 'vitest';
import { ANNA, BERT, type Day, DESIGN, TEAM_ROOM } from '../day.ts';
import { personIn } from '../person.ts';
import { shown } from '../thread.ts';

/** What people type or paste, and Slack hands on: pings, links, markup, huge, reversed and invisible text. */
const HOSTILE = [
  'latency <!channel> <!here|here> <!subteam^S1> 5 s',
  'latency 5 s see <https://evil.example|https://good.example> and <javascript:alert(1)|this>',
  `latency 5 s ${'and on and on '.repeat(3_000)}`,
  '\u202elatency 5 s\u202c \u200b\u2060\ufeff \u05e9\u05dc\u05d5\u05dd \u0645\u0631\u062d\u0628\u0627',
  'latency 5 s *bold* _it_ ~no~ `code` ```block``` &lt;b&gt; &amp;amp; \\ | \n> quote',
  `why not ${'<@UANNA>'.repeat(200)}`,
  '\u{1f469}\u200d\u{1f469}\u200d\u{1f467} \ud800 latency 5 s',
];

/** Of a note in the form. */
const LONGEST_NOTE = 500;

/** Shown harmlessly wherever it is repeated, in the thread, in the command's own answer, and on the card. */
export async function whatPeopleMayType(day: Day): Promise<void> {
  const { slack } = day;
  const [anna, bert] = [personIn(day, ANNA), personIn(day, BERT)];
  for (const words of HOSTILE) {
    const thread = await anna.begins(TEAM_ROOM, words);
    await bert.replies(thread, words);
    await anna.replies(thread, `what if ${words}`);
    await anna.replies(thread, `is ${words} fast?`);
    harmless([thread.root(), ...thread.replies().filter(({ user }) => user !== ANNA && user !== BERT)]);
    await anna.asks(TEAM_ROOM, `hlep ${words}`.slice(0, 60));
  }
  harmless(slack.ephemerals);
}

/** The same words go with a card to another channel, when the person who shares it wants them shown. */
export async function whatPeopleMayShare(day: Day): Promise<void> {
  const { slack } = day;
  const anna = personIn(day, ANNA);
  for (const words of HOSTILE) {
    const thread = await anna.begins(TEAM_ROOM, words);
    await anna.replies(thread, 'recommend');
    await anna.presses(thread, 'Post to channel');
    await anna.fillsIn({
      Channel: DESIGN,
      'A word to the channel': words.slice(0, LONGEST_NOTE),
      'What people typed': ["Show the team's own words beside the requirements"],
    });
    const card = slack.messages(DESIGN).at(-1);
    if (card === undefined) throw new Error('nothing was posted');
    harmless([card]);
    expect(slack.filesIn(DESIGN, card.ts)[0]?.bytes.toString()).not.toMatch(/<(?!https?:)|[\u202e\u200b]/);
  }
}

function harmless(messages: readonly { readonly text: string; readonly blocks: unknown }[]): void {
  for (const message of messages) {
    const everything = `${message.text}\n${shown(message)}`;
    expect(everything).not.toMatch(/<!|<javascript|<https:\/\/evil/);
    expect(everything).not.toMatch(/[\u200b\u202a-\u202e\u2060-\u2069\ufeff]/);
    expect(everything.isWellFormed()).toBe(true);
  }
}
