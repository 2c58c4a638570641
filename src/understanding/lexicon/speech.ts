import type { ReadingKnowledge } from '../types.ts';

/** Acts that carry nothing but themselves. */
export type PlainAct =
  | 'deny-after'
  | 'deny-before'
  | 'deny-named'
  | 'stance'
  | 'not-deny'
  | 'reach'
  | 'stop'
  | 'known'
  | 'prospect'
  | 'used'
  | 'hearsay'
  | 'retract'
  | 'revise'
  | 'multiply'
  | 'divide'
  | 'remove'
  | 'question'
  | 'asking'
  | 'advice'
  | 'contrast'
  | 'compare'
  | 'capable'
  | 'own'
  | 'why'
  | 'whyNot'
  | 'whatIf'
  | 'smallTalk'
  | 'dontKnow'
  | 'yes'
  | 'no';

/** Turns of phrase that steer how the rest is taken. */
export type Speech =
  | { readonly act: PlainAct }
  | { readonly act: 'scale'; readonly factor: number }
  | { readonly act: 'subject'; readonly criterion: string }
  | { readonly act: 'command'; readonly command: string }
  | { readonly act: 'topic'; readonly topic: string };

type Row = { readonly say: string; readonly data: Speech };

/** All turns of phrase of a vocabulary as patterns. */
export function speechRows({ vocabulary, topics }: ReadingKnowledge): Row[] {
  const { negation, standing, correction, intents, subjects } = vocabulary;
  const plain: Readonly<Record<PlainAct, readonly string[]>> = {
    'deny-after': negation.before,
    'deny-before': negation.after,
    'deny-named': negation.named,
    stance: negation.stance,
    'not-deny': negation.cancel,
    reach: negation.through,
    stop: negation.until,
    known: standing.known,
    prospect: standing.prospect,
    used: standing.used,
    hearsay: standing.hearsay,
    retract: correction.retract,
    revise: correction.revise,
    multiply: correction.multiply,
    divide: correction.divide,
    remove: correction.remove,
    question: intents.question,
    asking: intents.asking,
    advice: intents.advice,
    contrast: intents.contrast,
    compare: intents.compare,
    capable: intents.capable,
    own: intents.own,
    why: intents.why,
    whyNot: intents.whyNot,
    whatIf: intents.whatIf,
    smallTalk: intents.smallTalk,
    dontKnow: intents.dontKnow,
    yes: intents.yes,
    no: intents.no,
  };
  return [
    ...Object.entries(plain).flatMap(([act, says]) => rows(says, { act: act as PlainAct })),
    ...Object.entries(correction.scale).flatMap(([by, says]) =>
      rows(says, { act: 'scale', factor: Number(by) }),
    ),
    ...Object.entries(subjects).flatMap(([criterion, says]) => rows(says, { act: 'subject', criterion })),
    ...intents.commands.flatMap(({ command, say }) => rows(say, { act: 'command', command })),
    ...topics.flatMap(({ id, terms }) =>
      rows([id, ...terms].filter(isPlain).map(spaced), { act: 'topic', topic: id }),
    ),
  ];
}

function rows(says: readonly string[], data: Speech): Row[] {
  return says.map((say) => ({ say, data }));
}

/** Names of options and classes are left to the search; only words are topics in passing. */
function isPlain(term: string): boolean {
  return /^[\p{L}\s-]+$/u.test(term);
}

function spaced(term: string): string {
  return term.replaceAll('-', ' ').trim();
}
