import type { App } from '@slack/bolt';
import { errorFields } from '../../../http/error-fields.ts';
import { CALLBACK } from '../keys.ts';
import { words } from '../words.ts';
import { describe } from './describe.ts';
import type { Door } from './door.ts';
import { takeReason } from './feedback.ts';
import { fault, readSent, type Sent, type SentAnswer } from './sent.ts';
import { sendShare } from './share-submit.ts';

type Handler = (sent: Sent, door: Door) => Promise<SentAnswer>;

const HANDLERS: Readonly<Record<string, { readonly handle: Handler; readonly field: string }>> = {
  [CALLBACK.share]: { handle: sendShare, field: 'destination' },
  [CALLBACK.feedback]: { handle: takeReason, field: 'comment' },
  [CALLBACK.describe]: { handle: describe, field: 'words' },
};

/** One listener for every modal that is sent; errors are shown in the modal, where the person is. */
export function listenToViews(app: App, door: Door, now: () => number): void {
  app.view(/.*/, async ({ body, context, client, ack }) => {
    const sent = readSent(body, context.teamId ?? '', client, now());
    const answer = await answerTo(sent, door);
    await (answer === null ? ack() : ack(answer));
  });
}

async function answerTo(sent: Sent | null, door: Door): Promise<SentAnswer> {
  const handler = HANDLERS[sent?.callback ?? ''];
  if (sent === null || handler === undefined) {
    door.count('dropped', 'unknown-view');
    return null;
  }
  try {
    return await handler.handle(sent, door);
  } catch (error) {
    door.count('failed', 'view');
    door.log.error(errorFields(error), 'slack modal not carried out');
    return fault(handler.field, words.notSaved);
  }
}
