import { openCriteria } from '../../decision/open.ts';
import type { Recommendation } from '../../decision/recommend.ts';
import type { Context } from '../context.ts';
import { requirementsOf, saidAbout } from '../record.ts';
import type { State } from '../state.ts';
import { candidateName, changeText, criterionOf, valueText } from './names.ts';
import { presetWords } from './preset-words.ts';

/** What the verdict takes for granted, one sentence a line: what was inferred, disputed, unknown and never asked. */
export function assumptions(context: Context, state: State, recommendation: Recommendation): string[] {
  return [
    ...inferredLines(context, state),
    ...Object.keys(state.given).flatMap((id) => disputedLine(context, state, id)),
    ...openLines(context, recommendation),
  ];
}

/** Inferred values by the words they were taken from. */
function inferredLines(context: Context, { given }: State): string[] {
  const fromPreset = new Set(context.knowledge.presets.map(presetWords));
  const inferred = Object.entries(given).filter(([, one]) => one.how === 'inferred');
  return [...Map.groupBy(inferred, ([, one]) => one.words)].map(([words, items]) => {
    const values = items.map(([id, one]) => changeText(context, id, one.value)).join('; ');
    return fromPreset.has(words)
      ? `Taken from ${words}, not said by anybody: ${values}.`
      : `Inferred from "${words}": ${values}.`;
  });
}

function disputedLine(context: Context, state: State, id: string): string[] {
  const [used, ...others] = saidAbout(state, id);
  if (used === undefined || others.length === 0) return [];
  const requirements = requirementsOf(state);
  const name = criterionOf(context, id).name.toLowerCase();
  const rest = others.map(({ value }) => {
    const { pick } = context.advisor.verdict({ ...requirements, [id]: value });
    return `with "${valueText(context, id, value)}" the pick is ${candidateName(context, pick)}`;
  });
  return [
    `You do not agree on ${name}: this rests on "${valueText(context, id, used.value)}"; ${rest.join(', ')}.`,
  ];
}

function openLines(context: Context, recommendation: Recommendation): string[] {
  const { requirements } = recommendation;
  const criteria = [...context.criteria.values()];
  const names = (some: typeof criteria): string => some.map(({ name }) => name.toLowerCase()).join(', ');
  const unknown = criteria.filter(({ id }) => requirements[id]?.kind === 'unknown');
  const unsaid = openCriteria(context.criteria, requirements);
  const passedOver = criteria.filter(
    (one) => requirements[one.id] === undefined && one.askedWith !== null && !unsaid.includes(one),
  );
  return [
    ...(unknown.length === 0 ? [] : [`Not known, so it counts neither way: ${names(unknown)}.`]),
    ...(passedOver.length === 0 ? [] : [`Taken to be no, since nobody said so: ${names(passedOver)}.`]),
    ...(unsaid.length === 0 ? [] : [`Not said, so it counts neither way: ${names(unsaid)}.`]),
    ...(unsaid.length === 0 ? [] : [openEffect(context, recommendation)]),
  ];
}

function openEffect(context: Context, { settled, otherMode, verdict }: Recommendation): string {
  if (settled && otherMode === null) return 'No answer still open can change the pick.';
  if (settled && otherMode !== null)
    return `No answer still open can change the engine; it could become ${candidateName(context, otherMode)}.`;
  return verdict.strength === 'toss-up'
    ? 'Answers still open could change the pick, and more of them would firm it up.'
    : 'Answers still open could change the pick.';
}
