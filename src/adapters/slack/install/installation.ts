import { z } from 'zod';
import type { Identity } from '../types.ts';

/** An installed app as it is kept, sealed, in the store. Times are milliseconds since 1970. */
const grantSchema = z.object({
  v: z.literal(1),
  kind: z.literal('grant'),
  /** Null for an organisation as a whole. */
  team: z.string().nullable(),
  enterprise: z.string().nullable(),
  botToken: z.string(),
  botUserId: z.string(),
  botId: z.string(),
  scopes: z.array(z.string()),
  /** Both null without token rotation. */
  refreshToken: z.string().nullable(),
  expiresAt: z.number().nullable(),
});
/** A workspace that was seen to be served by the installation of its organisation. */
const pointerSchema = z.object({ v: z.literal(1), kind: z.literal('through'), enterprise: z.string() });
const payloadSchema = z.discriminatedUnion('kind', [grantSchema, pointerSchema]);

export type Grant = z.infer<typeof grantSchema>;
export type Payload = z.infer<typeof payloadSchema>;

/** Where installations are kept; the tokens in `payload` are encrypted at rest. */
export type Vault = {
  save(kept: Kept): Promise<void>;
  find(platform: string, workspace: string): Promise<Kept | null>;
  remove(platform: string, workspace: string): Promise<boolean>;
  workspaces(platform: string): Promise<readonly string[]>;
};
export type Kept = {
  readonly platform: string;
  readonly workspace: string;
  readonly payload: string;
  readonly by: string;
  readonly at: number;
};

/** Whom a bot token belongs to, and how to call Slack with it. */
export type Access = Identity & { readonly botToken: string };

export function teamKey(team: string): string {
  return `team:${team}`;
}

export function enterpriseKey(enterprise: string): string {
  return `enterprise:${enterprise}`;
}

/** The name in the store of where a grant holds. */
export function placeOf({ team, enterprise }: Pick<Grant, 'team' | 'enterprise'>): string {
  if (team !== null) return teamKey(team);
  if (enterprise !== null) return enterpriseKey(enterprise);
  throw new Error('Slack named neither a workspace nor an organisation for this installation.');
}

/** Read what the store gave back. Throws when it is not ours: a token must not be guessed at. */
export function readPayload(text: string): Payload {
  return payloadSchema.parse(JSON.parse(text));
}
