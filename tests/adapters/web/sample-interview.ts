import type { Reply } from '../../../src/conversation/views.ts';
import type { Delivery } from '../../../src/turns/types.ts';
import {
  answer,
  answered,
  multiQuestion,
  note,
  question,
  recommendation,
  shared,
  status,
  understood,
  whatIf,
} from '../cards/sample-views.ts';
import { reply } from '../scripted-turns.ts';

/** A short interview with every kind of reply: two questions, the verdict, then whatever is asked. */
export function sampleInterview({ event }: Delivery, turn: number): readonly Reply[] {
  if (event.kind === 'start')
    return [headline('Question 1 of about 2'), reply('u1', understood), reply('q2', question)];
  if (event.kind === 'share')
    return [{ ...reply('share:page', { ...shared, note: event.note }), to: event.destination }];
  if (event.kind === 'press') return pressed(event.action, event.values ?? []);
  const text = event.kind === 'say' ? event.text : '';
  if (text.startsWith('what if')) return [reply(`w${turn}`, whatIf)];
  if (text.endsWith('?')) return [reply(`a${turn}`, answer)];
  return [reply(`n${turn}`, note)];
}

function pressed(action: string, values: readonly string[]): readonly Reply[] {
  if (action.startsWith('answer:q2')) {
    return [headline('Question 2 of about 2'), reply('q2', answered), reply('q3', multiQuestion)];
  }
  const skills = {
    ...answered,
    title: 'Skills',
    answer: values.join(', '),
    text: `Skills: ${values.join(', ')}`,
  };
  return [headline('Recommended: Apache Flink'), reply('q3', skills), reply('v4', recommendation)];
}

function headline(words: string): Reply {
  return reply('root', { ...status, headline: words, text: words });
}
