import type { WebClient } from '@slack/web-api';
import { slackCode } from '../deliver/slack-errors.ts';
import { words } from '../words.ts';

/** Whether a person may have us post somewhere; `unknown`: we lack the permission to find out. */
export type Permission =
  | { readonly kind: 'yes'; readonly external: boolean }
  | { readonly kind: 'no'; readonly why: 'archived' | 'not-seen' | 'not-a-member' | 'app-not-in' }
  | { readonly kind: 'unknown' };

const PAGE = 1_000;
/** A private channel of more people than this is as good as public. */
const MOST_PAGES = 10;

/**
 * Whether this person may post to a channel: anybody in the workspace to a public one, members to a private one. We post
 * on their behalf, so that what they could not do themselves is refused.
 */
export async function mayPost(client: WebClient, user: string, channel: string): Promise<Permission> {
  try {
    const { channel: info } = await client.conversations.info({ channel });
    if (info?.is_archived === true) return { kind: 'no', why: 'archived' };
    const external = info?.is_ext_shared === true || info?.is_pending_ext_shared === true;
    if (info?.is_private !== true) return { kind: 'yes', external };
    if (info.is_member !== true) return { kind: 'no', why: 'app-not-in' };
    const isIn = await isMember(client, user, channel);
    return isIn ? { kind: 'yes', external } : { kind: 'no', why: 'not-a-member' };
  } catch (error) {
    const code = slackCode(error);
    if (code === 'missing_scope') return { kind: 'unknown' };
    if (code === 'channel_not_found') return { kind: 'no', why: 'not-seen' };
    throw error;
  }
}

/** A refusal in words, with the remedy. */
export function whyNot(channel: string, why: Extract<Permission, { kind: 'no' }>['why']): string {
  return words.mayNotPost[why](channel);
}

async function isMember(client: WebClient, user: string, channel: string): Promise<boolean> {
  let cursor = '';
  for (let page = 0; page < MOST_PAGES; page += 1) {
    const answer = await client.conversations.members({
      channel,
      limit: PAGE,
      ...(cursor === '' ? {} : { cursor }),
    });
    if (answer.members?.includes(user)) return true;
    cursor = answer.response_metadata?.next_cursor ?? '';
    if (cursor === '') return false;
  }
  return false;
}
