import { postAsApp } from './chat-methods.ts';
import type { FakeEphemeral, FakeMessage, Workspace } from './workspace.ts';

/** A response URL lives for this many posts. Source: https://docs.slack.dev/interactivity/handling-user-interaction */
const USES = 5;

type Known = {
  readonly workspace: Workspace;
  readonly user: string;
  readonly channel: string;
  readonly origin: FakeMessage | FakeEphemeral | null;
  left: number;
};

export type ResponseUrls = {
  /** The id of a new response URL of something a person did, `origin` being the message they pressed in. */
  create(
    workspace: Workspace,
    user: string,
    channel: string,
    origin: FakeMessage | FakeEphemeral | null,
  ): string;
  /** Take one post; the HTTP status to answer. */
  take(id: string, body: Readonly<Record<string, unknown>>): number;
  /** Half an hour passes. */
  expire(): void;
};

export function createResponseUrls(): ResponseUrls {
  const known = new Map<string, Known>();
  return {
    create: (workspace, user, channel, origin) => {
      const id = `r${known.size + 1}`;
      known.set(id, { workspace, user, channel, origin, left: USES });
      return id;
    },
    take: (id, body) => {
      const entry = known.get(id);
      if (entry === undefined || entry.left === 0) return 404;
      entry.left -= 1;
      return apply(entry, body);
    },
    expire: () => {
      for (const entry of known.values()) entry.left = 0;
    },
  };
}

function apply({ workspace, user, channel, origin }: Known, body: Readonly<Record<string, unknown>>): number {
  const text = String(body['text'] ?? '');
  const blocks = workspace.withBlockIds(body['blocks']);
  if (body['delete_original'] === true) return removeOrigin(workspace, origin);
  if (body['replace_original'] === true && origin !== null) {
    origin.text = text;
    origin.blocks = blocks;
    if ('edits' in origin) origin.edits += 1;
    return 200;
  }
  const threadTs = (body['thread_ts'] as string | undefined) ?? null;
  if (body['response_type'] === 'in_channel') {
    postAsApp(workspace, workspace.channel(channel), { text, blocks, threadTs });
    return 200;
  }
  workspace.ephemerals.push({ channel, user, threadTs, text, blocks, via: 'response_url' });
  return 200;
}

function removeOrigin(workspace: Workspace, origin: Known['origin']): number {
  if (origin === null) return 404;
  const list = 'via' in origin ? workspace.ephemerals : workspace.channel(origin.channel).messages;
  const at = (list as unknown[]).indexOf(origin);
  if (at >= 0) list.splice(at, 1);
  return 200;
}
