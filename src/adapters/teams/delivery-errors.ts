import { z } from 'zod';
import { DeliveryError, type ErrorClass } from '../../turns/types.ts';

/** The parts of the SDK's REST errors that are read. */
const restError = z.object({
  statusCode: z.number().optional(),
  code: z.string().optional(),
  details: z.object({ error: z.object({ code: z.string().optional() }).optional() }).optional(),
  response: z
    .object({
      headers: z.custom<{ get(name: string): string | undefined }>((value) => hasGet(value)).optional(),
      parsedBody: z.object({ error: z.object({ code: z.string().optional() }).optional() }).nullish(),
    })
    .optional(),
});

type Verdict = {
  readonly retry: boolean;
  readonly outcome?: 'unknown';
  readonly afterMs?: number;
  readonly kind?: ErrorClass;
};

/**
 * What the Bot Connector's status codes mean for a post. 429, 412, 502 and 504 are documented as worth another try:
 * https://learn.microsoft.com/en-us/microsoftteams/platform/bots/how-to/rate-limit
 * After a 5xx nobody knows whether the message was posted. 401 passes once a rotated secret is set.
 */
const BY_STATUS: Readonly<Record<number, Verdict>> = {
  401: { retry: true, afterMs: 60_000, kind: 'repair' },
  408: { retry: true, outcome: 'unknown' },
  409: { retry: true },
  412: { retry: true },
  429: { retry: true, kind: 'rate-limit' },
  500: { retry: true, outcome: 'unknown' },
  502: { retry: true, outcome: 'unknown' },
  503: { retry: true, outcome: 'unknown' },
  504: { retry: true, outcome: 'unknown' },
};
/** Nothing had been sent when these came, so another try cannot post twice. */
const NOT_SENT: ReadonlySet<string> = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'ENETUNREACH',
  'EHOSTUNREACH',
]);
const FINAL: Verdict = { retry: false };
const NO_ANSWER: Verdict = { retry: true, outcome: 'unknown' };

/** Any failure of a post or update as a `DeliveryError` with a stable code; final unless another try may help. */
export function toDeliveryError(error: unknown): DeliveryError {
  if (error instanceof DeliveryError) return error;
  const read = restError.safeParse(error).data ?? {};
  const { statusCode: status } = read;
  const code = connectorCode(read) ?? read.code ?? (status === undefined ? 'no-answer' : `http-${status}`);
  const { afterMs, ...verdict } = judge(status, read.code);
  return new DeliveryError(code, {
    ...verdict,
    afterMs: retryAfterMs(read) ?? afterMs ?? null,
    cause: error,
  });
}

/** Whether the message or conversation to write to has gone. */
export function isGone(error: unknown): boolean {
  return restError.safeParse(error).data?.statusCode === 404;
}

function judge(status: number | undefined, code: string | undefined): Verdict {
  if (status !== undefined) return BY_STATUS[status] ?? FINAL;
  return NOT_SENT.has(code ?? '') ? { retry: true } : NO_ANSWER;
}

function connectorCode({ details, response }: z.infer<typeof restError>): string | undefined {
  return details?.error?.code ?? response?.parsedBody?.error?.code;
}

/** Seconds or a date, by RFC 9110, section 10.2.3; only seconds are sent in practice. */
function retryAfterMs({ response }: z.infer<typeof restError>): number | null {
  const seconds = Number(response?.headers?.get('retry-after') ?? Number.NaN);
  return Number.isFinite(seconds) && seconds >= 0 ? Math.ceil(seconds * 1000) : null;
}

function hasGet(value: unknown): boolean {
  return typeof value === 'object' && value !== null && 'get' in value && typeof value.get === 'function';
}
