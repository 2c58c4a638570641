import type { NextSteps } from './next-steps.ts';
import type { Amount, Dimension, Requirements, RequirementValue } from './requirements.ts';
import type { Vocabulary } from './vocabulary.ts';

/** Everything the advisor knows, typed and checked; made by the loader, read by everybody, changed by nobody. */
export type Knowledge = {
  /** Content hash: the same files give the same version on every machine. */
  readonly version: string;
  /** ISO day on which the youngest fact in it was checked; empty when there is none. */
  readonly date: string;
  readonly engines: readonly Engine[];
  readonly criteria: readonly Criterion[];
  readonly rules: readonly Rule[];
  readonly topics: readonly Topic[];
  /** What people ask that no topic covers, so that it can be told from what one does. */
  readonly elsewhere: readonly string[];
  readonly sections: readonly Section[];
  readonly products: readonly Product[];
  /** Common workloads to start from, in the order in which they are offered. */
  readonly presets: readonly Preset[];
  readonly nextSteps: readonly NextSteps[];
  /** Phrases and patterns by which free text is understood. */
  readonly vocabulary: Vocabulary;
};

export type LinkKind = 'official' | 'paper' | 'article' | 'vendor';
export type Link = {
  readonly title: string;
  readonly url: string;
  readonly publisher: string;
  readonly kind: LinkKind;
};

export type Release = {
  readonly version: string;
  readonly date: string;
  readonly until?: string | undefined;
};

/** An alternative that can be recommended. */
export type Engine = {
  readonly id: string;
  readonly name: string;
  /** How people write it, beside its name; used to recognise it in text. */
  readonly aliases: readonly string[];
  readonly summary: string;
  /** `single` runs jobs; `combination` is two engines side by side; `nothing` means no stream processor. */
  readonly kind: 'single' | 'combination' | 'nothing';
  /** Place among equals when scores tie, 1 first; data, so that no name decides. */
  readonly precedence: number;
  readonly current: readonly Release[];
  readonly supported: readonly Release[];
  readonly checked: string;
  /** Empty when there is only one way to run it. */
  readonly modes: readonly Mode[];
  /** Of a combination: which path runs on which candidate, and what it takes; may hold placeholders. */
  readonly split: readonly { readonly path: string; readonly on: string; readonly takes: string }[];
  readonly links: readonly Link[];
};

export type Mode = { readonly id: string; readonly name: string; readonly summary: string };

/** One thing that is asked about. */
export type Criterion = {
  readonly id: string;
  readonly name: string;
  readonly prompt: string;
  readonly why: string;
  /** Example answer, shown when an answer was not understood. */
  readonly example: string;
  readonly kind: 'interval' | 'set' | 'flag' | 'choice';
  /** Rank by ease of answering, 1 is easiest; breaks ties between equally informative questions. */
  readonly effort: number;
  /** Interval only: what it measures, most usual first; the others are converted into the first for rules. */
  readonly dimensions: readonly Dimension[];
  /** Interval only: units of the first dimension in one unit of the other, e.g. events in a byte. */
  readonly conversions: Readonly<Partial<Record<Dimension, number>>>;
  /** Interval only: what a number without qualifier means, and which end of a range is the requirement. */
  readonly bare: 'approx' | 'max' | 'min';
  readonly levels: Readonly<Record<string, Amount>>;
  /** Set and choice only: the legal items with how they are shown. */
  readonly items: readonly Item[];
  /** True where any further name is legal too (named systems), not only the listed items. */
  readonly open: boolean;
  readonly choices: readonly Choice[];
  /**
   * Flag only: inferred when one text gives values of another criterion that lie this far apart (a factor), as two
   * consumers with different needs do; not when the text also speaks of the criterion `unless`. Up to `soon`, in the base
   * unit, whatever serves the one serves the other; a schedule ("reports every night") is far from such values. Null: never
   * inferred so.
   */
  readonly spread: Spread | null;
  /** Id of the criterion whose question asks for this one too, so that it has no question of its own; else null. */
  readonly askedWith: string | null;
  /** Names of the fields in the JSON contract; see `contract.ts`. */
  readonly json: JsonShape;
};

type Spread = {
  readonly of: string;
  readonly factor: number;
  readonly unless: string | null;
  readonly soon: number | null;
};

export type Item = { readonly id: string; readonly label: string };
/** An answer offered as a button, legal like any typed one; `also` names flags within its question that it says yes to. */
export type Choice = Item & { readonly value: RequirementValue; readonly also: readonly string[] };

