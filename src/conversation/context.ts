import type { Advisor } from '../decision/recommend.ts';
import type { SectionsById } from '../knowledge/cited-links.ts';
import type { LookupAnswer } from '../knowledge/lookup/ask.ts';
import type { Criterion, Knowledge } from '../knowledge/model.ts';
import type { Requirements } from '../knowledge/requirements.ts';
import type { Understanding } from '../understanding/types.ts';
import type { Actor } from './events.ts';

/** What a conversation is carried on with: one version of the knowledge and the pure functions made from it. */
export type Context = {
  readonly knowledge: Knowledge;
  readonly criteria: ReadonlyMap<string, Criterion>;
  readonly sections: SectionsById;
  readonly advisor: Advisor;
  readonly ask: (question: string, limit: number) => LookupAnswer;
  readonly understand: (text: string, asked: string | null, prior: Requirements) => Understanding;
  /** The knowledge now in use, where this one is older. */
  readonly newer?: Context | undefined;
};

/** Who acts and when; the only things a turn learns from outside beside its event. */
export type Moment = { readonly actor: Actor; readonly now: number };
