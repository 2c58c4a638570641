import { describe, expect, it } from 'vitest';
import { NotReady, type Step } from '../../src/turns/types.ts';
import { BACK_ENDS } from '../support/back-ends.ts';
import { fakeStep } from './fake-step.ts';
import { openScene, said } from './harness.ts';

/** A step that needs a fetch first; what is fetched may be lost again some times. */
function needing(fetch: () => Promise<void>, losses = 0): { step: Step; fetches(): number } {
  let [ready, fetched] = [false, 0];
  const step: Step = (input) => {
    if (ready) return fakeStep(input);
    throw new NotReady('bread', async () => {
      await fetch();
      fetched += 1;
      ready = fetched > losses;
    });
  };
  return { step, fetches: () => fetched };
}

describe.each(BACK_ENDS)('a step that is not ready on %s', (kind) => {
  it('is tried again after the fetch, and its turn has one effect', async () => {
    const { step, fetches } = needing(async () => {}, 1);
    const { turns, platform } = await openScene(kind, { step });
    const delivery = said('hello');

    const [first, second] = [await turns.handle(delivery), await turns.handle(delivery)];
    await turns.idle();

    expect([first.status, second.status, fetches()]).toEqual(['done', 'duplicate', 2]);
    expect(platform.tries).toHaveLength(1);
  });

  it('waits outside of any transaction: another conversation goes on meanwhile', async () => {
    const gate = Promise.withResolvers<void>();
    const { step } = needing(() => gate.promise);
    const waitsFor =
      (words: string): Step =>
      (input) =>
        input.event.kind === 'say' && input.event.text === words ? step(input) : fakeStep(input);
    const { turns } = await openScene(kind, { step: waitsFor('slow') });

    const slow = turns.handle(said('slow'));
    const quick = await turns.handle(said('quick'));
    gate.resolve();

    expect([quick.status, (await slow).status]).toEqual(['done', 'done']);
  });

  it('fails when the fetch fails, with nothing saved: the delivery may come again', async () => {
    let works = false;
    const { step } = needing(async () => {
      if (!works) throw new Error('the store is away');
    });
    const { turns } = await openScene(kind, { step });
    const delivery = said('hello');

    await expect(turns.handle(delivery)).rejects.toThrow('the store is away');
    works = true;

    expect((await turns.handle(delivery)).status).toBe('done');
  });

  it('fails when what was fetched is never there', async () => {
    const { step, fetches } = needing(async () => {}, 100);
    const { turns } = await openScene(kind, { step });

    await expect(turns.handle(said('hello'))).rejects.toThrow('Not at hand yet: bread.');
    expect(fetches()).toBe(2);
  });
});
