import type { WebClient } from '@slack/web-api';
import { slackCode } from '../deliver/slack-errors.ts';
import { isDirect, placeOf, slackAddress } from '../keys.ts';
import type { PastConversation } from '../ports.ts';
import { type PastLine, renderHistory } from '../render/history.ts';
import { PLATFORM } from '../types.ts';
import type { Here } from './begin.ts';
import type { Door } from './door.ts';
import type { PrivateAnswer } from './private-answer.ts';

/** Recommendations listed of one person or one channel. */
const LISTED = 5;

/** Past recommendations of the person and of the channel, to the person alone. */
export async function answerHistory(door: Door, client: WebClient, here: Here): Promise<PrivateAnswer> {
  const mine = await ofPerson(door, client, here.user);
  const room = isDirect(here.channel) ? [] : await ofPlace(door, client, here);
  return renderHistory(mine, room);
}

/** The newest recommendations that a person asked for, anywhere. */
export async function ofPerson(door: Door, client: WebClient, person: string): Promise<readonly PastLine[]> {
  const query = { platform: PLATFORM, stage: 'recommended', limit: LISTED } as const;
  return linked(door, client, await door.ports.overviews.list({ ...query, by: 'person', person }));
}

/** The newest recommendations that were made in a channel; who may see them is for the caller to know. */
export async function ofPlace(
  door: Door,
  client: WebClient,
  { team, channel }: Pick<Here, 'team' | 'channel'>,
): Promise<readonly PastLine[]> {
  const query = { platform: PLATFORM, stage: 'recommended', limit: LISTED } as const;
  const place = placeOf(team, channel);
  return linked(door, client, await door.ports.overviews.list({ ...query, by: 'place', place }));
}

async function linked(
  door: Door,
  client: WebClient,
  past: readonly PastConversation[],
): Promise<readonly PastLine[]> {
  const votes = await door.ports.votes(past.map(({ conversation }) => conversation));
  return Promise.all(
    past.map(async ({ conversation, headline, startedBy, at, address }) => ({
      headline,
      startedBy,
      at,
      votes: votes.get(conversation) ?? null,
      permalink: await permalinkOf(door, client, address),
    })),
  );
}

/** Null for a conversation in direct messages, and where Slack gives none. */
async function permalinkOf(door: Door, client: WebClient, address: string): Promise<string | null> {
  const { channel, thread } = slackAddress(JSON.parse(address));
  if (thread === null) return null;
  try {
    const { permalink } = await client.chat.getPermalink({ channel, message_ts: thread });
    return permalink ?? null;
  } catch (error) {
    door.log.info({ code: slackCode(error) }, 'slack permalink of a past conversation not available');
    return null;
  }
}
