import { z } from 'zod';
import { boundedText } from '../../http/bounded-text.ts';

const account = z.object({
  id: boundedText(),
  name: z.string().nullish(),
  aadObjectId: z.string().nullish(),
});
const named = z.object({ id: boundedText(), name: z.string().nullish() });

/** The fields of a Bot Framework activity that are read; all others are ignored. */
const activitySchema = z.object({
  type: z.string(),
  id: boundedText(),
  /** The SDK reads it while it checks the token, and throws when it is no text. */
  channelId: z.string().nullish(),
  serviceUrl: z.string(),
  from: account,
  recipient: account,
  conversation: z.object({
    id: boundedText(),
    conversationType: z.string().nullish(),
    tenantId: z.string().nullish(),
  }),
  text: z.string().nullish(),
  value: z.unknown().optional(),
  entities: z.array(z.unknown()).nullish(),
  membersAdded: z.array(account).nullish(),
  channelData: z
    .object({
      tenant: z.object({ id: z.string() }).nullish(),
      channel: named.nullish(),
      team: named.nullish(),
    })
    .nullish(),
});

export type Activity = z.infer<typeof activitySchema>;

/** What is wrong with a body that is no activity: the place in it, and what was expected there. Never what it says. */
export type Unreadable = { readonly at: string; readonly fault: string };

/** An activity as it came, or why it is none. */
export function readActivity(
  body: unknown,
): { readonly ok: true; readonly activity: Activity } | ({ readonly ok: false } & Unreadable) {
  const read = activitySchema.safeParse(body);
  if (read.success) return { ok: true, activity: read.data };
  const [issue] = read.error.issues;
  return { ok: false, at: issue?.path.join('.') ?? '', fault: issue?.message ?? '' };
}

/** The organisation whose member wrote; empty where the platform does not say. */
export function tenantOf({ conversation, channelData }: Activity): string {
  return channelData?.tenant?.id ?? conversation.tenantId ?? '';
}

/** One person and the bot, as opposed to a group chat or a channel, where only mentions reach it. */
export function isPersonal({ conversation }: Activity): boolean {
  return (conversation.conversationType ?? 'personal') === 'personal';
}

const mention = z.object({
  type: z.literal('mention'),
  text: boundedText(),
  mentioned: z.object({ id: z.string() }),
});

/** Whether the bot itself is mentioned. The entities say so: anybody can type `<at>`. */
export function mentionsBot(activity: Activity): boolean {
  return mentions(activity).some(({ mentioned }) => mentioned.id === activity.recipient.id);
}

/** What a person typed, as plain words: the bot's mention gone, other people's names left, entities decoded. */
export function wordsOf(activity: Activity): string {
  let text = activity.text ?? '';
  for (const one of mentions(activity)) {
    const isBot = one.mentioned.id === activity.recipient.id;
    text = text.replaceAll(one.text, isBot ? ' ' : one.text.replace(/<\/?at[^>]*>/gi, ''));
  }
  return text
    .replaceAll(/&nbsp;|\u00a0/g, ' ')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&amp;', '&')
    .replaceAll(/[^\S\n]+/g, ' ')
    .trim();
}

function mentions(activity: Activity): z.infer<typeof mention>[] {
  return (activity.entities ?? []).flatMap((entity) => mention.safeParse(entity).data ?? []);
}
