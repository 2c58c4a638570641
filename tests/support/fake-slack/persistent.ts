import { setTimeout as wait } from 'node:timers/promises';
import type { Acknowledged, Line, Outgoing } from './deliver.ts';

/** A line that delivers failed events again, once after each pause, as Slack does; commands and presses come once. */
export function persistent(
  line: Line,
  pausesMs: readonly number[],
  onTry: (tried: Acknowledged & { kind: Outgoing['kind']; retry: number }) => void,
): Line {
  const attempt: Line = async (outgoing, retry = 0) => {
    const answer = await line(outgoing, retry);
    onTry({ ...answer, kind: outgoing.kind, retry });
    return answer;
  };
  return async (outgoing, retry = 0) => {
    let answer = await attempt(outgoing, retry);
    if (outgoing.kind !== 'events_api') return answer;
    for (const [at, pause] of pausesMs.entries()) {
      if (answer.status === 200) break;
      await wait(pause);
      answer = await attempt(outgoing, retry + at + 1);
    }
    return answer;
  };
}
