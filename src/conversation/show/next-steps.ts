import { firstSteps } from '../../decision/next-steps.ts';
import type { Recommendation } from '../../decision/recommend.ts';
import { fillIn } from '../../knowledge/fill-in.ts';
import type { Context } from '../context.ts';
import type { NextStepsView } from '../views.ts';
import { linksOf, valueText } from './names.ts';

/** What to do first with a recommendation, with the person's own figures; null when the knowledge names nothing. */
export function nextStepsView(
  context: Context,
  { verdict, requirements }: Pick<Recommendation, 'verdict' | 'requirements'>,
): NextStepsView | null {
  const [pick] = verdict.ranking;
  const first = pick === undefined ? null : firstSteps(context.knowledge.nextSteps, pick, requirements);
  if (first === null) return null;
  const given = (id: string): string | null => {
    const value = requirements[id];
    return value === undefined || value.kind === 'unknown' ? null : valueText(context, id, value);
  };
  const filled = (text: string): string => capital(fillIn(text, given));
  const { trial, tests, steps, risk } = first;
  return {
    claim: tests?.rule.because ?? null,
    build: filled(trial.build),
    measure: filled(trial.measure),
    pass: filled(trial.pass),
    risk,
    watch: steps.watch,
    links: linksOf(context, [...trial.cites, ...steps.cites]),
  };
}

/** The same as lines for a plain text. */
export function nextStepLines(view: NextStepsView | null | undefined): string[] {
  if (view === null || view === undefined) return [];
  return [
    'Next steps:',
    ...(view.claim === null ? [] : [`- Test first: ${view.claim}`]),
    `- Build: ${view.build}`,
    `- Measure: ${view.measure}`,
    `- Passed when: ${view.pass}`,
    `- Main risk: ${view.risk}`,
    `- Watch: ${view.watch.join('; ')}`,
    ...view.links.map((link) => `- ${link.title} (${link.publisher}): ${link.url}`),
  ];
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
