import type { FakeChannel, Workspace } from './workspace.ts';

type Kind = FakeChannel['kind'];
type ByKind = Readonly<Record<Kind, string>>;

const HISTORY: ByKind = {
  public: 'channels:history',
  private: 'groups:history',
  im: 'im:history',
  mpim: 'mpim:history',
};
const READ: ByKind = { public: 'channels:read', private: 'groups:read', im: 'im:read', mpim: 'mpim:read' };

/**
 * Scopes a bot token needs for each Web API method: one of the list, or by the kind of the channel that is named. This
 * is Slack's side of the contract, kept apart from the app's own lists so that a test can hold one against the other.
 * Source: the "Scopes" line of each page under https://docs.slack.dev/reference/methods
 */
export const METHOD_SCOPES: Readonly<Record<string, readonly string[] | ByKind>> = {
  'apps.connections.open': [],
  'assistant.threads.setStatus': ['assistant:write', 'chat:write'],
  'assistant.threads.setSuggestedPrompts': ['assistant:write'],
  'assistant.threads.setTitle': ['assistant:write'],
  'auth.test': [],
  'chat.delete': ['chat:write'],
  'chat.getPermalink': [],
  'chat.postEphemeral': ['chat:write'],
  'chat.postMessage': ['chat:write'],
  'chat.update': ['chat:write'],
  'conversations.history': HISTORY,
  'conversations.info': READ,
  'conversations.join': ['channels:join'],
  'conversations.list': ['channels:read', 'groups:read', 'im:read', 'mpim:read'],
  'conversations.members': READ,
  'conversations.open': ['im:write'],
  'conversations.replies': HISTORY,
  'files.completeUploadExternal': ['files:write'],
  'files.delete': ['files:write'],
  'files.getUploadURLExternal': ['files:write'],
  'oauth.v2.access': [],
  'users.info': ['users:read'],
  'views.open': [],
  'views.publish': [],
  'views.push': [],
  'views.update': [],
};

/** Scopes without which an event is not delivered. Source: https://docs.slack.dev/reference/events */
export const EVENT_SCOPES: Readonly<Record<string, string | null>> = {
  app_mention: 'app_mentions:read',
  'message.channels': 'channels:history',
  'message.groups': 'groups:history',
  'message.im': 'im:history',
  'message.mpim': 'mpim:history',
  app_home_opened: null,
  app_uninstalled: null,
  tokens_revoked: null,
  app_context_changed: 'assistant:write',
  assistant_thread_started: 'assistant:write',
  assistant_thread_context_changed: 'assistant:write',
  member_joined_channel: 'channels:read',
  member_left_channel: 'channels:read',
  channel_archive: 'channels:read',
};

/** The subscription that brings messages of each kind of channel. */
export const MESSAGE_SUBSCRIPTION: ByKind = {
  public: 'message.channels',
  private: 'message.groups',
  im: 'message.im',
  mpim: 'message.mpim',
};

/** The scope a call lacks, or null. A channel that the app cannot name is left to the method to refuse. */
export function missingScope(
  method: string,
  args: Readonly<Record<string, string>>,
  workspace: Workspace,
  scopes: ReadonlySet<string>,
): string | null {
  const needed = METHOD_SCOPES[method] ?? [];
  if (!isByKind(needed)) {
    const has = needed.length === 0 || needed.some((scope) => scopes.has(scope));
    return has ? null : needed.join(',');
  }
  const channel = workspace.channels.get(args['channel'] ?? '');
  const scope = needed[channel?.kind ?? 'public'];
  return scopes.has(scope) ? null : scope;
}

function isByKind(needed: readonly string[] | ByKind): needed is ByKind {
  return !Array.isArray(needed);
}
