import { describe, expect, it } from 'vitest';
import { isInteractive, markLate } from '../../src/conversation/show/late.ts';
import type { View } from '../../src/conversation/views.ts';
import type { StepInput, StepOutput } from '../../src/turns/types.ts';
import { DeliveryError } from '../../src/turns/types.ts';
import { BACK_ENDS } from '../support/back-ends.ts';
import { directSql } from '../support/direct-sql.ts';
import { later } from './fake-platform.ts';
import { fakeStep } from './fake-step.ts';
import { begin, NOON, openScene, said, until, withId } from './harness.ts';

const MINUTE = 60_000;
const PRESS = { label: 'Go', action: 'help', emphasis: 'plain' as const };

/**
 * Words `ask` post a question in slot `q1`, `answer` turns it into its answer, `retire` into a word about it that says
 * nothing elsewhere, `offer` posts a note with a button.
 */
function asking(input: StepInput): StepOutput {
  const words = 'text' in input.event ? input.event.text : '';
  const output = fakeStep(input);
  const say = (slot: string, view: object): StepOutput => ({
    ...output,
    replies: [{ slot, audience: 'everyone', view: view as View }],
  });
  if (words === 'ask') return say('q1', { kind: 'question', text: 'Which?', title: 'Which?', choices: [] });
  if (words === 'answer')
    return say('q1', { kind: 'answered', text: 'That.', title: 'Which?', controls: [] });
  if (words === 'retire')
    return say('q1', {
      kind: 'note',
      text: 'Later.',
      title: 'Later.',
      lines: [],
      controls: [],
      onlyInPlace: true,
    });
  if (words === 'offer')
    return say('n1', { kind: 'note', text: 'Press', title: 'Press', lines: [], controls: [PRESS] });
  return output;
}

describe.each(BACK_ENDS)('replies that come late on %s', (kind) => {
  it('leave out a question that was answered meanwhile, and say so in log and counters', async () => {
    let now = NOON;
    const { turns, platform, counts, noted, options } = await openScene(kind, {
      step: asking,
      now: () => now,
    });
    platform.next(later(1_000));
    await turns.start();
    const id = await begin(turns, 'ask');
    await turns.idle();
    await turns.handle(said('answer', withId(id)));
    await turns.idle();

    now += 1_000;
    await until(() => platform.shown.length === 1);

    expect(platform.texts()).toEqual(['That.']);
    expect(counts).toMatchObject({ 'deliveries chat dropped overtaken': 1 });
    expect(noted.map((line) => line.message)).toContain('reply dropped, it would say nothing any more');
    expect(
      await directSql(options, `select slot, reason from undelivered where outcome = 'dropped'`),
    ).toEqual([{ slot: 'q1', reason: 'overtaken' }]);
  });

  it('leave out what is only to replace a message that was never shown, and turn one that was', async () => {
    let now = NOON;
    const { turns, platform, options } = await openScene(kind, { step: asking, now: () => now });
    platform.next(later(1_000));
    await turns.start();
    const id = await begin(turns, 'ask');
    await turns.idle();
    await turns.handle(said('retire', withId(id)));
    await turns.handle(said('offer', withId(id)));

    now += 1_000;
    await until(() => platform.shown.length === 1);
    await turns.handle(said('ask', withId(id)));
    await turns.idle();
    await turns.handle(said('retire', withId(id)));
    await until(() => platform.texts().includes('Later.'));

    expect(platform.texts()).toEqual(['Press', 'Later.']);
    expect(
      await directSql(options, `select reason from undelivered where outcome = 'dropped' order by id`),
    ).toEqual(expect.arrayContaining([{ reason: 'overtaken' }, { reason: 'nothing-to-replace' }]));
  });

  it('still deliver a question that may be there already, so that no second copy keeps live buttons', async () => {
    let now = NOON;
    const { turns, platform } = await openScene(kind, { step: asking, now: () => now });
    platform.next(() =>
      Promise.reject(new DeliveryError('cut', { retry: true, afterMs: 1_000, outcome: 'unknown' })),
    );
    await turns.start();
    const id = await begin(turns, 'ask');
    await turns.idle();
    await turns.handle(said('answer', withId(id)));

    now += 1_000;
    await until(() => platform.texts().includes('That.'));

    expect(platform.tries.map(({ slot, uncertain }) => [slot, uncertain])).toEqual([
      ['q1', false],
      ['q1', true],
      ['q1', false],
    ]);
    expect(platform.shown.length).toBe(1);
  });

  it('leave out an update that the next one replaces', async () => {
    let now = NOON;
    const { turns, platform } = await openScene(kind, { now: () => now });
    const id = await begin(turns, 'first');
    await turns.idle();
    platform.next(later(1_000));
    await turns.start();
    for (const n of [1, 2, 3]) {
      await turns.handle(said('!update', withId(id), `update ${n}`));
      if (n === 1) await turns.idle();
    }

    now += 1_000;
    await until(() => platform.texts()[0] === '4 !update');

    expect(platform.tries.length).toBe(3);
  });

  it('mark a button as late when the conversation has gone on, and leave what is not late as it is', async () => {
    let now = NOON;
    const { turns, platform } = await openScene(kind, { step: asking, now: () => now });
    platform.next(later(2 * MINUTE));
    await turns.start();
    const id = await begin(turns, 'offer');
    await turns.idle();
    await turns.handle(said('go on', withId(id)));

    now += 2 * MINUTE;
    await until(() => platform.shown.length === 2);

    expect(platform.texts()).toEqual([
      'Sent late (from 2026-11-22 12:00 UTC; the conversation has gone on since).\nPress',
      '2 go on',
    ]);
  });
});

describe('marking a view as late', () => {
  const note: View = { kind: 'note', text: 'Press', title: 'Press', lines: [], controls: [PRESS] };

  it('says so in its text and in the line that is shown first', () => {
    expect(markLate(note, NOON)).toMatchObject({
      title: 'Sent late (from 2026-11-22 12:00 UTC; the conversation has gone on since): Press',
      text: expect.stringMatching(/^Sent late .*\nPress$/s),
      controls: [PRESS],
    });
  });

  it('is for views with something to press', () => {
    expect([isInteractive(note), isInteractive({ ...note, controls: [] })]).toEqual([true, false]);
  });
});
