import type { Reply, View } from '../../conversation/views.ts';
import type { TranscriptEntry } from '../../turns/types.ts';
import type { Card } from '../cards/card-json.ts';
import { renderCard } from '../cards/render-card.ts';
import { sharedMarkdown } from './shared-markdown.ts';

/** One message as the page gets it. A `slot` that comes again replaces the message that had it. */
export type WireMessage = {
  /** Number of the turn that said it. */
  readonly seq: number;
  readonly slot: string;
  readonly kind: View['kind'];
  readonly audience: Reply['audience'];
  readonly card: Card;
  readonly text: string;
  /** Of a shared recommendation and of a decision record: the same as Markdown, to be pasted elsewhere. */
  readonly markdown?: string;
};

/** The messages of some turns, oldest first; of a slot said twice only its newest form. */
export function wireMessages(conversation: string, entries: readonly TranscriptEntry[]): WireMessage[] {
  const bySlot = new Map<string, WireMessage>();
  for (const { seq, replies } of entries) {
    for (const reply of replies) bySlot.set(reply.slot, wireMessage(conversation, seq, reply));
  }
  return [...bySlot.values()];
}

function wireMessage(conversation: string, seq: number, { slot, audience, view }: Reply): WireMessage {
  const card = renderCard(view, { conversation, slot });
  const message = { seq, slot, kind: view.kind, audience, card, text: view.text };
  if (view.kind === 'record') return { ...message, markdown: view.text };
  return view.kind === 'shared' ? { ...message, markdown: sharedMarkdown(view) } : message;
}
