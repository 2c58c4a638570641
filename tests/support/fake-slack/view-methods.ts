import { type Answer, type Call, json, type Method, no } from './method-call.ts';
import { TRIGGER_LIFE_MS } from './rules.ts';
import { lintView } from './view-lint.ts';
import type { FakeView, Workspace } from './workspace.ts';

/** Modals that may lie on one another. */
const MOST_MODALS = 3;

export const VIEW_METHODS: Readonly<Record<string, Method>> = {
  'views.open': (call) => open(call, true),
  'views.push': (call) => open(call, false),
  'views.update': ({ workspace, args }) => {
    const found = findView(workspace, args);
    if (found === undefined) return no('not_found');
    if (args['hash'] !== undefined && args['hash'] !== found.hash) return no('hash_conflict');
    return replaceView(workspace, found, json(args['view']));
  },
  'views.publish': ({ workspace, args }) => {
    const view = json(args['view']);
    const findings = lintView(view, 'home');
    if (findings.length > 0) return refused(findings);
    const user = args['user_id'] ?? '';
    const before = workspace.homes.get(user);
    if (args['hash'] !== undefined && before !== undefined && args['hash'] !== before.hash)
      return no('hash_conflict');
    const home = made(workspace, user, 'home', view as FakeView['view'], before?.id);
    workspace.homes.set(user, home);
    return { ok: true, view: described(home) };
  },
};

function open(call: Call, fresh: boolean): Answer {
  const { workspace, args } = call;
  const trigger = call.rules.triggers.get(args['trigger_id'] ?? '');
  if (trigger === undefined) return no('invalid_trigger_id');
  if (trigger.used) return no('exchanged_trigger_id');
  if (Date.now() - trigger.at > TRIGGER_LIFE_MS) return no('expired_trigger_id');
  const view = json(args['view']);
  const findings = lintView(view, 'modal');
  if (findings.length > 0) return refused(findings);
  const stack = fresh ? [] : (workspace.modals.get(trigger.user) ?? []);
  if (stack.length >= MOST_MODALS) return no('push_limit_reached');
  trigger.used = true;
  const modal = made(workspace, trigger.user, 'modal', view as FakeView['view']);
  workspace.modals.set(trigger.user, [...stack, modal]);
  return { ok: true, view: described(modal) };
}

/** A new content for a view that is open; also what `response_action: update` does. */
export function replaceView(workspace: Workspace, found: FakeView, view: unknown): Answer {
  const findings = lintView(view, found.type);
  if (findings.length > 0) return refused(findings);
  const fresh = made(workspace, found.user, found.type, view as FakeView['view'], found.id);
  found.hash = fresh.hash;
  found.view = fresh.view;
  return { ok: true, view: described(found) };
}

export function made(
  workspace: Workspace,
  user: string,
  type: FakeView['type'],
  view: FakeView['view'],
  id = workspace.nextId('V'),
): FakeView {
  const blocks = workspace.withBlockIds(view['blocks']);
  return { id, user, type, hash: workspace.nextId('hash'), view: { ...view, blocks } };
}

export function described({ id, hash, view }: FakeView): Record<string, unknown> {
  return { ...view, id, hash };
}

function findView(workspace: Workspace, args: Call['args']): FakeView | undefined {
  const { view_id: id, external_id: external } = args;
  const all = [...[...workspace.modals.values()].flat(), ...workspace.homes.values()];
  return all.find((one) => one.id === id || (external !== undefined && one.view['external_id'] === external));
}

function refused(findings: readonly string[]): Answer {
  return no('invalid_arguments', { response_metadata: { messages: findings } });
}
