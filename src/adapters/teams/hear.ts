import { type CardPress, readPress } from '../cards/press-data.ts';
import { type Activity, isPersonal, mentionsBot, wordsOf } from './activity.ts';

/** What an activity means to us. */
export type Heard =
  | { readonly kind: 'words'; readonly text: string }
  | { readonly kind: 'card'; readonly press: CardPress }
  /** Make the channel it was written in a destination for sharing, under this name. */
  | { readonly kind: 'use-channel'; readonly name: string | null }
  /** The app was just installed for one person. */
  | { readonly kind: 'greet' }
  | { readonly kind: 'ignore'; readonly reason: string };

const USE_CHANNEL = /^use this channel(?: as (.{1,80}))?[.!]?$/i;

/**
 * Sort an activity. In channels and group chats only mentions and presses are for us; a press arrives as a message
 * without text whose value is the data of the button.
 */
export function hear(activity: Activity): Heard {
  if (activity.type === 'conversationUpdate') return onMembers(activity);
  if (activity.type !== 'message') return { kind: 'ignore', reason: activity.type.slice(0, 40) };
  const words = wordsOf(activity);
  if (words === '' && activity.value !== undefined && activity.value !== null) {
    return { kind: 'card', press: readPress(activity.value) };
  }
  const personal = isPersonal(activity);
  if (!personal && !mentionsBot(activity)) return { kind: 'ignore', reason: 'not-addressed' };
  if (personal && words === '') return { kind: 'ignore', reason: 'no-words' };
  const channel = activity.channelData?.channel ? USE_CHANNEL.exec(words) : null;
  return channel ? { kind: 'use-channel', name: channel[1]?.trim() ?? null } : { kind: 'words', text: words };
}

/** Other people joining send the same event; only our own arrival is a reason to speak. */
function onMembers(activity: Activity): Heard {
  const added = (activity.membersAdded ?? []).some(({ id }) => id === activity.recipient.id);
  return added && isPersonal(activity) ? { kind: 'greet' } : { kind: 'ignore', reason: 'members' };
}
