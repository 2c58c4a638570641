import { type Finding, fail, ok, warn } from '../../../doctor/finding.ts';
import { SIGNATURE_WINDOW_SECONDS } from '../receive/signature.ts';

const TIMEOUT_MS = 5_000;
/** From here on a clock that drifts on will soon be refused. */
const UNEASY_SECONDS = 60;

export type Reach = { readonly reached: boolean; readonly findings: readonly Finding[] };

/** Whether Slack's API answers, and how far our clock is from its own; no token is sent. `now`: ms since 1970. */
export async function checkReach(apiUrl: string, now: () => number): Promise<Reach> {
  try {
    const response = await fetch(new URL('api.test', apiUrl), {
      method: 'POST',
      redirect: 'error',
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    await response.arrayBuffer();
    if (!response.ok) return { reached: false, findings: [unwell(apiUrl, `it answered ${response.status}`)] };
    const clock = clockFinding(response.headers.get('date'), now());
    return { reached: true, findings: [ok('slack reach', `${apiUrl} answers`), clock] };
  } catch (error) {
    return { reached: false, findings: [unwell(apiUrl, reasonOf(error))] };
  }
}

function unwell(apiUrl: string, reason: string): Finding {
  return fail(
    'slack reach',
    `${apiUrl} cannot be used (${reason})`,
    'every answer is sent through it',
    'open the way to it in firewall or proxy (NODE_USE_ENV_PROXY=1 with HTTPS_PROXY), or mend SLACK_API_URL',
  );
}

/** The network's own word for it, e.g. ENOTFOUND. */
function reasonOf(error: unknown): string {
  const cause = error instanceof Error ? error.cause : undefined;
  if (cause instanceof Error && 'code' in cause) return String(cause.code);
  return error instanceof Error ? error.message : String(error);
}

function clockFinding(date: string | null, now: number): Finding {
  const theirs = date === null ? Number.NaN : Date.parse(date);
  if (Number.isNaN(theirs)) return ok('clock', 'Slack named no time to compare with');
  const seconds = Math.round((now - theirs) / 1_000);
  const what = `${Math.abs(seconds)} s ${seconds < 0 ? 'behind' : 'ahead of'} Slack`;
  const fix = 'let NTP set the clock of this machine';
  if (Math.abs(seconds) > SIGNATURE_WINDOW_SECONDS)
    return fail(
      'clock',
      what,
      `requests signed more than ${SIGNATURE_WINDOW_SECONDS} s away are refused`,
      fix,
    );
  if (Math.abs(seconds) > UNEASY_SECONDS)
    return warn('clock', what, `beyond ${SIGNATURE_WINDOW_SECONDS} s every request would be refused`, fix);
  return ok('clock', what);
}
