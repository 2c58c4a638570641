import { altText } from '../../../picture/alt-text.ts';
import { chartPng } from '../../../picture/render-png.ts';
import type { OutboxItem } from '../../../turns/types.ts';
import type { SlackAddress } from '../keys.ts';
import type { Tools } from './posts.ts';
import { slackCode } from './slack-errors.ts';
import { shareFile, upload } from './upload.ts';

const FILE_NAME = 'ranking.png';

/**
 * Add the chart of a recommendation to its conversation, once its message is there. A picture is a courtesy: the message
 * says the same in words, so that a refusal is counted and nothing more. Never a second time: a message that may have been
 * posted before may have its picture too.
 */
export async function addPicture(tools: Tools, item: OutboxItem, address: SlackAddress): Promise<void> {
  const { view, ref, uncertain, to, slot } = item;
  const isPart = slot.includes('/');
  if (view.kind !== 'recommendation' || ref !== null || uncertain || to !== null || isPart) return;
  try {
    const bytes = await chartPng(view);
    const file = await upload(tools.client, { name: FILE_NAME, bytes, about: { alt_txt: altText(view) } });
    await shareFile(tools.client, file, view.headline, address);
  } catch (error) {
    const code = slackCode(error) ?? 'failed';
    tools.count('dropped', `picture-${code}`);
    if (code !== 'missing_scope') tools.log.warn({ code }, 'slack picture not added');
  }
}
