import { expect } from 'vitest';
import { ANNA, BERT, CLEO, type Day, TEAM_ROOM } from '../day.ts';
import { personIn } from '../person.ts';
import { newestThread, shown } from '../thread.ts';

/** What was recommended so far, to a person alone: their own, and those of the channel. */
export async function history(day: Day): Promise<void> {
  const [anna, cleo] = [personIn(day, ANNA), personIn(day, CLEO)];
  const thread = newestThread(day.slack, TEAM_ROOM);
  await cleo.replies(thread, 'recommend');
  await anna.does(thread.about(/^(Recommended|Toss-up)/), { rate: 'Helpful' });
  const list = await cleo.asks(TEAM_ROOM, 'history');
  const [mine = '', room = ''] = list.split('*In this channel*');
  expect(mine).toMatch(/^\*Yours\*\n• .* · asked by <@UCLEO> · helpful to 1, not to 0/);
  expect(mine).not.toContain(`<@${ANNA}>`);
  expect(room).toMatch(
    /• <https:\/\/fake\.slack\.com\/archives\/CTEAM\/p\d+\|(Recommended|Toss-up)[^|>]*> · 20\d\d-\d\d-\d\d · asked by <@UANNA>/,
  );
  expect(await anna.asks(TEAM_ROOM, 'history')).toContain('*Yours*');
}

/** The Home tab: past recommendations, a start that works, and what each prompt of the Messages tab gives. */
export async function home(day: Day): Promise<void> {
  const { slack } = day;
  const bert = personIn(day, BERT);
  await slack.opensHome(BERT);
  const tab = slack.homes.get(BERT);
  if (tab === undefined) throw new Error('no Home tab');
  expect(JSON.stringify(tab.view)).toContain('Your recommendations');
  expect(JSON.stringify(tab.view)).toContain('set by <@UBERT>');
  await slack.pressesIn(BERT, tab, { press: 'Start' });
  await bert.fillsIn({ 'What do you know about the workload?': 'CDC from Postgres, 1 minute' });
  expect(bert.direct().said().join('\n')).toMatch(/Understood: .*1 min/);

  await slack.pressesIn(BERT, tab, { share: TEAM_ROOM, picker: 'Show those of a channel' });
  const room = shown({ blocks: slack.homes.get(BERT)?.view['blocks'] });
  expect(room).toMatch(/\*In <#CTEAM>\*\n• <https:[^\n]*asked by <@UCLEO> · helpful to 1, not to 0/);

  await slack.pressesIn(BERT, tab, { press: 'No default' });
  expect(shown({ blocks: slack.homes.get(BERT)?.view['blocks'] })).toContain('None yet: whoever posts');
  await slack.opensHome(BERT, 'messages');
  expect(slack.assistant.at(-1)?.method).toBe('assistant.threads.setSuggestedPrompts');
}
