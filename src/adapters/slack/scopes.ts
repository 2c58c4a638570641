/** One permission of the app: what it is for, and what a workspace that refuses it gets instead. */
export type ScopeUse = {
  readonly scope: string;
  readonly reason: string;
  /** The working path without it; null where the app cannot do its work then. */
  readonly without: string | null;
};

/**
 * Everything the bot asks for, with its reason: the least that its methods, events and commands need.
 * Source: https://docs.slack.dev/reference/scopes
 */
export const SCOPES: readonly ScopeUse[] = [
  {
    scope: 'assistant:write',
    reason: 'to suggest what to write in the Messages tab',
    without: 'the Messages tab opens without suggestions',
  },
  { scope: 'app_mentions:read', reason: 'to hear @streamchoice in a channel or thread', without: null },
  {
    scope: 'channels:history',
    reason: 'to hear answers typed in the threads of public channels; everything else is dropped unread',
    without: null,
  },
  {
    scope: 'channels:join',
    reason: 'to join the public channel in which somebody starts an interview',
    without: 'people are told to invite the app first',
  },
  {
    scope: 'channels:read',
    reason:
      'to see whether typed replies reach the app in a channel, who may post to which, and when it is invited',
    without:
      'recommendations go to the design channel or the channel they were made in, and nobody is told that typed replies are not heard; there is no word of welcome',
  },
  { scope: 'chat:write', reason: 'to ask, answer and keep messages current', without: null },
  {
    scope: 'chat:write.public',
    reason: 'to post to a public channel without being invited, and say there that replies are not heard',
    without: 'the app joins the channel, or people are told to invite it',
  },
  { scope: 'commands', reason: 'to offer /streamchoice and its shortcuts', without: null },
  {
    scope: 'files:write',
    reason: 'to add the ranking as a picture and the decision record as a file',
    without: 'the ranking is there in words, and the decision record as replies',
  },
  {
    scope: 'groups:history',
    reason: 'to hear answers typed in the threads of private channels it was invited to',
    without: 'in private channels questions are answered by button',
  },
  {
    scope: 'groups:read',
    reason: 'to check that who shares to a private channel is a member of it',
    without:
      'recommendations go to a private channel only when it is the design channel or the place they were made in',
  },
  { scope: 'im:history', reason: 'to hold the interview in direct messages', without: null },
  {
    scope: 'mpim:history',
    reason: 'to hear answers typed in the threads of group messages',
    without: 'in group messages questions are answered by button',
  },
];

/** Names of all scopes, sorted. */
export const ALL_SCOPES: readonly string[] = SCOPES.map(({ scope }) => scope).toSorted();

/** Those that an administrator may refuse. */
export const OPTIONAL_SCOPES: readonly string[] = SCOPES.filter(({ without }) => without !== null).map(
  ({ scope }) => scope,
);
