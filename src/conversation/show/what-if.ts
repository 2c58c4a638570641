import type { Verdict } from '../../decision/types.ts';
import type { Requirements } from '../../knowledge/requirements.ts';
import type { Context } from '../context.ts';
import { action } from '../press.ts';
import type { WhatIfView } from '../views.ts';
import { candidateName, changeText } from './names.ts';
import { control } from './note.ts';
import { reasonView } from './reasons.ts';

/** Reasons named for the verdict of a what-if. */
const REASONS = 3;

/** What the verdict would be under other requirements, without changing anything yet. */
export function whatIfView(
  context: Context,
  changes: Requirements,
  before: Verdict,
  after: Verdict,
): WhatIfView {
  const change = Object.entries(changes)
    .map(([id, value]) => changeText(context, id, value))
    .join('; ');
  const was = candidateName(context, before.pick);
  const then = candidateName(context, after.pick);
  const changed = before.pick.id !== after.pick.id;
  const reasons = (after.ranking[0]?.reasons ?? [])
    .filter((reason) => reason.points > 0)
    .slice(0, REASONS)
    .map((reason) => reasonView(context, reason));
  const outcome = changed
    ? `the pick would change from ${was} to ${then} (${after.strength}).`
    : `the pick would stay ${then} (${after.strength}).`;
  const text = [`With ${change}, ${outcome}`, ...reasons.map((reason) => `- ${reason.text}`)].join('\n');
  const controls = [control('Adopt this change', action.adopt)];
  return { kind: 'what-if', text, change, before: was, after: then, changed, reasons, controls };
}
