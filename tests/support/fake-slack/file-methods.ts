import { postAsApp, refusalToPost } from './chat-methods.ts';
import { type Answer, type Call, json, type Method, no } from './method-call.ts';
import type { FakeFile, Workspace } from './workspace.ts';

export const FILE_METHODS: Readonly<Record<string, Method>> = {
  'files.getUploadURLExternal': ({ workspace, args, url }) => {
    const { filename = '', length = '0', alt_txt: altText = '' } = args;
    if (filename === '' || Number(length) <= 0) return no('invalid_arguments');
    const id = workspace.nextId('F');
    workspace.files.set(id, {
      id,
      name: filename,
      length: Number(length),
      altText,
      bytes: Buffer.alloc(0),
      title: filename,
      complete: false,
    });
    return { ok: true, file_id: id, upload_url: `${url}/upload/${workspace.team.id}/${id}` };
  },
  'files.completeUploadExternal': complete,
  'files.delete': ({ workspace, args: { file = '' } }) => {
    if (!workspace.files.delete(file)) return no('file_not_found');
    for (const { messages } of workspace.channels.values()) {
      const carrier = messages.findIndex((one) => one.files?.length === 1 && one.files[0] === file);
      if (carrier >= 0) messages.splice(carrier, 1);
    }
    return { ok: true };
  },
};

/** The bytes of an upload; false when they are not what was announced. */
export function receiveUpload(workspace: Workspace | undefined, id: string, bytes: Buffer): boolean {
  const file = workspace?.files.get(id);
  if (file === undefined || bytes.length !== file.length) return false;
  file.bytes = bytes;
  return true;
}

function complete(call: Call): Answer {
  const { workspace, args } = call;
  const listed = (json(args['files']) ?? []) as { id: string; title?: string }[];
  const files = listed.map(({ id }) => workspace.files.get(id));
  if (files.length === 0 || files.some((file) => file === undefined || file.bytes.length === 0))
    return no('file_not_found');
  for (const { id, title } of listed) finish(workspace.files.get(id), title);
  const answer = { ok: true, files: listed.map(({ id, title }) => ({ id, title })) };
  const { channel_id: id, thread_ts: thread = null } = args;
  if (id === undefined) return answer;
  const channel = workspace.channels.get(id);
  if (channel === undefined || refusalToPost(workspace, channel, new Set()) !== null)
    return no('channel_not_found');
  const text = args['initial_comment'] ?? '';
  postAsApp(workspace, channel, { text, blocks: [], threadTs: thread, files: listed.map((one) => one.id) });
  return answer;
}

function finish(file: FakeFile | undefined, title: string | undefined): void {
  if (file === undefined) return;
  file.complete = true;
  if (title !== undefined) file.title = title;
}
