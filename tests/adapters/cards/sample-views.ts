import type {
  AnsweredView,
  AnswerView,
  ComparisonView,
  Control,
  NoteView,
  QuestionView,
  ReasonView,
  RecommendationView,
  SharedView,
  StatusView,
  UnderstoodItem,
  UnderstoodView,
  View,
  WhatIfView,
  WhyNotView,
} from '../../../src/conversation/views.ts';
import type { Link } from '../../../src/knowledge/model.ts';

/** Views as a real conversation makes them; the content is made up, the shapes are not. */
export const STATE_LINK: Link = {
  title: 'State Backends',
  url: 'https://nightlies.apache.org/flink/flink-docs-stable/docs/ops/state/state_backends/',
  publisher: 'Apache Flink',
  kind: 'official',
};
export const CEP_LINK: Link = {
  title: 'Event Processing (CEP)',
  url: 'https://nightlies.apache.org/flink/flink-docs-stable/docs/libs/cep/',
  publisher: 'Apache Flink',
  kind: 'official',
};
const BLOG_LINK: Link = {
  title: 'Real-time mode: what it covers',
  url: 'https://www.example.com/blog/real-time-mode_(overview)',
  publisher: 'Example vendor',
  kind: 'vendor',
};

function control(label: string, action: string, emphasis: Control['emphasis'] = 'plain'): Control {
  return { label, action, emphasis };
}

function item(criterion: string, title: string, value: string, how: UnderstoodItem['how']): UnderstoodItem {
  return {
    criterion,
    title,
    value,
    how,
    change: control(`Change ${title.toLowerCase()}`, `change:${criterion}`),
  };
}

function reason(text: string, points: number, links: readonly Link[], house = false): ReasonView {
  return { text, points, rule: text.toLowerCase().replaceAll(' ', '-').slice(0, 30), house, links };
}

export const REQUIREMENTS: readonly UnderstoodItem[] = [
  item('latency', 'Latency', 'at most 100 ms', 'said'),
  item('stateSize', 'State size', 'about 2 TB', 'said'),
  item('throughput', 'Throughput', 'about 20,000 events a second', 'said'),
  item('pattern', 'Kind of work', 'Detect sequences of events', 'inferred'),
];

const FOR_IT = [
  reason('Sequences of events are part of the engine, with time limits and negation.', 3, [CEP_LINK]),
  reason('Results leave as soon as an event arrives, so 100 ms is well within reach.', 2.5, [STATE_LINK]),
  reason('Keyed state of terabytes lives on local disk (`RocksDB`) with incremental checkpoints.', 2, [
    STATE_LINK,
  ]),
];
const AGAINST_IT = [
  reason('A cluster needs people who can restore a savepoint at night.', -1, [STATE_LINK]),
  reason('Our platform team runs no such cluster yet.', -0.5, [], true),
];

export const status: StatusView = {
  kind: 'status',
  text: 'Question 2 of about 4: how much state?',
  headline: 'Question 2 of about 4: how much state?',
  startedBy: 'U1',
  stage: 'asking',
};

export const question: QuestionView = {
  kind: 'question',
  text: 'Question 2 of about 4: How much must the job remember between events?\n- Nothing\n- Up to 10 GB',
  criterion: 'stateSize',
  title: 'State size',
  prompt: 'How much must the job remember between events?',
  why: 'State on local disk and state in memory behave differently once it outgrows one machine.',
  number: 2,
  about: 4,
  choices: [
    { label: 'Nothing', action: 'answer:q2:none', value: 'none' },
    { label: 'Up to 10 GB', action: 'answer:q2:small', value: 'small' },
    { label: '10 to 100 GB', action: 'answer:q2:medium', value: 'medium' },
    { label: '100 GB to 1 TB', action: 'answer:q2:large', value: 'large' },
    { label: 'More than 1 TB', action: 'answer:q2:huge', value: 'huge' },
  ],
  multi: false,
  submit: 'answer-many:q2',
  controls: [
    control("Don't know", 'dont-know:q2'),
    control('Skip', 'skip:q2'),
    control('Back', 'back'),
    control('Why this question?', 'why-asked'),
    control('Recommend now', 'recommend'),
  ],
  hint: null,
};

export const multiQuestion: QuestionView = {
  ...question,
  text: 'Question 3 of about 4: What does the team already know? (several are fine)',
  criterion: 'skills',
  title: 'Skills',
  prompt: 'What does the team already know or run?',
  why: 'An engine somebody can debug at night beats one that is slightly better on paper.',
  number: 3,
  choices: ['SQL', 'Python', 'Java', 'Scala', 'Kafka', 'Spark', 'Flink', 'C, C++'].map((label) => ({
    label,
    action: `answer:q3:${label.toLowerCase()}`,
    value: label.toLowerCase(),
  })),
  multi: true,
  submit: 'answer-many:q3',
  hint: 'I could not read an answer in that. Please choose from the list, or say it in other words.',
};

