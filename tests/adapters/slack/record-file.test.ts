import { afterEach, describe, expect, it } from 'vitest';
import { ALL_SCOPES } from '../../../src/adapters/slack/scopes.ts';
import type { FakeFile } from '../../support/fake-slack/workspace.ts';
import { ANNA, DESIGN, type Desk, openDesk, ROOM, recommended } from './desk.ts';

let desk: Desk;
afterEach(() => desk.stop());

const WITHOUT_FILES = ALL_SCOPES.filter((scope) => scope !== 'files:write');

async function share(channel = DESIGN): Promise<void> {
  await desk.slack.presses(ANNA, desk.offering('Post to channel'), { press: 'Post to channel' });
  await desk.slack.submits(ANNA, { Channel: channel });
  await desk.settled();
}

function below(channel = DESIGN): { readonly files: readonly FakeFile[]; readonly texts: readonly string[] } {
  const [card] = desk.slack.messages(channel);
  if (card === undefined) throw new Error('no card');
  const texts = desk.slack.messages(channel, card.ts).map(({ text }) => text);
  return { files: desk.slack.filesIn(channel, card.ts), texts };
}

async function open(): Promise<void> {
  desk = await openDesk();
  await recommended(desk);
}

describe('the decision record below a shared card', () => {
  it('is a Markdown file, replaced when the result is posted again, and gone when it is taken back', async () => {
    await open();
    await share();
    const [first] = below().files;
    expect(first).toMatchObject({ title: 'Use Apache Flink for this stream workload', complete: true });
    expect(first?.name).toMatch(/^20\d\d-\d\d-\d\d-stream-processor-flink-\w+\.md$/);
    expect(below().texts).toEqual([]);

    await share();
    expect(below().files).toHaveLength(1);
    expect(below().files[0]?.id).not.toBe(first?.id);
    const [card] = desk.slack.messages(DESIGN);
    await desk.slack.presses(ANNA, card ?? never(), { press: 'Remove' });
    await desk.settled();

    expect(desk.slack.channel(DESIGN).messages).toEqual([]);
    expect([...desk.slack.files.values()].filter(({ name }) => name.endsWith('.md'))).toEqual([]);
  });

  it('is text without the permission, in place when posted again, and gone when it is taken back', async () => {
    await open();
    desk.slack.grant(WITHOUT_FILES);
    await share();
    const { files, texts } = below();
    expect([files.length, texts[0]?.includes('## Decision Outcome')]).toEqual([0, true]);
    await share();
    expect(below().texts).toEqual(texts);

    const [card] = desk.slack.messages(DESIGN);
    await desk.slack.presses(ANNA, card ?? never(), { press: 'Remove' });
    await desk.settled();

    expect(desk.slack.channel(DESIGN).messages).toEqual([]);
  });

  it('changes from text to file with the permission, and back', async () => {
    await open();
    desk.slack.grant(WITHOUT_FILES);
    await share();
    desk.slack.grant(ALL_SCOPES);
    await share();
    expect([below().files.length, below().texts]).toEqual([1, []]);

    desk.slack.failNext('files.getUploadURLExternal', { status: 502 });
    await share();

    expect([below().files, below().texts[0]?.includes('## Decision Outcome')]).toEqual([[], true]);
    expect(desk.counted).toContain('dropped:record-file-failed');
  });

  it('is there once when the answer to its upload was lost', async () => {
    await open();
    desk.slack.failNext('files.completeUploadExternal', { dropReply: true });
    await share();

    expect([below().files.length, below().texts]).toEqual([1, []]);
    expect(desk.slack.messages(DESIGN)).toHaveLength(1);
  });

  it('is text in a channel that takes files from members only', async () => {
    await open();
    desk.slack.addChannel('COUTSIDE', 'public', [ANNA]);
    await share('COUTSIDE');

    expect(below('COUTSIDE').files).toEqual([]);
    expect(below('COUTSIDE').texts[0]).toContain('## Decision Outcome');
  });
});

describe('"record" in the conversation', () => {
  it.each([
    ['shows it and adds the file to keep', ALL_SCOPES, 1],
    ['shows it where there may be no files', WITHOUT_FILES, 0],
  ])('%s', async (_what, scopes, files) => {
    await open();
    desk.slack.grant(scopes);
    await desk.slack.says(ANNA, ROOM, 'record', { thread: desk.root().ts });
    await desk.settled();

    expect(desk.thread().map(({ text }) => text)).toContainEqual(
      expect.stringContaining('## Decision Outcome'),
    );
    const records = desk.slack.filesIn(ROOM, desk.root().ts).filter(({ name }) => name.endsWith('.md'));
    expect(records).toHaveLength(files);
  });
});

function never(): never {
  throw new Error('nothing is there');
}
