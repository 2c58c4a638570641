import { createHash } from 'node:crypto';
import type { Link } from '../knowledge/model.ts';
import type { RequirementValue } from '../knowledge/requirements.ts';
import { canonical } from './canonical.ts';

/** Names the shape of the JSON; raised when a field changes its meaning. */
export const RECORD_FORMAT = 'streamchoice-decision/1';

export type RecordedReason = {
  readonly rule: string;
  /** Points for the option; null where the reason rules it out. */
  readonly points: number | null;
  readonly because: string;
  /** A rule of the organisation's own. */
  readonly house: boolean;
  readonly links: readonly Link[];
};

export type RecordedOption = {
  readonly engine: string;
  readonly mode: string | null;
  readonly name: string;
  readonly summary: string;
  readonly score: number;
  readonly excluded: boolean;
  readonly reasons: readonly RecordedReason[];
};

export type RecordedRequirement = {
  readonly criterion: string;
  readonly name: string;
  /** The value in plain words. */
  readonly text: string;
  readonly value: RequirementValue;
  readonly how: 'said' | 'inferred';
  /** Who gave it, as the chat platform's id. */
  readonly by: string;
  /** The person's own words, where they agreed to have them shown; else null. */
  readonly words: string | null;
};

export type RecordedSteps = {
  readonly build: string;
  readonly measure: string;
  readonly pass: string;
  readonly risk: string;
  readonly watch: readonly string[];
};

/** A decision with everything it rests on, complete enough to be checked again without us. */
export type DecisionRecord = {
  readonly format: typeof RECORD_FORMAT;
  readonly id: string;
  readonly title: string;
  /** ISO day. */
  readonly date: string;
  readonly knowledge: string;
  readonly requirements: readonly RecordedRequirement[];
  readonly verdict: {
    readonly engine: string;
    readonly mode: string | null;
    readonly name: string;
    readonly strength: string;
    readonly margin: number;
    readonly sensitivity: number;
    readonly settled: boolean;
  };
  /** Every option, best first. */
  readonly options: readonly RecordedOption[];
  readonly against: readonly { readonly text: string; readonly links: readonly Link[] }[];
  readonly wouldChange: readonly { readonly change: string; readonly pick: string }[];
  readonly assumptions: readonly string[];
  readonly withoutHouseRules: string | null;
  readonly nextSteps: RecordedSteps | null;
  readonly links: readonly Link[];
};

/** Add format and id to the parts of a decision. */
export function decisionRecord(parts: Omit<DecisionRecord, 'format' | 'id'>): DecisionRecord {
  return { format: RECORD_FORMAT, id: recordId(parts), ...parts };
}

/** Letters of the digest that are kept: no two of a million records share them by chance. */
const ID_LENGTH = 12;

/**
 * The same requirements judged by the same knowledge to the same ranking have the same id, whoever asked, on whatever
 * day and machine: it is a digest of just these.
 */
export function recordId({
  knowledge,
  requirements,
  options,
}: Pick<DecisionRecord, 'knowledge' | 'requirements' | 'options'>): string {
  const rests = requirements
    .map(({ criterion, value }) => ({ criterion, value }))
    .sort((a, b) => (a.criterion < b.criterion ? -1 : 1));
  const ranking = options.map(({ engine, mode, score, excluded }) => ({ engine, mode, score, excluded }));
  const digest = createHash('sha256').update(canonical({ knowledge, rests, ranking })).digest('hex');
  return digest.slice(0, ID_LENGTH);
}

/** The record as JSON text: the same record is the same bytes. */
export function recordJson(record: DecisionRecord): string {
  return `${canonical(record, 2)}\n`;
}
