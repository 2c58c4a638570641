import { z } from 'zod';

/**
 * The shapes that Bolt takes for granted in its own work on a payload, before any listener of ours can judge it: it throws
 * on others, which would be answered as our failure and delivered again. All other fields are left to the listeners.
 */
const object = z.object({});
const nameOrObject = z.union([z.string(), object]);

const eventBody = z.object({
  team_id: z.string().nullish(),
  authorizations: z
    .array(z.object({ team_id: z.string().nullish(), enterprise_id: z.string().nullish() }))
    .optional(),
  event: z.object({
    type: z.string(),
    channel: nameOrObject.optional(),
    user: nameOrObject.optional(),
    item: object.optional(),
    subteam: object.optional(),
  }),
});

/** A command as it comes. */
export const commandBody = z.object({
  command: z.string(),
  team_id: z.string(),
  channel_id: z.string(),
  user_id: z.string(),
  trigger_id: z.string(),
  text: z.string().optional(),
  user_name: z.string().optional(),
  response_url: z.string().optional(),
});

const interactiveBody = z.object({
  type: z.string(),
  user: z.object({ id: z.string() }),
  team: z.object({ id: z.string() }).nullish(),
  enterprise: object.nullish(),
  channel: object.optional(),
  callback_id: z.string().optional(),
  trigger_id: z.string().optional(),
  view: z.object({ callback_id: z.string().optional() }).optional(),
  actions: z
    .array(z.object({ action_id: z.string(), block_id: z.string().optional() }))
    .refine(({ length }) => length >= 1, 'expected at least one action')
    .optional(),
  response_url: z.string().optional(),
  response_urls: z.array(object).optional(),
});

const modalBody = interactiveBody.extend({
  view: z.object({ callback_id: z.string(), app_installed_team_id: z.string().nullish() }),
});

/** What is wrong with a payload: the place in it, and what was expected there. Never what it says. */
export type Malformed = { readonly at: string; readonly fault: string };

type Body = Readonly<Record<string, unknown>>;

/** Why Bolt cannot take a payload; null when it can, or when it does not look at this kind. */
export function malformed(body: Body): Malformed | null {
  const issue = schemaFor(body)?.safeParse(body).error?.issues[0];
  return issue === undefined ? null : { at: issue.path.join('.') || 'payload', fault: issue.message };
}

/** By the fields from which Bolt tells what a payload is, in its order. */
function schemaFor(body: Body): z.ZodType | null {
  if (body['event'] !== undefined) return eventBody;
  if (body['command'] !== undefined) return commandBody;
  if (body['name'] !== undefined || body['actions'] !== undefined) return interactiveBody;
  return SCHEMAS.get(body['type']) ?? null;
}

const SCHEMAS: ReadonlyMap<unknown, z.ZodType> = new Map<unknown, z.ZodType>([
  ['block_suggestion', interactiveBody],
  ['dialog_submission', interactiveBody],
  ['shortcut', interactiveBody],
  ['message_action', interactiveBody],
  ['view_submission', modalBody],
  ['view_closed', modalBody],
]);