export const answered: AnsweredView = {
  kind: 'answered',
  text: 'State size: more than 1 TB',
  criterion: 'stateSize',
  title: 'State size',
  answer: 'more than 1 TB',
  by: 'U1',
  controls: [control('Change', 'change:stateSize')],
};

export const understood: UnderstoodView = {
  kind: 'understood',
  text: 'Understood: Latency: at most 100 ms; State size: about 2 TB; Kind of work: Detect sequences of events (inferred)',
  items: REQUIREMENTS,
};

export const recommendation: RecommendationView = {
  kind: 'recommendation',
  text: 'Recommended: Apache Flink (strong)\nBecause:\n- Sequences of events are part of the engine.',
  headline: 'Recommended: Apache Flink (strong)',
  summary: 'A distributed engine that handles each event as it arrives, with large local state.',
  engine: 'flink',
  mode: null,
  strength: 'strong',
  settled: true,
  reasons: FOR_IT,
  against: AGAINST_IT,
  wouldChange: [
    { change: 'Latency: 5 s', pick: 'Spark Structured Streaming (micro-batch)' },
    { change: 'State size: none', pick: 'Kafka Streams' },
  ],
  ranking: [
    {
      name: 'Apache Flink',
      engine: 'flink',
      mode: null,
      score: 7.5,
      excluded: null,
      reasons: [...FOR_IT, ...AGAINST_IT],
    },
    {
      name: 'Kafka Streams',
      engine: 'kafka-streams',
      mode: null,
      score: 3,
      excluded: null,
      reasons: [reason('A library inside your service needs no cluster.', 3, [BLOG_LINK])],
    },
    {
      name: 'Spark Structured Streaming (micro-batch)',
      engine: 'spark',
      mode: 'micro-batch',
      score: -4,
      excluded: 'A micro-batch takes longer than 100 ms from event to result.',
      reasons: [reason('A micro-batch takes longer than 100 ms from event to result.', -6, [BLOG_LINK])],
    },
  ],
  requirements: REQUIREMENTS,
  assumptions: [
    'Not said, so it counts neither way: late data, operations. None of the questions not asked could change the pick.',
  ],
  withoutHouseRules: 'Without your house rules the pick is the same: Apache Flink.',
  links: [CEP_LINK, STATE_LINK, BLOG_LINK],
  knowledge: 'k-4f2a91',
  date: '2026-11-22',
  controls: [
    control('All reasons', 'explain'),
    control('Start over', 'restart', 'danger'),
    control('Help', 'help'),
  ],
};

export const answer: AnswerView = {
  kind: 'answer',
  text: 'Backpressure in Flink\nA slow operator fills its network buffers, and credit-based flow control slows the sources.',
  question: 'how does flink handle back pressure',
  answered: true,
  passages: [
    {
      id: 'flink/backpressure/credit-based',
      title: 'Credit-based flow control',
      lead: 'A slow operator fills its **network buffers**, and flow control slows the sources; nothing is dropped.',
      rest: 'Watch these in the web UI:\n\n- `busyTimeMsPerSecond` of each task\n- `backPressuredTimeMsPerSecond`\n\nUnaligned checkpoints keep _checkpoints_ fast while it lasts.',
      links: [STATE_LINK],
      holds: 'Flink 1.20 to 2.2',
      checked: '2026-11-22',
      contested: 'Whether unaligned checkpoints should be the default is argued about.',
    },
  ],
  corrections: ['"back pressure" read as "backpressure"'],
  suggestions: [],
};

export const noAnswer: AnswerView = {
  kind: 'answer',
  text: 'The knowledge base has no answer to that, so I will not guess. Nearest topics: Cost.',
  question: 'what is the price of a licence',
  answered: false,
  passages: [],
  corrections: [],
  suggestions: [control('Cost', 'ask:cost')],
};

export const whatIf: WhatIfView = {
  kind: 'what-if',
  text: 'With Latency: 5 s, the pick would change from Apache Flink to Spark Structured Streaming (lean).',
  change: 'Latency: 5 s',
  before: 'Apache Flink',
  after: 'Spark Structured Streaming (micro-batch)',
  changed: true,
  reasons: [reason('Seconds are what micro-batches were made for.', 2, [BLOG_LINK])],
  controls: [control('Adopt this change', 'adopt', 'primary')],
};

export const shared: SharedView = {
  kind: 'shared',
  text: 'Recommended: Apache Flink (strong)\nRequirements:\n- Latency: at most 100 ms\nBecause:\n- Sequences are built in.',
  headline: 'Recommended: Apache Flink (strong)',
  requirements: REQUIREMENTS,
  reasons: FOR_IT,
  wouldChange: recommendation.wouldChange,
  sharedBy: 'U1',
  note: 'For the review on Thursday.',
  date: '2026-11-22',
  knowledge: 'k-4f2a91',
};

export const note: NoteView = {
  kind: 'note',
  text: 'What you can do\nDescribe the workload, answer with buttons or words, ask, or try "what if".',
  title: 'What you can do',
  lines: [
    'Describe the workload in your own words.',
    'Answer with the buttons or in words.',
    'Ask, or try "what if the limit were 5 s".',
  ],
  controls: [control('Start over', 'restart')],
};

