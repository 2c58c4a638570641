import { z } from 'zod';

const DAY_MS = 24 * 3_600_000;
const HOUR_MS = 3_600_000;

/** How long each kind of data is kept; the variables of the environment with their defaults. */
export const RETENTION = {
  /** Conversations nobody touches; 0 keeps them for ever. */
  STREAMCHOICE_EXPIRE_DAYS: z.coerce.number().int().min(0).default(180),
  /** How long before that their people are told. */
  STREAMCHOICE_EXPIRE_WARNING_DAYS: z.coerce.number().int().min(0).default(7),
  /** Replies that were delivered, given up or dropped: they explain what happened. */
  STREAMCHOICE_KEEP_REPLIES_DAYS: z.coerce.number().int().min(1).default(7),
  /** Questions without an answer, for the maintainers of the knowledge. */
  STREAMCHOICE_KEEP_QUESTIONS_DAYS: z.coerce.number().int().min(1).default(180),
  /** Keys of deliveries; no fewer than 26 hours, or a late redelivery would have its effect twice. */
  STREAMCHOICE_KEEP_KEYS_HOURS: z.coerce.number().int().min(26).default(26),
} as const;

export type Retention = {
  readonly expireDays: number;
  readonly warningDays: number;
  readonly repliesMs: number;
  readonly questionsMs: number;
  readonly keysMs: number;
};

type Given = { readonly [Name in keyof typeof RETENTION]: number };

/** The settings in the units the program works with. */
export function retentionOf(env: Given): Retention {
  return {
    expireDays: env.STREAMCHOICE_EXPIRE_DAYS,
    warningDays: env.STREAMCHOICE_EXPIRE_WARNING_DAYS,
    repliesMs: env.STREAMCHOICE_KEEP_REPLIES_DAYS * DAY_MS,
    questionsMs: env.STREAMCHOICE_KEEP_QUESTIONS_DAYS * DAY_MS,
    keysMs: env.STREAMCHOICE_KEEP_KEYS_HOURS * HOUR_MS,
  };
}

/** Problems that only show between two settings. */
export function retentionProblems(env: Given): string[] {
  const { STREAMCHOICE_EXPIRE_DAYS: days, STREAMCHOICE_EXPIRE_WARNING_DAYS: warning } = env;
  if (days === 0 || warning < days) return [];
  return [
    `STREAMCHOICE_EXPIRE_WARNING_DAYS is ${warning} and must be below STREAMCHOICE_EXPIRE_DAYS (${days}): lower it, or raise the other.`,
  ];
}
