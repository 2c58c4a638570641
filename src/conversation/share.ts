import type { Context, Moment } from './context.ts';
import type { Event } from './events.ts';
import { requirementsOf } from './record.ts';
import { note } from './show/note.ts';
import { recommendationView } from './show/recommendation.ts';
import { recordView } from './show/record.ts';
import { sharedView } from './show/shared.ts';
import type { State } from './state.ts';
import { say, type Turn } from './turn.ts';
import type { SharedView } from './views.ts';

type ShareEvent = Extract<Event, { kind: 'share' }>;

/**
 * Post the recommendation to another room. The slot carries the destination, so that posting twice to one room updates
 * the first post. The words people typed stay here unless the person who shares wants them shown.
 */
export function share(context: Context, turn: Turn, event: ShareEvent, moment: Moment): Turn {
  const card = shareDraft(context, turn.state, event, moment);
  if (card === null) return say(turn, 'n', nothingYet(), 'actor');
  const { destination } = event;
  const reply = { slot: slotFor(destination), audience: 'everyone' as const, to: destination, view: card };
  return { ...turn, replies: [...turn.replies, reply] };
}

/** The card as it would be posted, to be looked at first; null before there is a verdict. */
export function shareDraft(
  context: Context,
  state: State,
  { note: words, words: withWords = false }: Pick<ShareEvent, 'note' | 'words'>,
  moment: Moment,
): SharedView | null {
  if (state.verdictSlot === null) return null;
  const recommendation = context.advisor.recommend(requirementsOf(state));
  const view = recommendationView(context, state, recommendation, moment.now);
  const requirements = withWords ? view.requirements.map((item) => quoted(item, state)) : view.requirements;
  const card = sharedView({ ...view, requirements }, moment.actor.id, words);
  return { ...card, record: recordView(context, state, recommendation, moment.now, withWords) };
}

/** Take back what was posted to a room. Who may do so is checked by the adapter, which knows who posted. */
export function unshare(turn: Turn, destination: string): Turn {
  const view = { kind: 'withdrawn' as const, text: 'This recommendation was taken back.' };
  const reply = { slot: slotFor(destination), audience: 'everyone' as const, to: destination, view };
  return { ...turn, replies: [...turn.replies, reply] };
}

/** The decision record, to be kept; before there is a verdict, how to get one. */
export function giveRecord(context: Context, turn: Turn, moment: Moment): Turn {
  if (turn.state.verdictSlot === null) return say(turn, 'n', nothingYet(), 'actor');
  const recommendation = context.advisor.recommend(requirementsOf(turn.state));
  return say(turn, 'r', recordView(context, turn.state, recommendation, moment.now, false));
}

function slotFor(destination: string): string {
  return `share:${destination}`;
}

function quoted(item: SharedView['requirements'][number], { given }: State): typeof item {
  const one = given[item.criterion];
  return one === undefined || one.how !== 'said' || one.words === '' ? item : { ...item, words: one.words };
}

function nothingYet(): ReturnType<typeof note> {
  return note('There is no verdict yet.', ['Say "recommend" for one on what is known now.']);
}
