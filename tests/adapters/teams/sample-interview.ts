import type { Reply } from '../../../src/conversation/views.ts';
import type { Delivery } from '../../../src/turns/types.ts';
import {
  answered,
  multiQuestion,
  note,
  question,
  recommendation,
  shared,
  status,
} from '../cards/sample-views.ts';
import { reply } from '../scripted-turns.ts';

/** Two questions, then the verdict; what is said is answered with a note, "recommend" with the verdict. */
export function sampleInterview({ event }: Delivery): readonly Reply[] {
  if (event.kind === 'start') return [reply('root', status), reply('q1', question)];
  if (event.kind === 'press' && event.action.startsWith('answer-many')) return [reply('v2', recommendation)];
  if (event.kind === 'press') return [reply('q1', answered), reply('q2', multiQuestion)];
  if (event.kind === 'share')
    return [{ ...reply(`share:${event.destination}`, shared), to: event.destination }];
  if (event.kind === 'unshare') {
    const view = { kind: 'withdrawn' as const, text: 'This recommendation was taken back.' };
    return [{ ...reply(`share:${event.destination}`, view), to: event.destination }];
  }
  if (event.kind === 'say' && event.text === 'recommend') return [reply('v2', recommendation)];
  return [reply('n1', note)];
}
