import type { Link } from '../knowledge/model.ts';
import type { DecisionRecord, RecordedOption, RecordedReason } from './decision-record.ts';
import { inline, link, list, quoted, sectionOf } from './markdown.ts';

/**
 * A decision as an architecture decision record in Markdown, after the template of MADR 4.0
 * (https://adr.github.io/madr/): the same record gives the same bytes. Words of people and files are escaped.
 */
export function madr(record: DecisionRecord): string {
  return [
    frontMatter(record),
    `# ${inline(record.title)}`,
    ...sectionOf('Context and Problem Statement', [context(record)]),
    ...sectionOf('Decision Drivers', list(record.requirements.map(driver))),
    ...sectionOf('Considered Options', list(record.options.map(({ name }) => inline(name)))),
    ...sectionOf('Decision Outcome', [outcome(record)]),
    ...sectionOf('Consequences', list(consequences(record)), 3),
    ...sectionOf('Confirmation', list(confirmation(record)), 3),
    ...sectionOf(
      'Pros and Cons of the Options',
      record.options.flatMap((option) => prosAndCons(option)),
    ),
    ...sectionOf('More Information', moreInformation(record)),
  ]
    .join('\n\n')
    .concat('\n');
}

/** A name for the file: the day and the engine, as collections of such records use. */
export function recordFileName({ date, verdict, id }: DecisionRecord): string {
  const name = [verdict.engine, verdict.mode].filter((part) => part !== null).join('-');
  return `${date}-stream-processor-${name}-${id}.md`;
}

/** Values are quoted: an id or a version could read as a number. */
function frontMatter({ id, date, knowledge, requirements }: DecisionRecord): string {
  const people = [...new Set(requirements.map(({ by }) => by).filter((by) => by !== ''))].sort();
  return [
    '---',
    'status: proposed',
    `date: ${quoted(date)}`,
    `decision-makers: [${people.map(quoted).join(', ')}]`,
    `streamchoice-record: ${quoted(id)}`,
    `streamchoice-knowledge: ${quoted(knowledge)}`,
    '---',
  ].join('\n');
}

function context({ requirements }: DecisionRecord): string {
  return requirements.length === 0
    ? 'Which stream processor fits this workload? Nothing is known about it yet.'
    : 'Which stream processor, if any, fits the workload that the decision drivers below describe?';
}

function driver({ name, text, how, words }: DecisionRecord['requirements'][number]): string {
  const source = how === 'inferred' ? ' (inferred)' : '';
  const said = words === null || words === '' ? '' : `, in the team's words: "${inline(words)}"`;
  return `${inline(name)}: ${inline(text)}${source}${said}`;
}

function outcome({ verdict, options, withoutHouseRules }: DecisionRecord): string {
  const [best] = options;
  const reasons = (best?.reasons ?? []).filter(({ points }) => (points ?? 0) > 0).slice(0, STRONGEST);
  const because = reasons.map(({ because: why }) => inline(why)).join(' ');
  const firm = [
    `Strength: ${verdict.strength}; ${verdict.margin} points ahead of the next engine;`,
    `it stays ahead in ${Math.round(verdict.sensitivity * 100)} % of re-weightings of the rules;`,
    verdict.settled
      ? 'no answer still open can change the pick.'
      : 'answers still open could change the pick.',
  ].join(' ');
  const house = withoutHouseRules === null ? [] : [inline(withoutHouseRules)];
  const chosen = `Chosen option: "${inline(verdict.name)}"`;
  return [because === '' ? `${chosen}.` : `${chosen}, because: ${because}`, firm, ...house].join('\n\n');
}

/** Reasons named with the outcome; every one stands with its option. */
const STRONGEST = 3;

function consequences({ options, against }: DecisionRecord): string[] {
  const good = (options[0]?.reasons ?? []).filter(({ points }) => (points ?? 0) > 0);
  return [
    ...good.map((reason) => `Good, because ${reasonText(reason)}`),
    ...against.map(({ text, links }) => `Bad, because ${inline(text)}${sources(links)}`),
  ];
}

function confirmation({ nextSteps }: DecisionRecord): string[] {
  if (nextSteps === null) return [];
  const { build, measure, pass, risk, watch } = nextSteps;
  return [
    `Build: ${inline(build)}`,
    `Measure: ${inline(measure)}`,
    `Passed when: ${inline(pass)}`,
    `Main risk: ${inline(risk)}`,
    ...(watch.length === 0 ? [] : [`Watch: ${watch.map(inline).join('; ')}`]),
  ];
}

function prosAndCons({ name, summary, score, excluded, reasons }: RecordedOption): string[] {
  const total = excluded ? 'ruled out' : `${score} points`;
  const lines = reasons.map((reason) => `${kindOf(reason)}, because ${reasonText(reason)}`);
  const body =
    lines.length === 0 ? ['Neutral, because nothing that is known speaks for or against it'] : lines;
  return [`### ${inline(name)} (${total})`, inline(summary), ...list(body)].filter((part) => part !== '');
}

function kindOf({ points }: RecordedReason): string {
  if (points === null || points < 0) return 'Bad';
  return points === 0 ? 'Neutral' : 'Good';
}

function reasonText({ because, points, house, links }: RecordedReason): string {
  const weight = points === null ? 'rules it out' : `${points > 0 ? '+' : ''}${points}`;
  return `${inline(because)} [${weight}${house ? ', house rule' : ''}]${sources(links)}`;
}

function sources(links: readonly Link[]): string {
  return links.length === 0 ? '' : ` (${links.map(link).join(', ')})`;
}

function moreInformation(record: DecisionRecord): string[] {
  const flips = record.wouldChange.map(({ change, pick }) => `${inline(change)} leads to ${inline(pick)}`);
  return [
    ...titled('What would change it:', flips),
    ...titled('Assumptions:', record.assumptions.map(inline)),
    ...titled(
      'Sources:',
      record.links.map((one) => `${link(one)}, ${inline(one.publisher)} (${one.kind})`),
    ),
    `Record ${record.id}, made by streamchoice with knowledge ${inline(record.knowledge)} on ${record.date}. ` +
      'The same answers and the same knowledge give the same record.',
  ];
}

function titled(title: string, lines: readonly string[]): string[] {
  return lines.length === 0 ? [] : [title, ...list(lines)];
}
