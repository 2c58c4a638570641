import type { QuestionView, Reply } from '../../conversation/views.ts';

/**
 * Replies as text for a terminal, where nothing can be replaced: the status line is left out, and of messages that were
 * shown before (`shown`) only what they turned into as answers is repeated.
 */
export function write(replies: readonly Reply[], shown: ReadonlySet<string>): string {
  return replies
    .filter(({ slot, view }) => view.kind !== 'status' && (view.kind === 'answered' || !shown.has(slot)))
    .map(({ view }) => `\n${view.kind === 'question' ? numbered(view) : printable(view.text)}\n`)
    .join('');
}

function numbered(view: QuestionView): string {
  const choices = view.choices.map((choice, i) => `  ${i + 1}. ${choice.label}`);
  const several = view.multi ? ' (several numbers are fine)' : '';
  const head = `[${view.number}/${view.about}] ${view.prompt}${several}`;
  const people = (view.positions ?? []).map(({ by, value, pick }) => `  ${by}: ${value} -> ${pick}`);
  return printable([...(view.hint === null ? [] : [view.hint]), head, ...people, ...choices].join('\n'));
}

/** Control characters in people's words could move the cursor or recolour the screen. */
function printable(text: string): string {
  return [...text].filter((char) => char === '\n' || char === '\t' || char >= ' ').join('');
}
