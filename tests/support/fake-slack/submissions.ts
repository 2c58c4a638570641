import type { Acknowledged } from './deliver.ts';
import { type Filled, stateValues } from './form.ts';
import { type Act, actFields } from './press.ts';
import type { Json } from './text-lint.ts';
import { made, replaceView } from './view-methods.ts';
import type { FakeView, Workspace } from './workspace.ts';

/** The payload of a modal that was sent or closed. */
export function submission(
  act: Act,
  modal: FakeView,
  type: 'view_submission' | 'view_closed',
  filled: Filled,
): Json {
  const values = stateValues(modal.view['blocks'] as Json[], filled, type === 'view_submission');
  return {
    type,
    ...actFields(act),
    ...(type === 'view_closed' ? { is_cleared: false } : { response_urls: [] }),
    view: { ...modal.view, id: modal.id, hash: modal.hash, team_id: act.team.id, state: { values } },
  };
}

/** Do to the modals what the app answered to a submission. Throws where Slack would show an error of its own. */
export function takeSubmissionAnswer(workspace: Workspace, modal: FakeView, answer: Acknowledged): void {
  const stack = workspace.modals.get(modal.user) ?? [];
  if (answer.status !== 200) return;
  const { response_action: action, view, errors } = (answer.body ?? {}) as Json;
  switch (action) {
    case undefined:
      stack.pop();
      return;
    case 'clear':
      workspace.modals.delete(modal.user);
      return;
    case 'update':
      refuse(replaceView(workspace, modal, view)['response_metadata']);
      return;
    case 'push':
      stack.push(made(workspace, modal.user, 'modal', view as Json));
      return;
    case 'errors':
      for (const block of Object.keys(errors as Json)) wantInput(modal, block);
      return;
    default:
      throw new Error(`Slack knows no response_action ${String(action)}.`);
  }
}

function refuse(metadata: unknown): void {
  if (metadata !== undefined) throw new Error(`Slack would refuse this view: ${JSON.stringify(metadata)}`);
}

/** Errors are shown under an input of that block only. */
function wantInput(modal: FakeView, block: string): void {
  const found = (modal.view['blocks'] as Json[]).find((one) => one['block_id'] === block);
  if (found?.['type'] !== 'input')
    throw new Error(`An error for "${block}", which is no input of this modal.`);
}
