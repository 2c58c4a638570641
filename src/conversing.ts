import type { Context } from './conversation/context.ts';
import type { StepInput, step } from './conversation/step.ts';
import type { Turn } from './conversation/turn.ts';
import type { Library } from './library/library.ts';
import type { Log } from './log.ts';
import { NotReady } from './turns/types.ts';

/**
 * The step of a conversation with the version of the knowledge that it goes by. A version that is not at hand is
 * fetched before the turn is tried again; one that is lost is replaced by the version in use, and the step says so.
 */
export function conversing(
  library: Library<Context>,
  log: Pick<Log, 'warn'>,
  takeStep: typeof step,
): (input: StepInput) => Turn {
  return (input) => {
    const current = library.current();
    const version = input.state?.knowledge ?? current.version;
    const kept = library.kept(version);
    if (kept.status === 'away') throw new NotReady(`knowledge ${version}`, () => library.fetch(version));
    if (kept.status === 'lost') {
      log.warn(
        { conversation: input.id, version, reason: kept.reason },
        'a conversation goes on with other knowledge: its own is lost',
      );
      return takeStep(current.value, input);
    }
    const { held } = kept;
    // A replica that has not been updated yet must not offer its older knowledge as newer.
    const isNewer = held.version !== current.version && held.since < current.since;
    return takeStep(isNewer ? { ...held.value, newer: current.value } : held.value, input);
  };
}
