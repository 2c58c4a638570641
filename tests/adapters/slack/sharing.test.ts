import { afterEach, describe, expect, it } from 'vitest';
import { ALL_SCOPES } from '../../../src/adapters/slack/scopes.ts';
import { BOT_USER } from '../../support/fake-slack/index.ts';
import { ANNA, BERT, DESIGN, type Desk, openDesk, ROOM, recommended } from './desk.ts';
import { shown } from './workbench.ts';

let desk: Desk;
afterEach(() => desk.stop());

/** The answer to a sent form, when it stays open. */
function errorsOf(answer: { readonly body: unknown }): Record<string, string> {
  return (answer.body as { errors?: Record<string, string> } | null)?.errors ?? {};
}

async function openForm(by = ANNA): Promise<void> {
  const verdict = await recommended(desk);
  await desk.slack.presses(by, verdict, { press: 'Post to channel' });
}

describe.each(['http', 'socket'] as const)('sharing over %s', (mode) => {
  it('shows the card first, then posts it with the decision record and tells the person where', async () => {
    desk = await openDesk(mode);
    const { slack } = desk;
    await openForm();
    const [form] = slack.modals.get(ANNA) ?? [];
    expect(JSON.stringify(form?.view)).toContain('Recommended: Apache Flink');

    await slack.submits(ANNA, { Channel: DESIGN, 'A word to the channel': 'For <!channel> Monday' });
    await desk.settled();

    const [card] = slack.messages(DESIGN);
    expect(slack.modals.get(ANNA)).toEqual([]);
    expect(card?.text).toMatch(/^Recommended: Apache Flink/);
    expect(shown(card ?? { blocks: [] })).toContain('For &lt;!channel&gt; Monday');
    expect(shown(card ?? { blocks: [] })).toContain(
      `<https://fake.slack.com/archives/${ROOM}/p${desk.root().ts.replace('.', '')}|Open the conversation>`,
    );
    const [record] = slack.filesIn(DESIGN, card?.ts);
    expect(record?.bytes.toString()).toContain('## Decision Outcome');
    expect(record?.bytes.toString()).not.toContain('in the team');
    const link = `https://fake.slack.com/archives/${DESIGN}/p${card?.ts.replace('.', '')}`;
    expect(slack.ephemerals.at(-1)).toMatchObject({
      user: ANNA,
      channel: ROOM,
      text: `Posted to <#${DESIGN}>: <${link}|open it there>.`,
    });
  });

  it('twice updates the card in place', async () => {
    desk = await openDesk(mode);
    const { slack } = desk;
    await openForm();
    await slack.submits(ANNA, { Channel: DESIGN });
    await desk.settled();

    await slack.presses(ANNA, desk.offering('Post to channel'), { press: 'Post to channel' });
    await slack.submits(ANNA, { Channel: DESIGN, 'A word to the channel': 'again' });
    await desk.settled();

    expect(slack.messages(DESIGN)).toHaveLength(1);
    expect(slack.messages(DESIGN)[0]?.edits).toBe(1);
    expect(shown(slack.messages(DESIGN)[0] ?? { blocks: [] })).toContain('again');
  });

  it('is taken back by who shared it and nobody else, and can be repeated', async () => {
    desk = await openDesk(mode);
    const { slack } = desk;
    slack.channel(DESIGN).members.add(BERT);
    await openForm();
    await slack.submits(ANNA, { Channel: DESIGN });
    await desk.settled();
    const [card] = slack.messages(DESIGN);
    if (card === undefined) throw new Error('no card');

    await slack.presses(BERT, card, { press: 'Remove' });
    await desk.settled();
    expect(slack.ephemerals.at(-1)?.text).toBe(`Only <@${ANNA}>, who shared this, can remove it.`);
    expect(slack.messages(DESIGN)).toHaveLength(1);
    await slack.presses(ANNA, card, { press: 'Remove' });
    await desk.settled();

    expect(slack.channel(DESIGN).messages).toEqual([]);
    expect(slack.ephemerals.at(-1)).toMatchObject({ user: ANNA, text: `Removed from <#${DESIGN}>.` });
    await slack.presses(ANNA, card, { press: 'Remove' });
    expect(slack.ephemerals.at(-1)?.text).toContain('not among the recommendations');
    await slack.presses(ANNA, desk.offering('Post to channel'), { press: 'Post to channel' });
    await slack.submits(ANNA, { Channel: DESIGN });
    await desk.settled();
    expect(slack.messages(DESIGN)).toHaveLength(1);
  });
});

