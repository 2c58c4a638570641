import { afterEach, describe, expect, it } from 'vitest';
import { ALL_SCOPES } from '../../../src/adapters/slack/scopes.ts';
import { BOT_USER } from '../../support/fake-slack/index.ts';
import { lintView } from '../../support/fake-slack/view-lint.ts';
import { ANNA, BERT, DESIGN, type Desk, openDesk, ROOM, recommended } from './desk.ts';
import { shown } from './workbench.ts';

let desk: Desk;
afterEach(() => desk.stop());

/** What the Home tab shows after this person chose a channel in it. */
async function choosing(person: string, channel: string): Promise<string> {
  const { slack } = desk;
  await slack.opensHome(person);
  await slack.pressesIn(person, home(person), { share: channel, picker: 'Show those of a channel' });
  expect(lintView(home(person).view, 'home')).toEqual([]);
  return shown({ blocks: home(person).view['blocks'] as [] });
}

function home(person: string) {
  const found = desk.slack.homes.get(person);
  if (found === undefined) throw new Error('no Home tab');
  return found;
}

describe('the recommendations of a channel in the Home tab', () => {
  it('are those of a public channel, each with what people thought of it', async () => {
    desk = await openDesk();
    const verdict = await recommended(desk);
    await desk.slack.presses(ANNA, verdict, { rate: 'Helpful' });
    await desk.slack.presses(BERT, verdict, { rate: 'Not helpful' });

    expect(await choosing(BERT, ROOM)).toMatch(
      /\*In <#CROOM>\*\n• <https:[^\n]*asked by <@UANNA> · helpful to 1, not to 1/,
    );
    expect(await choosing(BERT, DESIGN)).toContain(`*In <#${DESIGN}>*\nNone yet.`);
  });

  it('of a private one are shown to its members only', async () => {
    desk = await openDesk();
    const { slack } = desk;
    slack.addChannel('CSECRET', 'private', [BOT_USER, ANNA]);
    await slack.types(ANNA, 'CSECRET', '/streamchoice alerts within 50 ms, 3 TB of state, Java team, Kafka');
    await desk.settled();

    expect(await choosing(ANNA, 'CSECRET')).toContain('asked by <@UANNA>');
    const stranger = await choosing(BERT, 'CSECRET');
    expect(stranger).toContain('only when you and I are both in it');
    expect(stranger).not.toContain('asked by');
  });

  it('are not shown where it cannot be known who may read them', async () => {
    desk = await openDesk();
    await recommended(desk);
    desk.slack.grant(ALL_SCOPES.filter((scope) => scope !== 'channels:read'));

    expect(await choosing(BERT, ROOM)).toContain('permissions channels:read and groups:read');
  });
});
