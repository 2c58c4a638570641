/** What the adapter says itself, outside a conversation: mostly that something did not work and what to do. */
export const words = {
  notSaved: 'That could not be saved, so nothing happened. Please send it again in a moment.',
  unknownConversation:
    'That button belongs to a conversation that is not kept any more. Send me a description of the workload to start a new one.',
  foreignButton: (reason: string): string =>
    `I could not use that press: ${reason}. Use a button of one of my newer messages, or type your answer.`,
  startedAnew: 'The earlier conversation here can no longer be read, so this starts a new one.',
  damaged:
    'That conversation can no longer be read. Send me a description of the workload to start a new one.',
  posting: (channel: string): string => `Posting it to ${channel}.`,
  nameTheChannel:
    'Teams does not tell me the name of this channel. Mention me with "use this channel as" and a name for it.',
  channelKept: (channel: string): string =>
    `Recommendations can now be posted to ${channel} from any conversation with me.`,
  noSuchChannel:
    'That channel is no longer set up. Mention me there with "use this channel", then post again.',
  notPosted: (channel: string, code: string): string =>
    `The recommendation could not be posted to ${channel} (${code}). Is the app still installed in that team?`,
  notShared: 'This is not among the recommendations I posted in this channel any more.',
  notYours: 'Only the person who shared this can remove it.',
  removed: (channel: string): string => `Removed from ${channel}.`,
  thatChannel: 'that channel',
  sentAgain:
    'Sent again, since Teams did not say whether it had arrived: it may stand here twice. Use this one.',
  howToShare: 'To post this in a channel, mention me there once with "use this channel".',
} as const;
