import { z } from 'zod';

const text = (most: number, least = 1) => z.string().min(least).max(most);
const webAddress = (most: number) => z.url({ protocol: /^https?$/ }).max(most);

const command = z.strictObject({
  command: text(32, 2).startsWith('/'),
  url: webAddress(3_000).optional(),
  description: text(2_000),
  usage_hint: text(1_000).optional(),
  should_escape: z.boolean().optional(),
});

const shortcut = z.strictObject({
  name: text(24),
  type: z.enum(['message', 'global']),
  callback_id: text(255),
  description: text(150),
});

const agentView = z.strictObject({
  agent_description: text(300),
  suggested_prompts: z
    .array(z.strictObject({ title: text(75), message: text(2_000) }))
    .max(4)
    .optional(),
});

const features = z.strictObject({
  app_home: z.strictObject({
    home_tab_enabled: z.boolean(),
    messages_tab_enabled: z.boolean(),
    messages_tab_read_only_enabled: z.boolean(),
  }),
  bot_user: z.strictObject({ display_name: text(80), always_online: z.boolean() }),
  slash_commands: z.array(command).min(1).max(50),
  shortcuts: z.array(shortcut).min(1).max(10).optional(),
  agent_view: agentView.optional(),
});

const scopeName = z
  .string()
  .max(50)
  .regex(/^[a-z_]+(:[a-z_]+(\.[a-z_]+)?)?$/, 'no name of a scope');

const settings = z.strictObject({
  event_subscriptions: z.strictObject({
    request_url: webAddress(3_500).optional(),
    bot_events: z.array(text(50)).max(100),
  }),
  interactivity: z.strictObject({ is_enabled: z.boolean(), request_url: webAddress(3_500).optional() }),
  org_deploy_enabled: z.boolean(),
  socket_mode_enabled: z.boolean(),
  token_rotation_enabled: z.boolean(),
});

/**
 * What Slack takes as the manifest of an app, as far as we use it; anything else in it is an error. Fields and limits
 * from Slack's published JSON schema, https://github.com/slackapi/manifest-schema
 */
export const manifestSchema = z.strictObject({
  display_information: z.strictObject({
    name: text(35),
    description: text(140),
    long_description: text(4_000, 175),
    background_color: z.string().regex(/^#[0-9a-f]{6}$/, 'six hexadecimal digits after #'),
  }),
  features,
  oauth_config: z.strictObject({
    redirect_urls: z.array(webAddress(2_500)).max(1_000).optional(),
    scopes: z.strictObject({
      bot: z.array(scopeName).max(255),
      bot_optional: z.array(scopeName).max(255),
    }),
  }),
  settings,
});

export type Manifest = z.infer<typeof manifestSchema>;

/** What is wrong with a manifest, one line each with its place; empty when Slack would take it. */
export function manifestFindings(manifest: unknown): readonly string[] {
  const read = manifestSchema.safeParse(manifest);
  if (!read.success)
    return read.error.issues.map(({ path, message }) => `${path.join('.') || 'manifest'}: ${message}`);
  const { bot, bot_optional: optional } = read.data.oauth_config.scopes;
  const strangers = optional.filter((scope) => !bot.includes(scope));
  const { event_subscriptions: events, interactivity, socket_mode_enabled: socket } = read.data.settings;
  const urls = [
    events.request_url,
    interactivity.request_url,
    ...read.data.features.slash_commands.map((one) => one.url),
  ];
  return [
    ...strangers.map((scope) => `oauth_config.scopes.bot_optional: ${scope} is not among the bot scopes`),
    ...(socket || urls.every((url) => url !== undefined)
      ? []
      : ['settings: without Socket Mode events, interactivity and commands each need a URL']),
  ];
}
