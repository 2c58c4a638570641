/** What a workspace holds: channels with their messages, people, views, files, and what single people were shown. */
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
  /** Ids of the files it carries. */
  readonly files?: readonly string[];
};

/** Seen by one person only; `via` says how it came. */
export type FakeEphemeral = {
  readonly channel: string;
  readonly user: string;
  readonly threadTs: string | null;
  text: string;
  blocks: FakeBlock[];
  readonly via: 'chat.postEphemeral' | 'response_url' | 'acknowledgement';
};

export type FakeChannel = {
  readonly id: string;
  readonly name: string;
  readonly kind: 'public' | 'private' | 'im' | 'mpim';
  readonly members: Set<string>;
  archived: boolean;
  /** Shared with another company through Slack Connect. */
  external: boolean;
  readonly messages: FakeMessage[];
};

export type FakeUser = { readonly id: string; readonly name: string; readonly realName: string };

export type FakeView = {
  readonly id: string;
  readonly user: string;
  readonly type: 'modal' | 'home';
  hash: string;
  view: Record<string, unknown>;
};

export type FakeFile = {
  readonly id: string;
  readonly name: string;
  readonly length: number;
  readonly altText: string;
  bytes: Buffer;
  title: string;
  /** The upload was completed. */
  complete: boolean;
};

/** Which workspace this is, and who the app is in it. */
export type FakeTeamInfo = {
  readonly id: string;
  readonly name: string;
  readonly enterprise: string | null;
  readonly botUser: string;
  readonly botId: string;
};

export const BOT_USER = 'UBOT00001';
export const BOT_ID = 'BBOT00001';
export const TEAM = 'TTEAM0001';
export const APP = 'AAPP00001';

const FIRST_TEAM: FakeTeamInfo = {
  id: TEAM,
  name: 'fake',
  enterprise: null,
  botUser: BOT_USER,
  botId: BOT_ID,
};

export type Workspace = {
  readonly team: FakeTeamInfo;
  readonly channels: Map<string, FakeChannel>;
  readonly ephemerals: FakeEphemeral[];
  readonly users: Map<string, FakeUser>;
  /** Open modals of each person, the topmost last. */
  readonly modals: Map<string, FakeView[]>;
  /** The Home tab of each person, once published. */
  readonly homes: Map<string, FakeView>;
  readonly files: Map<string, FakeFile>;
  /** Calls of `assistant.threads.*`: the method and its arguments. */
  readonly assistant: { readonly method: string; readonly args: Readonly<Record<string, string>> }[];
  addChannel(id: string, kind?: FakeChannel['kind'], members?: readonly string[]): FakeChannel;
  channel(id: string): FakeChannel;
  /** The direct messages between the app and a person, opened when needed. */
  direct(user: string): FakeChannel;
  nextTs(): string;
  nextId(prefix: string): string;
  withBlockIds(blocks: unknown): FakeBlock[];
  /** Messages of a thread without its root, or of the channel's top level; those that only carry files are not among them. */
  messages(channel: string, thread?: string): readonly FakeMessage[];
  /** Files of a thread, or of the channel's top level, in the order in which they were shared. */
  filesIn(channel: string, thread?: string): readonly FakeFile[];
};

export function createWorkspace(team: FakeTeamInfo = FIRST_TEAM): Workspace {
  const channels = new Map<string, FakeChannel>();
  const files = new Map<string, FakeFile>();
  let count = 0;
  let ids = 0;
  const nextId = (prefix: string): string => {
    ids += 1;
    return `${prefix}${ids}`;
  };
  const addChannel: Workspace['addChannel'] = (id, kind = 'public', members = [team.botUser]) => {
    const channel: FakeChannel = {
      id,
      name: id.toLowerCase(),
      kind,
      members: new Set(members),
      archived: false,
      external: false,
      messages: [],
    };
    channels.set(id, channel);
    return channel;
  };
  const channel = (id: string): FakeChannel => {
    const found = channels.get(id);
    if (found === undefined) throw new Error(`The fake workspace has no channel ${id}; add it first.`);
    return found;
  };
  return {
    team,
    channels,
    ephemerals: [],
    users: new Map(),
    modals: new Map(),
    homes: new Map(),
    files,
    assistant: [],
    addChannel,
    channel,
    direct: (user) =>
      [...channels.values()].find(({ kind, members }) => kind === 'im' && members.has(user)) ??
      addChannel(`D${user}`, 'im', [team.botUser, user]),
    nextTs: () => {
      count += 1;
      return `1795000000.${String(count).padStart(6, '0')}`;
    },
    nextId,
    withBlockIds: (blocks) =>
      (Array.isArray(blocks) ? blocks : []).map((block: FakeBlock) => ({
        ...block,
        block_id: block.block_id ?? nextId('b'),
      })),
    messages: (id, thread) =>
      channel(id).messages.filter((one) => one.threadTs === (thread ?? null) && one.files === undefined),
    filesIn: (id, thread) =>
      channel(id)
        .messages.filter((one) => one.threadTs === (thread ?? null))
        .flatMap((one) => one.files ?? [])
        .flatMap((file) => files.get(file) ?? []),
  };
}
