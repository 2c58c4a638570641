import type { ViewResponseAction } from '@slack/bolt';
import type { WebClient } from '@slack/web-api';
import { z } from 'zod';
import { deliveryKey } from '../keys.ts';
import { PLATFORM } from '../types.ts';

const valueSchema = z.object({
  value: z.string().nullish(),
  selected_option: z.object({ value: z.string() }).nullish(),
  selected_options: z.array(z.object({ value: z.string() })).nullish(),
  selected_conversation: z.string().nullish(),
});

/** The fields of a `view_submission` payload that are read. */
const sentSchema = z.object({
  user: z.object({ id: z.string(), username: z.string().optional(), name: z.string().optional() }),
  trigger_id: z.string().optional(),
  view: z.object({
    id: z.string(),
    hash: z.string().optional(),
    callback_id: z.string(),
    private_metadata: z.string().optional(),
    state: z.object({ values: z.record(z.string(), z.record(z.string(), valueSchema)) }),
  }),
});

/** A modal that a person sent, with what they filled in; blocks hold one element each and have its name. */
export type Sent = {
  readonly callback: string;
  readonly metadata: string;
  readonly team: string;
  readonly platform: string;
  readonly actor: { readonly id: string; readonly name: string };
  readonly client: WebClient;
  readonly now: number;
  /** The same for every delivery of this very sending. */
  readonly key: string;
  text(name: string): string | null;
  option(name: string): string | null;
  options(name: string): readonly string[];
  conversation(name: string): string | null;
};

/** What Slack is told about a sent modal; null closes it. */
export type SentAnswer = Exclude<ViewResponseAction, undefined> | null;

/** Read a sent modal; null when it is none that we can read. */
export function readSent(body: unknown, team: string, client: WebClient, now: number): Sent | null {
  const read = sentSchema.safeParse(body);
  if (!read.success) return null;
  const { user, view, trigger_id: trigger } = read.data;
  const values = Object.values(view.state.values).flatMap((block) => Object.entries(block));
  const named = (name: string) => values.find(([id]) => id === name)?.[1];
  return {
    callback: view.callback_id,
    metadata: view.private_metadata ?? '',
    team,
    platform: PLATFORM,
    actor: { id: user.id, name: user.username ?? user.name ?? '' },
    client,
    now,
    key: deliveryKey.interaction('view', [view.id, view.hash ?? '', trigger ?? ''].join(':')),
    text: (name) => named(name)?.value ?? null,
    option: (name) => named(name)?.selected_option?.value ?? null,
    options: (name) => (named(name)?.selected_options ?? []).map(({ value }) => value),
    conversation: (name) => named(name)?.selected_conversation ?? null,
  };
}

/** A message at one field of the modal, which stays open. */
export function fault(block: string, text: string): SentAnswer {
  return { response_action: 'errors', errors: { [block]: text } };
}
