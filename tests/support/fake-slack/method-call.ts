import type { FakeRules } from './rules.ts';
import type { Workspace } from './workspace.ts';

export type Arguments = Readonly<Record<string, string>>;
export type Answer = { readonly ok: boolean; readonly error?: string } & Record<string, unknown>;

/** What a method can see: the workspace of the token, what the token may do, the rules in force. */
export type Call = {
  readonly workspace: Workspace;
  readonly args: Arguments;
  readonly scopes: ReadonlySet<string>;
  readonly rules: FakeRules;
  /** Address of the fake server. */
  readonly url: string;
};
export type Method = (call: Call) => Answer;

export const no = (error: string, more: Record<string, unknown> = {}): Answer => ({
  ok: false,
  error,
  ...more,
});

export function json(text: string | undefined): unknown {
  return text === undefined || text === '' ? undefined : JSON.parse(text);
}
