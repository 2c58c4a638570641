import type { WebClient } from '@slack/web-api';
import type { RecommendationView } from '../../../conversation/views.ts';
import { altText } from '../../../picture/alt-text.ts';
import { chartPng } from '../../../picture/render-png.ts';
import type { OutboxItem } from '../../../turns/types.ts';
import type { SlackAddress } from '../keys.ts';
import type { Tools } from './posts.ts';
import { isSlackAddress } from './response-url.ts';
import { slackCode } from './slack-errors.ts';

/** Where Slack takes the bytes of a file. */
const FILE_HOST = 'files.slack.com';
const TIMEOUT_MS = 5_000;
const FILE_NAME = 'ranking.png';

/**
 * Add the chart of a recommendation to its conversation, once its message is there. A picture is a courtesy: the message
 * says the same in words, so that a refusal is counted and nothing more. Never a second time: a message that may have been
 * posted before may have its picture too.
 */
export async function addPicture(
  tools: Tools,
  item: OutboxItem,
  { channel, thread }: SlackAddress,
): Promise<void> {
  const { view, ref, uncertain, to, slot } = item;
  const isPart = slot.includes('/');
  if (view.kind !== 'recommendation' || ref !== null || uncertain || to !== null || isPart) return;
  try {
    const file = await upload(tools.client, view);
    await tools.client.files.completeUploadExternal({
      files: [{ id: file, title: view.headline }],
      channel_id: channel,
      ...(thread === null ? {} : { thread_ts: thread }),
    } as Parameters<WebClient['files']['completeUploadExternal']>[0]);
  } catch (error) {
    const code = slackCode(error) ?? 'failed';
    tools.count('dropped', `picture-${code}`);
    if (code !== 'missing_scope') tools.log.warn({ code }, 'slack picture not added');
  }
}

/** Hand the picture over to Slack; the id of the file, which nobody sees yet. */
async function upload(client: WebClient, view: RecommendationView): Promise<string> {
  const png = await chartPng(view);
  const about = { filename: FILE_NAME, length: png.length, alt_txt: altText(view) };
  const place: Record<string, unknown> = { ...(await client.apiCall('files.getUploadURLExternal', about)) };
  const url = String(place['upload_url']);
  if (!isSlackAddress(url, FILE_HOST, client.slackApiUrl))
    throw new Error('The upload address is neither https on files.slack.com nor of SLACK_API_URL.');
  const response = await fetch(url, {
    method: 'POST',
    redirect: 'error',
    body: new Uint8Array(png),
    signal: AbortSignal.timeout(TIMEOUT_MS),
  });
  await response.arrayBuffer();
  if (!response.ok) throw new Error(`The upload was answered ${response.status}.`);
  return String(place['file_id']);
}
