import type { WebClient } from '@slack/web-api';
import type { Spot } from './posts.ts';
import { isSlackAddress } from './response-url.ts';

/** Where Slack takes the bytes of a file. */
const FILE_HOST = 'files.slack.com';
const TIMEOUT_MS = 5_000;

/** `about`: how Slack shows it, such as the words for screen readers of a picture, or the kind of a text. */
export type Upload = {
  readonly name: string;
  readonly bytes: Uint8Array;
  readonly about: { readonly alt_txt: string } | { readonly snippet_type: string };
};

/**
 * Hand a file over to Slack; answers its id. Nobody sees it before it is shared, so that a try that failed leaves nothing
 * behind. Source: https://docs.slack.dev/messaging/working-with-files#uploading_files
 */
export async function upload(client: WebClient, { name, bytes, about }: Upload): Promise<string> {
  const announced = { filename: name, length: bytes.length, ...about };
  const place: Record<string, unknown> = {
    ...(await client.apiCall('files.getUploadURLExternal', announced)),
  };
  const url = String(place['upload_url']);
  if (!isSlackAddress(url, FILE_HOST, client.slackApiUrl))
    throw new Error('The upload address is neither https on files.slack.com nor of SLACK_API_URL.');
  const response = await fetch(url, {
    method: 'POST',
    redirect: 'error',
    body: new Uint8Array(bytes),
    signal: AbortSignal.timeout(TIMEOUT_MS),
  });
  await response.arrayBuffer();
  if (!response.ok) throw new Error(`The upload was answered ${response.status}.`);
  return String(place['file_id']);
}

/** Show an uploaded file in a channel or thread, which takes membership there. */
export async function shareFile(client: WebClient, id: string, title: string, spot: Spot): Promise<void> {
  const { channel, thread } = spot;
  await client.files.completeUploadExternal({
    files: [{ id, title }],
    channel_id: channel,
    ...(thread === null ? {} : { thread_ts: thread }),
  } as Parameters<WebClient['files']['completeUploadExternal']>[0]);
}
