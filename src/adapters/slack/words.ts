/** The adapter's own few sentences; whatever the advisor has to say comes as a view. Each names the next step. */
export const COMMAND = '/streamchoice';

export const words = {
  help: [
    `*streamchoice* helps you pick a stream processor and shows why.`,
    `• \`${COMMAND}\` starts an interview here, in a thread`,
    `• \`${COMMAND} clickstream from Kafka, 2 s latency, we know SQL\` starts with what you already know`,
    `• \`@streamchoice ...\` does the same from any channel or thread I am in; in a direct message just write`,
    '• In the thread, press a button or answer in your own words; "back", "why" and "what if ..." work at any time',
  ].join('\n'),
  notSaved: `I could not save that, so nothing has changed. Please try again in a minute.`,
  notSavedYet: `I could not save that yet. It comes to me again within a minute or so; you need not repeat it.`,
  stillSaving: `I am still saving that; my answer follows here.`,
  unknownCommand: (command: string): string =>
    `I don't know the command \`${command}\`. Try \`${COMMAND}\` to start or \`${COMMAND} help\`.`,
  unknownButton: (what: string): string =>
    `I could not read that button (\`${what}\`); it may come from an older version of me. Start again with \`${COMMAND}\`.`,
  lostConversation: `I no longer have the conversation this button belongs to. Start a new one with \`${COMMAND}\`.`,
  damaged: `I can no longer read this conversation, so I left it as it is. Start a new one with \`${COMMAND}\`.`,
  cannotPostHere: (code: string): string =>
    `I can't post in this conversation (${code}). ${wayIn(code)} Then run \`${COMMAND}\` again, or send me a direct message.`,
  cannotShare: (channel: string, code: string): string =>
    `I could not post to <#${channel}> (${code}), so it was not shared. ${wayIn(code)} Then share again.`,
  shared: (channel: string, permalink: string | null): string =>
    permalink === null
      ? `Posted to <#${channel}>.`
      : `Posted to <#${channel}>: <${permalink}|open it there>.`,
  installed: `Thank you for installing streamchoice. Type \`${COMMAND}\` in any channel to start an interview, or describe a workload here.`,
  replyHere: 'Or reply in your own words.',
} as const;

/** What a person can do about a place that Slack refuses. */
function wayIn(code: string): string {
  if (code === 'is_archived') return 'It is archived: choose another channel.';
  if (code.startsWith('restricted_action')) return 'Only some people may post there: choose another channel.';
  return 'Invite me there with `/invite @streamchoice`.';
}
