import { answerQuestion, explain, help, whyAsked } from './answers.ts';
import type { Context, Moment } from './context.ts';
import { wouldChange } from './flips.ts';
import { goOn, leaveOpen, recommend } from './interview.ts';
import { renew } from './renew.ts';
import { back, cancel, reopen, restart } from './reopen.ts';
import { giveRecord } from './share.ts';
import { note } from './show/note.ts';
import { say, type Turn } from './turn.ts';

/** Carry out a typed command. A command this version does not know is said so, never dropped. */
export function byCommand(context: Context, turn: Turn, command: string, text: string, moment: Moment): Turn {
  switch (command) {
    case 'help':
      return help(context, turn);
    case 'back':
      return back(context, turn);
    case 'skip':
      return goOn(context, leaveOpen(context, turn, moment, text), moment);
    case 'restart':
      return restart(context, turn, moment);
    case 'renew':
      return renew(context, turn, moment);
    case 'start':
      return goOn(context, turn, moment);
    case 'cancel':
      return cancel(context, turn, moment);
    case 'explain':
      return explain(context, turn);
    case 'why-asked':
      return whyAsked(context, turn);
    case 'recommend':
      return recommend(context, turn, moment);
    case 'change':
      return change(context, turn, text);
    case 'share':
      return say(
        turn,
        'n',
        note('Post it with the button or the channel picker under the recommendation.', []),
        'actor',
      );
    case 'would-change':
      return wouldChange(context, turn);
    case 'record':
      return giveRecord(context, turn, moment);
    case 'ask':
      return answerQuestion(context, turn, text);
    default:
      return say(turn, 'n', note(`"${command}" is not possible here.`, ['Say "help" for what is.']), 'actor');
  }
}

/** "change latency": reopen the criterion that is named. */
function change(context: Context, turn: Turn, text: string): Turn {
  const lower = text.toLowerCase();
  const named = context.knowledge.criteria.find(
    ({ id, name }) => lower.includes(id.toLowerCase()) || lower.includes(name.toLowerCase()),
  );
  if (named !== undefined) return reopen(context, turn, named.id);
  const names = context.knowledge.criteria.map((one) => one.name).join(', ');
  return say(turn, 'n', note('Change what?', [`Name one of: ${names}.`]), 'actor');
}
