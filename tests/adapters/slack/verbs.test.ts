import { afterEach, describe, expect, it } from 'vitest';
import { readTyped } from '../../../src/adapters/slack/listen/verbs.ts';
import { labelsOf } from '../../support/fake-slack/index.ts';
import { ANNA, BERT, DESIGN, type Desk, openDesk, ROOM, recommended } from './desk.ts';

let desk: Desk;
afterEach(() => desk?.stop());

describe('what is typed after the command', () => {
  const means = (text: string): boolean => text.includes('kafka');

  it.each([
    ['', { kind: 'start', words: '' }],
    ['kafka', { kind: 'start', words: 'kafka' }],
    ['help us choose an engine for ads', { kind: 'start', words: 'help us choose an engine for ads' }],
    ['HELP', { kind: 'verb', verb: 'help', words: '' }],
    ['share it please', { kind: 'verb', verb: 'share', words: 'it please' }],
    ['ask how does recovery work?', { kind: 'verb', verb: 'ask', words: 'how does recovery work?' }],
    ['compare a b on c', { kind: 'verb', verb: 'compare', words: 'a b on c' }],
    ['hlep', { kind: 'unknown', typed: 'hlep', near: 'help' }],
    ['histroy', { kind: 'unknown', typed: 'histroy', near: 'history' }],
    ['setings please', { kind: 'unknown', typed: 'setings please', near: 'settings' }],
    ['xyzzy', { kind: 'unknown', typed: 'xyzzy', near: null }],
    ['12', { kind: 'unknown', typed: '12', near: null }],
  ])('"%s" is read as %j', (text, typed) => {
    expect(readTyped(text, means)).toEqual(typed);
  });
});

describe.each(['http', 'socket'] as const)('a verb over %s', (mode) => {
  it('of which none starts a conversation is answered to the person alone', async () => {
    desk = await openDesk(mode);
    const { slack } = desk;

    await slack.types(ANNA, ROOM, '/streamchoice help');
    await slack.types(ANNA, ROOM, '/streamchoice about');
    await slack.types(ANNA, ROOM, '/streamchoice history');
    await slack.types(ANNA, ROOM, '/streamchoice settings');
    await slack.types(ANNA, ROOM, '/streamchoice share');
    await slack.types(ANNA, ROOM, '/streamchoice cancel');
    await slack.types(ANNA, ROOM, '/streamchoice ask');
    await desk.settled();

    expect(slack.messages(ROOM)).toEqual([]);
    expect(slack.ephemerals.map(({ user, via }) => `${user} ${via}`)).toEqual(
      Array.from({ length: 7 }, () => `${ANNA} acknowledgement`),
    );
    const texts = slack.ephemerals.map(({ text }) => text);
    expect(texts[0]).toContain('/streamchoice compare flink spark on latency');
    expect(texts[1]).toMatch(/streamchoice 0\.\d+\.\d+\*, knowledge [0-9a-f]{12}/);
    expect(texts[2]).toContain('no recommendations yet');
    expect(texts[3]).toContain('None yet');
    expect(texts[4]).toContain('no recommendation to post yet');
    expect(texts[5]).toContain('no open interview');
    expect(texts[6]).toContain('Ask what?');
  });

  it('"ask" answers in a thread of its own, with sources', async () => {
    desk = await openDesk(mode);

    await desk.slack.types(ANNA, ROOM, '/streamchoice ask how does flink recover after a crash?');
    await desk.settled();

    expect(desk.root().text).toBe('Question: how does flink recover after a crash?');
    const [answer] = desk.thread();
    expect(answer?.text).toMatch(/checked 2026-/);
    expect(JSON.stringify(answer?.blocks)).toContain('<https://');
  });

  it('"compare" puts engines side by side', async () => {
    desk = await openDesk(mode);

    await desk.slack.types(ANNA, ROOM, '/streamchoice compare flink spark on latency');
    await desk.settled();

    expect(desk.root().text).toBe('Comparison: flink spark on latency');
    expect(desk.thread()[0]?.text).toMatch(/^(?=.*Flink)(?=.*Spark).*latency/i);
    expect(desk.thread()[0]?.blocks.map(({ type }) => type)).toContain('table');
  });

  it('that is misspelt is echoed with the near match and a way to start with it all the same', async () => {
    desk = await openDesk(mode);

    await desk.slack.types(ANNA, ROOM, '/streamchoice <!channel> hlep');
    await desk.slack.types(ANNA, ROOM, '/streamchoice hlep');
    const [first, second] = desk.slack.ephemerals;
    await desk.slack.presses(ANNA, second ?? never(), { press: 'Start an interview' });
    await desk.settled();

    expect(first?.text).not.toContain('<!');
    expect(second?.text).toContain('“hlep”. Did you mean `/streamchoice help`?');
    expect(desk.slack.messages(ROOM)).toHaveLength(1);
    expect(desk.thread().at(-1)?.text).toContain('Question 1');
  });
});

it('the usage hint works as it is shown', async () => {
  desk = await openDesk();
  const hint = 'clickstream from Kafka, 2 s latency, we know SQL';

  await desk.slack.types(ANNA, ROOM, `/streamchoice ${hint}`);
  await desk.settled();

  expect(desk.thread()[0]?.text).toMatch(/Understood: .*Latency: .*2 s/);
});

it('words that say nothing about a workload are echoed before the first question', async () => {
  desk = await openDesk();

  await desk.slack.types(ANNA, ROOM, '/streamchoice good morning dear machine spirit');
  await desk.settled();

  const [question] = desk.thread();
  expect(question?.text).toContain('Question 1');
});

describe('"cancel"', () => {
  it('ends the person’s own newest interview in this channel', async () => {
    desk = await openDesk();
    const { slack } = desk;
    await slack.types(ANNA, ROOM, '/streamchoice');
    await desk.settled();
    await slack.types(BERT, ROOM, '/streamchoice cancel');
    expect(slack.ephemerals.at(-1)?.text).toContain('no open interview');

    await slack.types(ANNA, ROOM, '/streamchoice cancel');
    await desk.settled();

    expect(slack.ephemerals.at(-1)?.text).toContain('is cancelled');
    expect(desk.root().text).toBe('Cancelled');
    expect(desk.thread().flatMap(labelsOf)).not.toContain('Skip');
  });
});

describe('"history"', () => {
  it('lists the person’s and the channel’s recommendations with links to their threads', async () => {
    desk = await openDesk();
    const { slack } = desk;
    await recommended(desk);
    const { ts } = desk.root();
    await slack.types(BERT, DESIGN, '/streamchoice');
    await desk.settled();

    await slack.types(BERT, ROOM, '/streamchoice history');

    const text = slack.ephemerals.at(-1)?.text ?? '';
    expect(text).toContain(
      `*In this channel*\n• <https://fake.slack.com/archives/${ROOM}/p${ts.replace('.', '')}|Recommended: `,
    );
    expect(text).toContain(`asked by <@${ANNA}>`);
    expect(text).not.toContain('*Yours*');
    await slack.types(ANNA, DESIGN, '/streamchoice history');
    expect(slack.ephemerals.at(-1)?.text).toContain('*Yours*\n• <https://');
    expect(slack.ephemerals.at(-1)?.text).not.toContain('*In this channel*');
  });
});

function never(): never {
  throw new Error('nothing was shown');
}
