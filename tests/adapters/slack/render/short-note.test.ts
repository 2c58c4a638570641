import fc from 'fast-check';
import { expect, it } from 'vitest';
import { isShortNote } from '../../../../src/adapters/slack/render/note.ts';
import { countParts, renderParts } from '../../../../src/adapters/slack/render/view.ts';
import type { NoteView } from '../../../../src/conversation/views.ts';

const words = fc.oneof(
  fc.string({ maxLength: 300 }),
  fc.constantFrom('&', '<', '>').map((sign) => sign.repeat(400)),
);
const control = words.map((label) => ({ label, action: 'help', emphasis: 'plain' as const }));
const note: fc.Arbitrary<NoteView> = fc.record({
  kind: fc.constant('note' as const),
  text: words,
  title: words,
  lines: fc.array(words, { maxLength: 40 }),
  controls: fc.array(control, { maxLength: 30 }),
});

it('takes one message when it is called short, and is counted as rendered in any case', () => {
  const seen = new Set<boolean>();
  fc.assert(
    fc.property(note, (view) => {
      const { length } = renderParts(view, { conversation: 'c'.repeat(36), permalink: null });
      seen.add(isShortNote(view));

      if (isShortNote(view)) expect(length).toBe(1);
      expect(countParts(view)).toBe(length);
    }),
    { numRuns: 500 },
  );
  expect(seen).toEqual(new Set([true, false]));
});
