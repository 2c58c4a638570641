import type { RecordView } from '../../../conversation/views.ts';
import type { Spot, Tools } from './posts.ts';
import { slackCode, toDeliveryError } from './slack-errors.ts';
import { shareFile, upload } from './upload.ts';

/** A thread longer than this is not below a card of ours. */
const PAGE = 999;

/**
 * Put the record into a thread as a file; null where Slack does not take it, for want of the permission or of membership,
 * or because its store for files is out of reach. Throws when it cannot be known whether the file is there.
 */
export async function putRecordFile(tools: Tools, record: RecordView, spot: Spot): Promise<string | null> {
  const { client } = tools;
  try {
    const file = await upload(client, {
      name: record.fileName,
      bytes: Buffer.from(record.text, 'utf8'),
      about: { snippet_type: 'markdown' },
    });
    await shareFile(client, file, record.title, spot);
    return file;
  } catch (error) {
    const refusal = toDeliveryError(error);
    if (refusal.code === 'no_answer') throw refusal;
    tools.count('dropped', `record-file-${slackCode(error) ?? 'failed'}`);
    if (refusal.code !== 'missing_scope')
      tools.log.warn({ code: refusal.code }, 'slack decision record not added as a file');
    return null;
  }
}

/** The file that an earlier try may have put there; null also where we may not look. */
export async function findRecordFile(
  { client, log }: Tools,
  { fileName }: RecordView,
  { channel, thread }: { readonly channel: string; readonly thread: string },
): Promise<string | null> {
  try {
    const { messages = [] } = await client.conversations.replies({ channel, ts: thread, limit: PAGE });
    const files = messages.flatMap((message) => ('files' in message ? (message.files ?? []) : []));
    return files.find(({ name }) => name === fileName)?.id ?? null;
  } catch (error) {
    if (toDeliveryError(error).retry && slackCode(error) !== 'missing_scope') throw error;
    log.info({ code: slackCode(error) }, 'slack decision record not looked up');
    return null;
  }
}

/** Take a file of ours away for good; where that is refused the card has gone all the same. */
export async function removeFile({ client, count, log }: Tools, file: string): Promise<void> {
  try {
    await client.files.delete({ file });
  } catch (error) {
    const refusal = toDeliveryError(error);
    if (refusal.retry && refusal.code !== 'missing_scope') throw refusal;
    if (refusal.code === 'file_not_found' || refusal.code === 'file_deleted') return;
    count('failed', `record-file-${refusal.code}`);
    log.warn({ code: refusal.code }, 'slack file of a decision record not deleted');
  }
}