export type JsonShape = {
  /** Set only: key of the list of missing or refused items, beside the criterion's own key. */
  readonly lacksKey: string | null;
  /** Interval only: field names by dimension and end, e.g. `{ time: { max: 'maxMs', min: 'minMs' } }`. */
  readonly fields: Readonly<Partial<Record<Dimension, Partial<Record<keyof Amount, string>>>>>;
  readonly hasLevel: boolean;
  readonly hasNone: boolean;
  /** Left out of the JSON contract, instead of null, when nothing was said. */
  readonly optional: boolean;
};

/** A condition on one criterion. All named parts must hold; an open or unknown criterion never satisfies one. */
export type Condition =
  | {
      readonly kind: 'interval';
      readonly below?: number;
      readonly atMost?: number;
      readonly above?: number;
      readonly atLeast?: number;
      /** true: stated that there is none; false: stated that there is some. */
      readonly none?: boolean;
    }
  | {
      readonly kind: 'set';
      readonly hasAny?: readonly string[];
      readonly hasAll?: readonly string[];
      readonly hasNone?: readonly string[];
      readonly lacksAny?: readonly string[];
      /** At least one item, and no item outside this list. */
      readonly only?: readonly string[];
    }
  | { readonly kind: 'flag'; readonly is: boolean }
  | { readonly kind: 'choice'; readonly in: readonly string[] };

/** Conditions by criterion id, all of which must hold. */
export type Conditions = Readonly<Record<string, Condition>>;

export type Effect = number | 'excluded';

/** A condition on requirements with its effect on candidates, its reason and its citations. */
export type Rule = {
  readonly id: string;
  /** Alternatives: the rule applies when any one set of conditions holds. */
  readonly when: readonly Conditions[];
  /** By engine id (all its modes) or candidate id (one mode); points are weight of evidence. */
  readonly effect: Readonly<Record<string, Effect>>;
  readonly because: string;
  readonly cites: readonly string[];
  /** An organisation's own rule: marked, and the verdict without it is shown too. */
  readonly house: boolean;
};

export type Topic = {
  readonly id: string;
  readonly title: string;
  readonly about: string;
  readonly phrases: readonly string[];
  readonly terms: readonly string[];
  /** Whole questions as people have put them, from `asked/<topic>.yaml`. */
  readonly asked: readonly string[];
  /** Answers a question that names an engine and nothing else. */
  readonly overview: boolean;
  /** Engines without a section on this topic, each with the reason why it needs none. */
  readonly notApplicable: Readonly<Record<string, string>>;
};

/** Sections that hold whatever the engine stand under this name instead of an engine's id. */
export const GENERAL = 'general';

/** One passage of the knowledge base. */
export type Section = {
  /** `<engine>/<topic>/<slug>`, from its path. */
  readonly id: string;
  readonly engine: string;
  readonly topic: string;
  readonly title: string;
  readonly modes: readonly string[];
  readonly aliases: readonly string[];
  readonly terms: readonly string[];
  readonly text: string;
  readonly links: readonly Link[];
  readonly holds: string;
  readonly checked: string;
  readonly contested: string | null;
  /** Why there is no official link and no paper. */
  readonly unofficial?: string | undefined;
};

/** The link that stands for a section where there is room for one: its first that no vendor wrote, if there is one. */
export function leadingLink(section: Pick<Section, 'links'>): Link | undefined {
  return section.links.find((link) => link.kind !== 'vendor') ?? section.links[0];
}

/** A product, vendor or technology name and what naming it says. */
export type Product = {
  readonly id: string;
  readonly names: readonly string[];
  readonly what: string;
  /** Items that naming it implies, by criterion id. */
  readonly implies: Readonly<Record<string, readonly string[]>>;
  readonly topics: readonly string[];
  readonly engines: readonly string[];
};

/** A common workload as a starting point: values to be looked through and changed, never hidden assumptions. */
export type Preset = {
  readonly id: string;
  readonly name: string;
  readonly summary: string;
  /** Place among the presets offered, 1 first. */
  readonly order: number;
  /** Further names by which people call it. */
  readonly says: readonly string[];
  readonly requirements: Requirements;
};

/** A way to run an engine, the unit that is scored: an engine id, or `<engine>/<mode>`. */
export type Candidate = { readonly id: string; readonly engine: string; readonly mode: string | null };

/** All candidates in a fixed order: by engine id, then mode id. */
export function candidatesOf(knowledge: Pick<Knowledge, 'engines'>): Candidate[] {
  const all = knowledge.engines.flatMap((engine): Candidate[] =>
    engine.modes.length === 0
      ? [{ id: engine.id, engine: engine.id, mode: null }]
      : engine.modes.map((mode) => ({ id: `${engine.id}/${mode.id}`, engine: engine.id, mode: mode.id })),
  );
  return all.sort((a, b) => (a.id < b.id ? -1 : 1));
}
