import type { RecommendationView, SharedView } from '../views.ts';

/** The compact form of a recommendation for another room. */
export function sharedView(view: RecommendationView, sharedBy: string, note: string | null): SharedView {
  const { headline, requirements, reasons, wouldChange, date, knowledge } = view;
  const said = requirements.map((item) => `- ${item.title}: ${item.value}`);
  const text = [
    headline,
    ...(note === null ? [] : [note]),
    'Requirements:',
    ...said,
    'Because:',
    ...reasons.map((reason) => `- ${reason.text}`),
    ...wouldChange.map((flip) => `Would change to ${flip.pick} if ${flip.change}`),
    `As of ${date}, knowledge ${knowledge}.`,
  ].join('\n');
  return {
    kind: 'shared',
    text,
    headline,
    requirements,
    reasons,
    wouldChange,
    sharedBy,
    note,
    date,
    knowledge,
  };
}
