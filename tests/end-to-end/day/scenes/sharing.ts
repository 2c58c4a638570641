import { expect } from 'vitest';
import { ANNA, BERT, type Day, DESIGN, TEAM_ROOM } from '../day.ts';
import { personIn } from '../person.ts';
import { shown } from '../thread.ts';
import { aVerdictFromOneSentence } from './verdict.ts';

/** The design channel is set once; the result is posted there, posted again after a change, and taken back. */
export async function shareTwiceAndTakeBack(day: Day): Promise<void> {
  const { slack } = day;
  const [anna, bert] = [personIn(day, ANNA), personIn(day, BERT)];
  await bert.asks(TEAM_ROOM, 'settings');
  const settings = slack.ephemerals.at(-1);
  if (settings === undefined) throw new Error('no settings');
  await bert.does(settings, { share: DESIGN });

  const thread = await aVerdictFromOneSentence(day);
  await anna.presses(thread, 'Post to channel');
  await anna.fillsIn({ 'A word to the channel': 'For <!channel>, see <https://evil.example|docs>' });
  const [card] = slack.messages(DESIGN);
  if (card === undefined) throw new Error('nothing was posted');
  expect(card.text).toMatch(/^Recommended: Apache Flink/);
  expect(shown(card)).toContain('&lt;!channel&gt;');
  expect(shown(card)).toContain(
    `archives/${TEAM_ROOM}/p${thread.root().ts.replace('.', '')}|Open the conversation`,
  );
  expect(anna.told()).toMatch(/^Posted to <#CDESIGN>: <https:\/\/fake\.slack\.com\/archives\/CDESIGN\/p/);
  const [record] = slack.filesIn(DESIGN, card.ts);
  expect(record?.name).toMatch(/stream-processor-flink-\w+\.md$/);
  expect(record?.bytes.toString()).toContain('## Decision Outcome');

  await anna.replies(thread, 'actually results every 12 hours are enough, and there is no state');
  await anna.replies(thread, 'recommend');
  await anna.presses(thread, 'Post to channel');
  await anna.fillsIn();
  expect(slack.messages(DESIGN)).toEqual([expect.objectContaining({ ts: card.ts, edits: 1 })]);
  expect(slack.messages(DESIGN)[0]?.text).toMatch(/^Recommended: No stream processor/);
  expect(slack.filesIn(DESIGN, card.ts).map(({ name }) => name)).toEqual([expect.stringContaining('-none-')]);

  await bert.does(card, { press: 'Remove' });
  expect(bert.told()).toBe(`Only <@${ANNA}>, who shared this, can remove it.`);
  await anna.does(card, { press: 'Remove' });
  expect(slack.channel(DESIGN).messages).toEqual([]);
  await anna.presses(thread, 'Post to channel');
  await anna.fillsIn();
  expect(slack.messages(DESIGN)).toHaveLength(1);
}
