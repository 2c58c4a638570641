import { buildLookup, type Lookup } from '../../../src/knowledge/lookup/ask.ts';
import type { LookupKnowledge } from '../../../src/knowledge/lookup/corpus.ts';
import type { Engine, Section, Topic } from '../../../src/knowledge/model.ts';

/** A knowledge base small enough to know every word of: three topics, two engines and one section about all. */
export const SMALL: LookupKnowledge = {
  engines: [
    engine('quick', 'Quickstream', ['quick', 'quickstream sql']),
    engine('rowboat', 'Row Boat Streams', ['row boat', 'rowboat']),
    { ...engine('nothing', 'No engine', ['batch job']), kind: 'nothing' },
  ],
  topics: [
    topic(
      'recovery',
      'Recovery',
      ['carry on after a crash', 'how long until it runs again'],
      ['checkpoint', 'RestartStrategy'],
    ),
    topic(
      'windows',
      'Windows',
      ['count per minute', 'group visits until a pause'],
      ['tumbling', 'session window'],
    ),
    topic('cost', 'Cost', ['what does it cost', 'monthly bill'], ['price']),
    { ...topic('overview', 'When to choose what', ['strengths and weaknesses'], []), overview: true },
  ],
  elsewhere: ['my garden hose leaks', 'how do I bake bread'],
  sections: [
    section('quick/recovery/checkpoints', 'Quickstream restores its newest checkpoint', [
      'restart from a snapshot',
    ]),
    section('rowboat/recovery/replay', 'Row Boat replays its changelog', ['how long does a restore take']),
    section('general/recovery/what-is-lost', 'Nothing is lost that can be read again', [
      'lost after a crash',
    ]),
    section('quick/windows/kinds', 'Quickstream has tumbling and session windows', ['kinds of windows']),
    section('rowboat/windows/grace', 'Row Boat waits for a grace period', ['late rows in a window']),
    section('general/cost/drivers', 'Memory drives the price', ['why is the bill high']),
    section('quick/overview/fits', 'Quickstream fits large state', ['good for what']),
  ],
  products: [
    {
      id: 'quick-cloud',
      names: ['Quick Cloud'],
      what: 'a service',
      implies: {},
      topics: ['cost'],
      engines: ['quick'],
    },
    {
      id: 'plain-queue',
      names: ['PlainQueue'],
      what: 'a broker',
      implies: {},
      topics: [],
      engines: [],
    },
  ],
};

export const LOOKUP: Lookup = buildLookup(SMALL);

function engine(id: string, name: string, aliases: readonly string[]): Engine {
  const dated = { current: [], supported: [], checked: '2026-11-22' };
  return {
    id,
    name,
    aliases,
    summary: name,
    kind: 'single',
    precedence: 1,
    modes: [],
    split: [],
    links: [],
    ...dated,
  };
}

function topic(id: string, title: string, phrases: readonly string[], terms: readonly string[]): Topic {
  return {
    id,
    title,
    about: `About ${title}.`,
    phrases,
    terms,
    asked: [],
    overview: false,
    notApplicable: {},
  };
}

function section(id: string, title: string, aliases: readonly string[]): Section {
  const [of = '', about = ''] = id.split('/');
  return {
    id,
    engine: of,
    topic: about,
    title,
    aliases,
    modes: [],
    terms: [],
    text: `${title}. It says so in the manual.`,
    links: [],
    holds: '1.0',
    checked: '2026-11-22',
    contested: null,
  };
}
