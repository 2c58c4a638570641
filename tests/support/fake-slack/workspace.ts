/** What a workspace holds: channels with their messages, and what single people were shown. */
export type FakeBlock = Record<string, unknown> & { type: string; block_id: string };

export type FakeMessage = {
  readonly ts: string;
  readonly channel: string;
  /** User id of the author; the app's bot user for its posts. */
  readonly user: string;
  readonly threadTs: string | null;
  text: string;
  blocks: FakeBlock[];
  metadata: unknown;
  edits: number;
  readonly unfurls: boolean;
};

/** Seen by one person only; `via` says how it came. */
export type FakeEphemeral = {
  readonly channel: string;
  readonly user: string;
  readonly threadTs: string | null;
  readonly text: string;
  readonly blocks: FakeBlock[];
  readonly via: 'chat.postEphemeral' | 'response_url' | 'acknowledgement';
};

export type FakeChannel = {
  readonly id: string;
  readonly name: string;
  readonly kind: 'public' | 'private' | 'im';
  readonly members: Set<string>;
  archived: boolean;
  readonly messages: FakeMessage[];
};

export const BOT_USER = 'UBOT00001';
export const BOT_ID = 'BBOT00001';
export const TEAM = 'TTEAM0001';
export const APP = 'AAPP00001';

export type Workspace = {
  readonly channels: Map<string, FakeChannel>;
  readonly ephemerals: FakeEphemeral[];
  addChannel(id: string, kind?: FakeChannel['kind'], members?: readonly string[]): FakeChannel;
  channel(id: string): FakeChannel;
  nextTs(): string;
  withBlockIds(blocks: unknown): FakeBlock[];
};

export function createWorkspace(): Workspace {
  const channels = new Map<string, FakeChannel>();
  let count = 0;
  let blockCount = 0;
  return {
    channels,
    ephemerals: [],
    addChannel: (id, kind = 'public', members = [BOT_USER]) => {
      const channel = {
        id,
        name: id.toLowerCase(),
        kind,
        members: new Set(members),
        archived: false,
        messages: [],
      };
      channels.set(id, channel);
      return channel;
    },
    channel: (id) => {
      const channel = channels.get(id);
      if (channel === undefined) throw new Error(`The fake workspace has no channel ${id}; add it first.`);
      return channel;
    },
    nextTs: () => {
      count += 1;
      return `1795000000.${String(count).padStart(6, '0')}`;
    },
    withBlockIds: (blocks) =>
      (Array.isArray(blocks) ? blocks : []).map((block: FakeBlock) => {
        blockCount += 1;
        return { ...block, block_id: block.block_id ?? `b${blockCount}` };
      }),
  };
}
