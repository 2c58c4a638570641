import { REDIRECT_PATH } from './install/oauth-routes.ts';
import { SHORTCUTS } from './listen/shortcuts.ts';
import type { Manifest } from './manifest-schema.ts';
import { SUGGESTED_PROMPTS } from './prompts.ts';
import { SLACK_EVENTS_PATH } from './receive/http-receiver.ts';
import { ALL_SCOPES, OPTIONAL_SCOPES } from './scopes.ts';
import type { SlackMode } from './types.ts';
import { COMMAND } from './words.ts';

/** Stands in the shipped file; replaced by the address of the service before the HTTP manifest is uploaded. */
export const PLACEHOLDER_ORIGIN = 'https://streamchoice.example.com';

/** Subscriptions; all forms of `message` arrive as one event type. */
export const BOT_EVENTS: readonly string[] = [
  'app_home_opened',
  'app_mention',
  'app_uninstalled',
  'member_joined_channel',
  'message.channels',
  'message.groups',
  'message.im',
  'message.mpim',
  'tokens_revoked',
];

/**
 * The Slack app as Slack's manifest describes it, for one of the two ways to connect; `origin` is where the service is
 * reached over HTTP. `manifests/slack-socket.json` and `manifests/slack-http.json` hold this value as JSON.
 * Schema: https://github.com/slackapi/manifest-schema
 */
export function manifest(mode: SlackMode, origin = PLACEHOLDER_ORIGIN): Manifest {
  const url = mode === 'http' ? `${origin}${SLACK_EVENTS_PATH}` : null;
  const request = url === null ? {} : { request_url: url };
  return {
    display_information: {
      name: 'streamchoice',
      description: 'Helps you pick a stream processor for a workload and shows why',
      long_description: LONG_DESCRIPTION,
      background_color: '#1f3a5f',
    },
    features: {
      app_home: {
        home_tab_enabled: true,
        messages_tab_enabled: true,
        messages_tab_read_only_enabled: false,
      },
      bot_user: { display_name: 'streamchoice', always_online: true },
      slash_commands: [command(url)],
      shortcuts: SHORTCUTS.map(({ callback, type }) => ({
        ...SHORTCUT_WORDS[type],
        type,
        callback_id: callback,
      })),
      agent_view: {
        agent_description: AGENT_DESCRIPTION,
        suggested_prompts: SUGGESTED_PROMPTS.map((prompt) => ({ ...prompt })),
      },
    },
    oauth_config: {
      ...(mode === 'http' ? { redirect_urls: [`${origin}${REDIRECT_PATH}`] } : {}),
      scopes: { bot: [...ALL_SCOPES], bot_optional: [...OPTIONAL_SCOPES] },
    },
    settings: {
      event_subscriptions: { ...request, bot_events: [...BOT_EVENTS] },
      interactivity: { is_enabled: true, ...request },
      // One organisation-wide installation instead of one per workspace; those who do not use it lose nothing.
      org_deploy_enabled: true,
      socket_mode_enabled: mode === 'socket',
      token_rotation_enabled: false,
    },
  };
}

const SHORTCUT_WORDS = {
  message: {
    name: 'Pick a stream engine',
    description: 'Pick a stream engine for what this message describes',
  },
  global: { name: 'Pick a stream engine', description: 'Describe a workload and get a recommendation' },
} as const;

const AGENT_DESCRIPTION =
  'Recommends a stream processor for a workload, with reasons, sources and what would change the verdict, by rules.';

const LONG_DESCRIPTION = [
  'streamchoice asks a few questions about a streaming workload (latency, state, skills and whatever else can still',
  'change the answer) and recommends an engine, two side by side, or none at all, with reasons for and against, sources',
  'and what would change the verdict. Questions are answered by button or in your own words, in a thread or a direct',
  'message, and the result can be posted to a design channel. It uses rules and a knowledge base, no language model,',
  'and calls nothing outside Slack.',
].join(' ');

function command(url: string | null): Manifest['features']['slash_commands'][number] {
  return {
    command: COMMAND,
    ...(url === null ? {} : { url }),
    description: 'Pick a stream processor for a workload',
    usage_hint: 'clickstream from Kafka, 2 s latency, we know SQL',
    should_escape: true,
  };
}