describe('the people’s own words', () => {
  it('go along only when ticked', async () => {
    desk = await openDesk();
    const { slack } = desk;
    await openForm();

    await slack.submits(ANNA, {
      Channel: DESIGN,
      'What people typed': ["Show the team's own words beside the requirements"],
    });
    await desk.settled();

    const [card] = slack.messages(DESIGN);
    expect(shown(card ?? { blocks: [] })).toContain('“50 ms”');
    expect(slack.filesIn(DESIGN, card?.ts)[0]?.bytes.toString()).toContain("in the team's words");
  });
});

describe('a channel', () => {
  it('that is private is posted to only for its members, and only with the app in it', async () => {
    desk = await openDesk();
    const { slack } = desk;
    slack.addChannel('CSECRET', 'private', [BOT_USER, BERT]);
    slack.addChannel('CCLOSED', 'private', [ANNA]);
    await openForm();

    const foreign = await slack.submits(ANNA, { Channel: 'CSECRET' });
    const closed = await slack.submits(ANNA, { Channel: 'CCLOSED' });
    await desk.settled();

    expect(errorsOf(foreign)).toEqual({
      destination: 'You are not in #csecret, so I do not post there for you. Ask somebody who is.',
    });
    expect(errorsOf(closed)['destination']).toContain('/invite @streamchoice');
    expect(slack.messages('CSECRET')).toEqual([]);
    await slack.presses(BERT, desk.offering('Post to channel'), { press: 'Post to channel' });
    await slack.submits(BERT, { Channel: 'CSECRET' });
    await desk.settled();
    expect(slack.messages('CSECRET')).toHaveLength(1);
  });

  it('that is archived is refused in the form', async () => {
    desk = await openDesk();
    desk.slack.channel(DESIGN).archived = true;
    await openForm();

    const answer = await desk.slack.submits(ANNA, { Channel: DESIGN });

    expect(errorsOf(answer)['destination']).toContain('is archived');
  });

  it('that another company reads takes a second yes', async () => {
    desk = await openDesk();
    const { slack } = desk;
    slack.channel(DESIGN).external = true;
    await openForm();

    await slack.submits(ANNA, { Channel: DESIGN, 'A word to the channel': 'hello' });
    await desk.settled();
    expect(slack.messages(DESIGN)).toEqual([]);
    expect(JSON.stringify(slack.modals.get(ANNA)?.at(-1)?.view)).toContain('is shared with another company');
    await slack.submits(ANNA, { 'Post there all the same?': ['Yes, people outside may read it'] });
    await desk.settled();

    expect(slack.messages(DESIGN)).toHaveLength(1);
  });

  it('that nobody may look up is taken only when it is the design channel or the room itself', async () => {
    desk = await openDesk();
    const { slack } = desk;
    slack.grant(ALL_SCOPES.filter((scope) => scope !== 'channels:read'));
    await openForm();

    const refused = await slack.submits(ANNA, { Channel: DESIGN });
    await slack.submits(ANNA, { Channel: ROOM });
    await desk.settled();

    expect(errorsOf(refused)['destination']).toContain('channels:read');
    expect(slack.messages(ROOM)).toHaveLength(2);
  });
});

describe('the design channel', () => {
  it('is set by command, shows who set it, and is where the form points', async () => {
    desk = await openDesk();
    const { slack } = desk;
    await slack.types(BERT, ROOM, '/streamchoice settings');
    const settings = slack.ephemerals.at(-1);
    if (settings === undefined) throw new Error('no settings');
    await slack.presses(BERT, settings, { share: DESIGN });

    await slack.types(ANNA, ROOM, '/streamchoice settings');
    expect(slack.ephemerals.at(-1)?.text).toMatch(
      new RegExp(`Recommendations go to <#${DESIGN}> .*set by <@${BERT}> on 20\\d\\d-`),
    );
    await recommended(desk);
    await slack.types(ANNA, ROOM, '/streamchoice share');
    await slack.submits(ANNA);
    await desk.settled();

    expect(slack.messages(DESIGN)).toHaveLength(1);
  });

  it('of which the person is no member is not taken', async () => {
    desk = await openDesk();
    const { slack } = desk;
    slack.addChannel('CSECRET', 'private', [BOT_USER, BERT]);
    await slack.types(ANNA, ROOM, '/streamchoice settings');
    const settings = slack.ephemerals.at(-1);
    if (settings === undefined) throw new Error('no settings');

    await slack.presses(ANNA, settings, { share: 'CSECRET' });
    await slack.types(ANNA, ROOM, '/streamchoice settings');

    expect(slack.ephemerals.at(-2)?.text).toContain('You are not in <#CSECRET>');
    expect(slack.ephemerals.at(-1)?.text).toContain('None yet');
  });
});
