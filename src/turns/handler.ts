import { applyTurn } from './apply-turn.ts';
import type { Drain } from './drain.ts';
import { createLanes } from './lanes.ts';
import { laneOf } from './locate.ts';
import { traceOf } from './trace.ts';
import type { TurnTools } from './turn-tools.ts';
import type { Delivery, Log, Metrics, Refused, TurnResult } from './types.ts';

/** The inbound half of the turns room: one delivery after another per conversation, each counted and logged. */
export type Handler = {
  handle(delivery: Delivery): Promise<TurnResult>;
  /** Take no more. */
  close(): void;
  idle(): Promise<void>;
};

export type HandlerTools = TurnTools & {
  readonly admit: (delivery: Delivery) => Refused | null;
  readonly drain: Pick<Drain, 'kick'>;
  readonly log: Log;
  readonly metrics: Metrics;
};

/** Make a handler; see `Turns.handle` for what it promises. */
export function createHandler(tools: HandlerTools): Handler {
  const lanes = createLanes();
  let closed = false;
  return {
    handle: (delivery) => {
      if (closed) return Promise.reject(stopping(tools, delivery));
      const refused = tools.admit(delivery);
      if (refused !== null) return Promise.resolve(limited(tools, delivery, refused));
      return lanes.run(laneOf(delivery), () => timed(tools, delivery));
    },
    close: () => {
      closed = true;
    },
    idle: lanes.idle,
  };
}

function stopping({ metrics }: HandlerTools, { platform }: Delivery): Error {
  metrics.count('turns', { platform, status: 'stopping' });
  return new Error(
    'The service is stopping and takes no more deliveries; let the platform deliver it again.',
  );
}

function limited({ metrics, log }: HandlerTools, delivery: Delivery, refused: Refused): TurnResult {
  const { platform } = delivery;
  metrics.count('turns', { platform, status: 'limited' });
  log.warn({ trace: traceOf(delivery), platform, limit: refused.by }, 'delivery left out, too many at once');
  return { status: 'limited', ...refused };
}

async function timed(tools: HandlerTools, delivery: Delivery): Promise<TurnResult> {
  const { platform } = delivery;
  const begun = performance.now();
  try {
    const result = await applyTurn(tools, delivery);
    const ms = performance.now() - begun;
    tools.metrics.observe('turn_seconds', { platform }, ms / 1000);
    report(tools, delivery, result, ms);
    if (result.status === 'done' && tools.delivers(platform)) tools.drain.kick(result.conversation);
    return result;
  } catch (error) {
    tools.metrics.count('turns', { platform, status: 'error' });
    throw error;
  }
}

/** What is not ours leaves no line: every message of a channel passes here. */
function report({ metrics, log }: HandlerTools, delivery: Delivery, result: TurnResult, ms: number): void {
  const { platform } = delivery;
  const isElsewhere = result.status === 'unknown-conversation' && result.elsewhere === true;
  metrics.count('turns', { platform, status: isElsewhere ? 'elsewhere' : result.status });
  if (isElsewhere) {
    log.warn(
      { trace: traceOf(delivery), platform },
      'press from another place than its conversation refused',
    );
    return;
  }
  if (result.status === 'unknown-conversation' || result.status === 'limited') return;
  const trace = traceOf(delivery);
  const { status, conversation } = result;
  if (result.status === 'damaged') {
    const { reason } = result;
    log.error({ trace, conversation, reason }, 'stored conversation cannot be read, it was left as it is');
    return;
  }
  log.info({ trace, platform, conversation, status, ms: Math.round(ms) }, 'turn handled');
}
