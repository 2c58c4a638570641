/** The adapter's own few sentences; whatever the advisor has to say comes as a view. Each names the next step. */
export const COMMAND = '/streamchoice';

export const words = {
  help: [
    '*streamchoice* helps you pick a stream processor and shows why.',
    '',
    '*Start*',
    `• \`${COMMAND}\` starts an interview here, in a thread`,
    `• \`${COMMAND} clickstream from Kafka, 2 s latency, we know SQL\` starts with what you already know`,
    '• `@streamchoice ...` does the same from any channel or thread I am in; in a direct message just write',
    '• “Pick a stream engine” in the menu of a message starts from what somebody wrote',
    '*Ask*',
    `• \`${COMMAND} ask how does Flink recover after a crash?\` answers with sources`,
    `• \`${COMMAND} compare flink spark on latency\` puts engines side by side`,
    '*Go on*',
    '• In the thread press a button or answer in your own words; “back”, “why”, “what if ...”, “record” work at any time',
    `• \`${COMMAND} share\` posts your newest recommendation to a channel, \`${COMMAND} cancel\` ends the open interview`,
    '*Look up*',
    `• \`${COMMAND} history\` lists past recommendations, \`${COMMAND} settings\` the design channel, \`${COMMAND} about\` what I am and keep`,
  ].join('\n'),
  about: (version: string, knowledge: string): string =>
    [
      `*streamchoice ${version}*, knowledge ${knowledge}.`,
      'It recommends by rules over a knowledge base whose every statement has a source, a version and a date. There is no language model: the same answers give the same recommendation.',
      'It keeps Slack ids and the answers given in its own threads, nothing else of what is written here, and sends nothing elsewhere. The Home tab deletes what is kept about you.',
      `\`${COMMAND} help\` shows what it can do.`,
    ].join('\n'),
  askWhat: `Ask what? For example \`${COMMAND} ask how does Flink recover after a crash?\``,
  compareWhat: `Compare what? For example \`${COMMAND} compare flink spark on latency\``,
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
  welcome: `Hello. I help you pick a stream processor for a workload, and show why. Type \`${COMMAND}\` here, or mention me with what you know. I answer in threads and stay out of your talk; \`/remove @streamchoice\` takes me out again.`,
  withdrawn: (channel: string): string => `Removed from <#${channel}>.`,
  notShared: 'This is not among the recommendations I posted here any more.',
  notYours: (user: string): string => `Only <@${user}>, who shared this, can remove it.`,
  nothingToShare: `There is no recommendation to post yet. Start with \`${COMMAND}\`, or say “recommend” in our thread.`,
  nothingToCancel: `You have no open interview in this channel. Start one with \`${COMMAND}\`.`,
  cancelled: 'Your interview in this channel is cancelled. In its thread, “start” goes on where it stood.',
  chooseChannel: 'Choose a channel to post to.',
  cannotCheck:
    'I may not look up who is in that channel (permission channels:read). Choose the design channel, or post from that channel.',
  mayNotPost: {
    archived: (channel: string): string => `${channel} is archived: choose another channel.`,
    'not-seen': (channel: string): string =>
      `I can't see ${channel}. Invite me there with /invite @streamchoice, then try again.`,
    'app-not-in': (channel: string): string =>
      `I am not in ${channel}. Invite me there with /invite @streamchoice, then try again.`,
    'not-a-member': (channel: string): string =>
      `You are not in ${channel}, so I do not post there for you. Ask somebody who is.`,
  },
  designSet: (channel: string): string => `Recommendations go to <#${channel}> by default from now on.`,
  designCleared: 'There is no default channel any more.',
  cannotHear: 'I am not in this channel, so I cannot hear replies typed here. The buttons work.',
  mayNotHear: (scope: string): string =>
    `I may not read replies typed in this channel (permission ${scope}). The buttons work. To answer in words, mention me, or go on in a direct message.`,
  joined: 'I have joined this channel: replies in our thread reach me now.',
  cannotJoin:
    'I may not join this channel by myself. Invite me with `/invite @streamchoice`, or go on in a direct message.',
  goesOnHere: 'We go on here. Just write, or press a button.',
  startsHere: 'Let us find your stream engine. Just write, or press a button.',
  wentDirect: 'We go on in a direct message.',
  notYourInterview: (user: string): string =>
    `This interview is <@${user}>'s. Start your own with \`${COMMAND}\`.`,
  nothingInMessage: 'That message has no words that I can read. Choose one that describes a workload.',
  picked: 'I take what I can from that message; its thread shows what.',
  cannotShowRoom: (channel: string): string =>
    `What was recommended in <#${channel}> I show only when you and I are both in it and I may look that up (permissions channels:read and groups:read).`,
  forgotten: 'What was kept about you is deleted.',
  cannotForget: 'This installation cannot delete by itself. Please ask whoever runs streamchoice for you.',
  replyHere: 'Or reply in your own words.',
} as const;

/** What a person can do about a place that Slack refuses. */
function wayIn(code: string): string {
  if (code === 'is_archived') return 'It is archived: choose another channel.';
  if (code.startsWith('restricted_action')) return 'Only some people may post there: choose another channel.';
  return 'Invite me there with `/invite @streamchoice`.';
}
