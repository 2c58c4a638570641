import type { Preset } from '../knowledge/model.ts';
import type { Context, Moment } from './context.ts';
import { goOn, retire } from './interview.ts';
import { action } from './press.ts';
import { record } from './record.ts';
import { control, note } from './show/note.ts';
import { presetWords } from './show/preset-words.ts';
import { understoodView } from './show/understood.ts';
import type { Given } from './state.ts';
import { say, type Turn, withState } from './turn.ts';

/** Words that call for a preset when nothing but its name, or nothing at all, stands beside them. */
const CALLS = new Set(['preset', 'presets', 'example', 'examples', 'template', 'templates']);
/** Words that may stand around such a call. */
const FILLERS = new Set(
  'a an the from with use using start begin try take load show give list me us of for our my workload case please'.split(
    ' ',
  ),
);

/** What a text asks of the presets: one of them, the list of them (`null`), or nothing (`undefined`). */
export function presetIn(context: Context, text: string): Preset | null | undefined {
  const words = wordsOf(text);
  if (!words.some((word) => CALLS.has(word))) return undefined;
  const name = words.filter((word) => !CALLS.has(word) && !FILLERS.has(word)).join(' ');
  if (name === '') return null;
  return context.knowledge.presets.find((preset) => namesOf(preset).includes(name));
}

/** Offer the presets, privately: choosing one is what the others need to see. */
export function offerPresets(context: Context, turn: Turn): Turn {
  const { presets } = context.knowledge;
  const lines = presets.map(({ name, summary }) => `${name}: ${summary}`);
  const controls = presets.map(({ id, name }) => control(name, action.preset(id)));
  const title =
    presets.length === 0 ? 'There are no examples here.' : 'Start from an example, then change what differs.';
  return say(turn, 'n', note(title, lines, controls), 'actor');
}

/**
 * Fill in a preset as a starting point: every value is marked as inferred and can be changed. What somebody said stays;
 * what an earlier preset filled in goes.
 */
export function usePreset(context: Context, turn: Turn, preset: Preset, moment: Moment): Turn {
  const kept = withoutPresets(context, turn.state.given);
  const said = Object.keys(kept).filter((id) => kept[id]?.how === 'said');
  const words = presetWords(preset);
  const fresh = Object.entries(preset.requirements)
    .filter(([id]) => !said.includes(id))
    .map(([id, value]) => [id, { value, words, how: 'inferred' as const }]);
  const cleared = retire(context, withState(turn, { given: kept }), 'Filled in from an example.');
  const filled = record(cleared, Object.fromEntries(fresh), moment);
  const given = Object.fromEntries(
    Object.entries(filled.state.given).filter(([, one]) => one.words === words),
  );
  const view = understoodView(
    context,
    given,
    `From ${words}: a starting point. Change whatever is different with you.`,
  );
  return goOn(context, say(filled, 'u', view), moment);
}

function withoutPresets(
  context: Context,
  given: Readonly<Record<string, Given>>,
): Readonly<Record<string, Given>> {
  const ofPresets = new Set(context.knowledge.presets.map(presetWords));
  return Object.fromEntries(
    Object.entries(given).filter(([, one]) => one.how === 'said' || !ofPresets.has(one.words)),
  );
}

function namesOf({ id, name, says }: Preset): string[] {
  return [id, name, ...says].map((one) =>
    wordsOf(one)
      .filter((word) => !FILLERS.has(word))
      .join(' '),
  );
}

function wordsOf(text: string): string[] {
  return text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
}
