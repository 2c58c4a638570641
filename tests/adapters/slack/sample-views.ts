import type {
  AnsweredView,
  AnswerView,
  ComparisonView,
  NoteView,
  QuestionView,
  ReasonView,
  RecommendationView,
  SharedView,
  StatusView,
  UnderstoodItem,
  UnderstoodView,
  WhatIfView,
  WhyNotView,
} from '../../../src/conversation/views.ts';

/** Ordinary views, each with a way to change parts; the engines and criteria in them are made up. */
export function status(change: Partial<StatusView> = {}): StatusView {
  const headline = 'Question 1 of about 4';
  return { kind: 'status', text: headline, headline, startedBy: 'UANNA', stage: 'asking', ...change };
}

export function question(change: Partial<QuestionView> = {}): QuestionView {
  return {
    kind: 'question',
    text: 'Question 1 of about 4: How fast?',
    criterion: 'speed',
    title: 'Speed',
    prompt: 'How fast must a result be there?',
    why: 'It separates Alpha from Beta.',
    number: 1,
    about: 4,
    choices: choices(3),
    multi: false,
    submit: 'answer-many:q1',
    controls: [
      { label: "Don't know", action: 'dont-know:q1', emphasis: 'plain' },
      { label: 'Skip', action: 'skip:q1', emphasis: 'plain' },
    ],
    hint: null,
    ...change,
  };
}

export function choices(count: number): QuestionView['choices'] {
  return Array.from({ length: count }, (_, at) => ({
    label: `Choice ${at + 1}`,
    action: `answer:q1:choice-${at + 1}`,
    value: `choice-${at + 1}`,
  }));
}

export function answered(change: Partial<AnsweredView> = {}): AnsweredView {
  return {
    kind: 'answered',
    text: 'Speed: under a second',
    criterion: 'speed',
    title: 'Speed',
    answer: 'under a second',
    by: 'UANNA',
    controls: [{ label: 'Change', action: 'change:speed', emphasis: 'plain' }],
    ...change,
  };
}

export function item(title = 'Speed', how: UnderstoodItem['how'] = 'said'): UnderstoodItem {
  const change = { label: `Change ${title}`, action: `change:${title}`, emphasis: 'plain' as const };
  return { criterion: title, title, value: 'under a second', how, change };
}

export function understood(
  items: readonly UnderstoodItem[] = [item(), item('Size', 'inferred')],
): UnderstoodView {
  return { kind: 'understood', text: 'Understood: Speed: under a second', items };
}

export function reason(
  text = 'Alpha answers in milliseconds.',
  change: Partial<ReasonView> = {},
): ReasonView {
  const link = {
    title: 'Alpha docs',
    url: 'https://alpha.example/docs?a=1&b=2',
    publisher: 'Alpha',
    kind: 'official' as const,
  };
  return { text, points: 3, rule: 'alpha/speed', house: false, links: [link], ...change };
}

export function recommendation(change: Partial<RecommendationView> = {}): RecommendationView {
  const reasons = [
    reason(),
    reason('The team knows it.', { house: true }),
    reason('It is small.'),
    reason('Fourth.'),
  ];
  return {
    kind: 'recommendation',
    text: 'Recommended: Alpha (lean)\nBecause:\n- Alpha answers in milliseconds.',
    headline: 'Recommended: Alpha (lean)',
    summary: 'Alpha handles one event at a time.',
    engine: 'alpha',
    mode: null,
    strength: 'lean',
    settled: true,
    reasons,
    against: [reason('It is harder to run.')],
    wouldChange: [{ change: 'Speed: minutes', pick: 'Beta' }],
    ranking: [{ name: 'Alpha', engine: 'alpha', mode: null, score: 7, excluded: null, reasons }],
    requirements: [item(), item('Size', 'inferred')],
    assumptions: ['Not said, so it counts neither way: cost.'],
    withoutHouseRules: 'Without your house rules the pick is the same: Alpha.',
    links: [
      { title: 'Alpha & friends', url: 'https://alpha.example/more', publisher: 'Alpha', kind: 'article' },
    ],
    knowledge: 'k1',
    date: '2026-11-22',
    controls: [{ label: 'All reasons', action: 'explain', emphasis: 'plain' }],
    ...change,
  };
}

export function answer(change: Partial<AnswerView> = {}): AnswerView {
  return {
    kind: 'answer',
    text: 'Checkpoints\nAlpha writes its state every minute.',
    question: 'how do checkpoints work',
    answered: true,
    passages: [
      {
        id: 'alpha/fault-tolerance/checkpoints',
        title: 'Checkpoints',
        lead: 'Alpha writes its state every minute.',
        rest: 'It is restored after a crash.',
        links: reason().links,
        holds: 'Alpha 2.x',
        checked: '2026-11-01',
        contested: null,
      },
    ],
    corrections: ['"chekpoint" read as "checkpoint"'],
    suggestions: [],
    ...change,
  };
}

export function whatIf(change: Partial<WhatIfView> = {}): WhatIfView {
  return {
    kind: 'what-if',
    text: 'With Speed: minutes, the pick would change from Alpha to Beta (lean).',
    change: 'Speed: minutes',
    before: 'Alpha',
    after: 'Beta',
    changed: true,
    reasons: [reason('Beta is simpler.')],
    controls: [{ label: 'Adopt this change', action: 'adopt', emphasis: 'primary' }],
    ...change,
  };
}

export function shared(change: Partial<SharedView> = {}): SharedView {
  return {
    kind: 'shared',
    text: 'Recommended: Alpha (lean)',
    headline: 'Recommended: Alpha (lean)',
    requirements: [item()],
    reasons: [reason()],
    wouldChange: [{ change: 'Speed: minutes', pick: 'Beta' }],
    sharedBy: 'UANNA',
    note: null,
    date: '2026-11-22',
    knowledge: 'k1',
    ...change,
  };
}

export function note(change: Partial<NoteView> = {}): NoteView {
  return {
    kind: 'note',
    text: 'Help\nJust write.',
    title: 'Help',
    lines: ['Just write.'],
    controls: [],
    ...change,
  };
}

export function comparison(change: Partial<ComparisonView> = {}): ComparisonView {
  return {
    kind: 'comparison',
    text: 'Alpha and Beta, for this workload\nSpeed: Alpha +3; Beta 0',
    title: 'Alpha and Beta, for this workload',
    columns: [
      { engine: 'alpha', mode: null, name: 'Alpha', score: 7 },
      { engine: 'beta', mode: null, name: 'Beta', score: 2.5 },
    ],
    rows: [
      {
        title: 'Speed',
        because: 'Alpha & friends answer in **milliseconds**.',
        house: true,
        links: reason().links,
        cells: ['+3', '0'].map((text) => ({ text, holds: null, links: [] })),
      },
    ],
    note: 'One rule that treats them alike is left out.',
    controls: [{ label: 'Show all rows', action: 'compare-all:alpha,beta', emphasis: 'plain' }],
    ...change,
  };
}

export function whyNot(change: Partial<WhyNotView> = {}): WhyNotView {
  return {
    kind: 'why-not',
    text: 'Beta is 4.5 points behind the pick, Alpha.',
    headline: 'Beta is 4.5 points behind the pick, Alpha.',
    engine: 'beta',
    supports: [reason('Beta is simpler.')],
    against: [reason('Counts against it (−1): it is slow.')],
    wouldWin: [{ change: 'Speed: minutes', pick: 'Beta' }],
    noWay: null,
    controls: [{ label: 'Compare the two', action: 'compare:beta,alpha', emphasis: 'plain' }],
    ...change,
  };
}