export const ends: RecommendationView = {
  ...recommendation,
  atEnds: [
    {
      title: 'Latency',
      low: { at: '100 ms', pick: 'Apache Flink' },
      high: { at: '2 s', pick: 'Kafka Streams' },
    },
  ],
  nextSteps: {
    claim: 'Sequences of events are part of the engine.',
    build: 'The hardest pattern over a replayed day.',
    measure: 'Matches against a reference, e.g. `count(*)` per hour.',
    pass: 'At most 100 ms, and none missing.',
    risk: 'State without a time bound grows.',
    watch: ['Checkpoints that fail', 'Lag that grows'],
    links: [CEP_LINK, STATE_LINK],
  },
};

const POSITIONS = [
  { by: 'U1', value: 'at most 100 ms', pick: 'Apache Flink' },
  { by: 'U2', value: 'at most 5 s', pick: 'Spark Structured Streaming (micro-batch)' },
];

export const clash: QuestionView = {
  ...question,
  text: 'You do not agree on latency.\n- U1: at most 100 ms -> Apache Flink\n- U2: at most 5 s -> Spark',
  prompt: 'You do not agree on latency, and it changes the pick. Which value holds?',
  choices: POSITIONS.map(({ value }, at) => ({
    label: value,
    action: `settle:q2:${at}`,
    value: String(at),
  })),
  positions: POSITIONS,
};

export const agreement: NoteView = {
  kind: 'note',
  text: 'You do not agree on latency, and so far it makes no difference.',
  title: 'You do not agree on latency, and so far it makes no difference.',
  lines: ['The pick is Apache Flink either way.'],
  controls: [control('Change latency', 'change:latency')],
  positions: POSITIONS.map((position) => ({ ...position, pick: 'Apache Flink' })),
};

export const fromExample: UnderstoodView = {
  ...understood,
  note: 'From the example "Fraud": a starting point.',
};

export const ruleComparison: ComparisonView = {
  kind: 'comparison',
  text: 'Apache Flink and Kafka Streams, for this workload\nLatency: Apache Flink +3; Kafka Streams +2',
  title: 'Apache Flink and Kafka Streams, for this workload',
  columns: [
    { engine: 'flink', mode: null, name: 'Apache Flink', score: 7.5 },
    { engine: 'kafka-streams', mode: null, name: 'Kafka Streams', score: -1.25 },
  ],
  rows: [
    {
      title: 'Latency',
      because: 'Both handle each event as it arrives; only one `flushes` at once.',
      house: true,
      links: [STATE_LINK],
      cells: ['+3', 'ruled out'].map((text) => ({ text, holds: null, links: [] })),
    },
  ],
  note: 'One rule that treats them alike is left out.',
  controls: [control('Show all rows', 'compare-all:flink,kafka-streams')],
};

export const topicComparison: ComparisonView = {
  kind: 'comparison',
  text: 'Apache Flink and Kafka Streams on state management',
  title: 'Apache Flink and Kafka Streams on state management',
  columns: ruleComparison.columns.map((column) => ({ ...column, score: null })),
  rows: [
    {
      title: 'State management',
      because: null,
      house: false,
      links: [],
      cells: [
        {
          text: 'State lives on **local disk**.',
          holds: 'Flink 2.x, checked 2026-11-22',
          links: [STATE_LINK],
        },
        { text: 'The knowledge base says nothing on this.', holds: null, links: [] },
      ],
    },
  ],
  note: null,
  controls: [],
};

export const whyNot: WhyNotView = {
  kind: 'why-not',
  text: 'Kafka Streams is 4.5 points behind the pick, Apache Flink.',
  headline: 'Kafka Streams is 4.5 points behind the pick, Apache Flink.',
  engine: 'kafka-streams',
  supports: [reason('It needs no cluster.', 0.5, [BLOG_LINK])],
  against: [reason('Counts against it (−1.5): replaying a changelog takes long.', -1.5, [STATE_LINK])],
  wouldWin: [{ change: 'State size: at most 10 GB', pick: 'Kafka Streams' }],
  noWay: null,
  controls: [control('Compare the two', 'compare:kafka-streams,flink')],
};

export const noWay: WhyNotView = {
  ...whyNot,
  wouldWin: [],
  noWay: 'No change of one or two answers that was tried makes it win.',
};

export const SAMPLES: Readonly<Record<string, View>> = {
  status,
  question,
  'question with several answers': multiQuestion,
  answered,
  understood,
  recommendation,
  answer,
  'answer that is missing': noAnswer,
  'what-if': whatIf,
  shared,
  note,
  'recommendation with everything': ends,
  'question of who is right': clash,
  'note of who said what': agreement,
  'what an example filled in': fromExample,
  'comparison of rules': ruleComparison,
  'comparison on a topic': topicComparison,
  'why not': whyNot,
  'why not at all': noWay,
};
