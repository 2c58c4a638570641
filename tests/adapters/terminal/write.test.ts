import { PassThrough } from 'node:stream';
import { text } from 'node:stream/consumers';
import { describe, expect, it } from 'vitest';
import { interview } from '../../../src/adapters/terminal/interview.ts';
import { write } from '../../../src/adapters/terminal/write.ts';
import type { Reply, View } from '../../../src/conversation/views.ts';
import { NOON, shippedContext } from '../../conversation/talk.ts';
import {
  agreement,
  answered,
  clash,
  question,
  ruleComparison,
  status,
  whyNot,
} from '../cards/sample-views.ts';

function reply(view: View, slot = 's1'): Reply {
  return { slot, audience: 'everyone', view };
}

describe('replies in a terminal', () => {
  it('are the plain texts; the status line is left out', () => {
    const shown = write(
      [reply(status, 'root'), reply(ruleComparison), reply(whyNot), reply(agreement)],
      new Set(),
    );

    expect(shown).toBe([ruleComparison, whyNot, agreement].map((view) => `\n${view.text}\n`).join(''));
  });

  it('number the choices of a question, below who said what where people differ', () => {
    expect(write([reply(clash)], new Set())).toBe(
      [
        '',
        '[2/4] You do not agree on latency, and it changes the pick. Which value holds?',
        '  U1: at most 100 ms -> Apache Flink',
        '  U2: at most 5 s -> Spark Structured Streaming (micro-batch)',
        '  1. at most 100 ms',
        '  2. at most 5 s',
        '',
      ].join('\n'),
    );
  });

  it('do not repeat what was shown, but for the answer it turned into', () => {
    expect(write([reply(question), reply(answered, 's2')], new Set(['s1', 's2']))).toBe(
      `\n${answered.text}\n`,
    );
  });

  it('show control characters of people as nothing', () => {
    expect(write([reply({ ...agreement, text: 'a\u001b[2Jb' })], new Set())).toBe('\na[2Jb\n');
  });
});

it('the whole interview runs on typed lines', async () => {
  const input = new PassThrough();
  const output = new PassThrough();
  const printed = text(output);
  input.end(
    ['preset log', '1', 'recommend', 'compare flink and spark on cost', 'quit', 'never read'].join('\n'),
  );

  await interview(await shippedContext(), { input, output, now: () => NOON });
  output.end();

  const seen = await printed;
  for (const part of ['[1/', 'From the example "Log ETL"', 'Recommended: ', 'Next steps:', 'on cost'])
    expect(seen).toContain(part);
});
