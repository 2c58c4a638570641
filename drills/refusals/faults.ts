import { SLACK_ERRORS } from '../../src/adapters/slack/deliver/slack-errors.ts';
import type { Fault } from '../platform/faulty-wire.ts';
import type { Random } from '../random.ts';

/** Slack's client gives up after 5 s; an answer that takes longer is lost to it. */
const LONGER_THAN_PATIENCE_MS = 7_000;
const WITHIN_PATIENCE_MS = 1_500;

const status = (code: number, headers?: Record<string, string>): Fault => ({
  kind: 'answer',
  status: code,
  body: 'upstream trouble',
  ...(headers && { headers }),
});

export const no = (error: string): Fault => ({ kind: 'answer', status: 200, body: { ok: false, error } });

/** Slack's codes by what they ask for, from the service's own table, so that every row of it is drilled. */
export const SLACK_CODES = {
  /** Tried again by itself within some seconds. */
  soon: codes((ms) => ms !== null && ms <= 2_000),
  /** Tried again after a minute or more: a person or time has to mend something. */
  later: codes((ms) => ms !== null && ms > 2_000),
  final: codes((ms) => ms === null),
};

/** Trouble that passes: the platform did nothing and says or shows so. */
export function passing(platform: 'slack' | 'teams'): Fault[] {
  const common: Fault[] = [
    {
      kind: 'answer',
      status: 429,
      headers: { 'retry-after': '1' },
      body: { ok: false, error: 'ratelimited' },
    },
    status(500),
    status(502),
    status(503),
    status(504),
    { kind: 'reset' },
    { kind: 'slow', overMs: WITHIN_PATIENCE_MS },
  ];
  return platform === 'slack' ? [...common, ...SLACK_CODES.soon.map(no)] : [...common, status(412)];
}

/** The platform has done its work and the service cannot know. */
export function unknowable(platform: 'slack' | 'teams'): Fault[] {
  const lost: Fault = { kind: 'lost reply' };
  return platform === 'slack' ? [lost, { kind: 'slow', overMs: LONGER_THAN_PATIENCE_MS }] : [lost];
}

/** Every fault once and then at random with this share, until so many were given; afterwards all goes well. */
export function spread(faults: readonly Fault[], random: Random, most: number, share: number) {
  const waiting = random.shuffled(faults);
  let given = 0;
  return (): Fault | null => {
    if (given >= most || random.next() > share) return null;
    given += 1;
    return waiting.pop() ?? random.pick(faults);
  };
}

function codes(wanted: (retryAfterMs: number | null) => boolean): string[] {
  return Object.entries(SLACK_ERRORS)
    .filter(([, consequence]) => wanted(consequence === 'final' ? null : consequence.retryAfterMs))
    .map(([code]) => code);
}
