import { createInterface } from 'node:readline';
import type { Context } from '../../conversation/context.ts';
import type { Actor, Event } from '../../conversation/events.ts';
import type { State } from '../../conversation/state.ts';
import { step } from '../../conversation/step.ts';
import type { QuestionView, Reply } from '../../conversation/views.ts';
import { typedEvent } from './typed.ts';
import { write } from './write.ts';

const SOMEBODY: Actor = { id: 'you', name: 'you' };
const ONLY_CONVERSATION = 'terminal';

export type Terminal = {
  readonly input: NodeJS.ReadableStream;
  readonly output: NodeJS.WritableStream;
  readonly now: () => number;
};

/**
 * The interview in a terminal: the same conversation as everywhere, kept in memory only. Choices are numbered; a number,
 * several numbers or free text answer. Ends at the end of input or with "quit".
 */
export async function interview(context: Context, terminal: Terminal): Promise<void> {
  const lines = createInterface({ input: terminal.input });
  let state: State | null = null;
  let question: QuestionView | null = null;
  const shown = new Set<string>();
  const turn = (event: Event): void => {
    const result = step(context, {
      state,
      id: ONLY_CONVERSATION,
      event,
      actor: SOMEBODY,
      now: terminal.now(),
    });
    state = result.state;
    question =
      openQuestion(result.state, result.replies) ?? (result.state.question === null ? null : question);
    terminal.output.write(write(result.replies, shown));
    for (const reply of result.replies) shown.add(reply.slot);
  };
  turn({ kind: 'start', text: '' });
  terminal.output.write('\n> ');
  for await (const line of lines) {
    if (['quit', 'exit'].includes(line.trim().toLowerCase())) break;
    turn(typedEvent(line, question));
    terminal.output.write('\n> ');
  }
  lines.close();
}

function openQuestion(state: State, replies: readonly Reply[]): QuestionView | null {
  const open = replies.find((reply) => reply.slot === state.question?.token);
  return open?.view.kind === 'question' ? open.view : null;
}
