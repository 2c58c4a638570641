import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { OutboxItem } from '../../../src/turns/types.ts';
import type { FakeFile } from '../../support/fake-slack/workspace.ts';
import { recommendation } from './sample-views.ts';
import { openWorkbench, TEAM_ROOM, type Workbench } from './workbench.ts';

let bench: Workbench;
let thread: string;
beforeEach(async () => {
  bench = await openWorkbench({ mode: 'http' });
  await bench.slack.says('UANNA', TEAM_ROOM, 'which engine?');
  thread = bench.slack.messages(TEAM_ROOM)[0]?.ts ?? '';
});
afterEach(() => bench.stop());

function deliver(change: Partial<OutboxItem> = {}): Promise<unknown> {
  return bench.adapter.deliverer.deliver({
    id: 1,
    conversation: 'conv-1',
    platform: 'slack',
    slot: 'v1',
    audience: 'everyone',
    actor: 'UANNA',
    to: null,
    view: recommendation(),
    address: { team: 'TTEAM0001', channel: TEAM_ROOM, thread, responseUrl: null },
    ref: null,
    attempts: 0,
    uncertain: false,
    ...change,
  });
}

function pictures(): readonly FakeFile[] {
  return bench.slack.filesIn(TEAM_ROOM, thread);
}

/** What was counted about pictures. */
function counted(): readonly string[] {
  return bench.counted.filter((one) => one.includes('picture'));
}

describe('the picture of a recommendation', () => {
  it('stands in the thread below its message, with the verdict as title and all it shows as alternative text', async () => {
    await deliver();

    const [file] = pictures();
    expect(file).toMatchObject({ name: 'ranking.png', title: recommendation().headline });
    expect(file?.altText).toMatch(/^Chart of the ranking\. Recommended: Alpha.* 1\. /);
    expect(file?.bytes.subarray(1, 4).toString()).toBe('PNG');
    expect(counted()).toEqual([]);
  }, 60_000);

  it('is not added again where the message may be there already, is replaced, or is shared elsewhere', async () => {
    await deliver();
    const [message] = bench.slack.messages(TEAM_ROOM, thread);

    await deliver({ uncertain: true });
    await deliver({ ref: `${TEAM_ROOM}:${message?.ts}` });
    await deliver({ slot: 'v1/2' });

    expect(pictures()).toHaveLength(1);
  }, 60_000);

  it.each([
    ['files.getUploadURLExternal', { error: 'internal_error' }, 'picture-internal_error'],
    ['files.completeUploadExternal', { error: 'not_in_channel' }, 'picture-not_in_channel'],
    ['files.getUploadURLExternal', { status: 502 }, 'picture-failed'],
  ] as const)(
    'is left out when %s fails with %j, and the message stays',
    async (method, fault, reason) => {
      bench.slack.failNext(method, fault);

      await deliver();

      expect(pictures()).toEqual([]);
      expect(bench.slack.messages(TEAM_ROOM, thread)).toHaveLength(1);
      expect(counted()).toEqual([`dropped:${reason}`]);
    },
    60_000,
  );
});
