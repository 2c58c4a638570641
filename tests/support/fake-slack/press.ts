import {
  bare,
  type Element,
  elementsOf,
  labelOf,
  labelsOf,
  optionsOf,
  type Placed,
  sidesOf,
} from './elements.ts';
import { stateValues } from './form.ts';
import type { Json } from './text-lint.ts';
import { APP, type FakeEphemeral, type FakeMessage, type FakeTeamInfo, type FakeView } from './workspace.ts';

/** What a person does with one element of a message or view. */
export type Gesture =
  | { readonly press: string; readonly chosen?: readonly string[] }
  | { readonly choose: string }
  /** A channel, in the first picker, or in the one with this placeholder. */
  | { readonly share: string; readonly picker?: string }
  /** A thumb of `feedback_buttons`, by its label. */
  | { readonly rate: string }
  /** An element as given, for buttons that no message holds. */
  | { readonly raw: Record<string, unknown> };

/** What every payload of one person's act shares. */
export type Act = {
  readonly team: FakeTeamInfo;
  readonly user: string;
  readonly trigger: string;
  readonly at: string;
};

export function actFields({ team, user, trigger }: Act): Json {
  return {
    api_app_id: APP,
    token: 'deprecated',
    trigger_id: trigger,
    team: { id: team.id, domain: team.name },
    ...(team.enterprise === null ? {} : { enterprise: { id: team.enterprise, name: 'org' } }),
    is_enterprise_install: false,
    user: { id: user, username: user.toLowerCase(), team_id: team.id },
  };
}

/** The `block_actions` payload of a gesture, built from the blocks that the message really has. */
export function pressPayload(
  act: Act,
  message: FakeMessage | FakeEphemeral,
  gesture: Gesture,
  responseUrl: string,
): Json {
  const { channel, threadTs } = message;
  const ts = 'ts' in message ? message.ts : act.at;
  const ephemeral = 'via' in message;
  const thread = threadTs === null ? {} : { thread_ts: threadTs };
  return {
    type: 'block_actions',
    ...actFields(act),
    channel: { id: channel, name: channel.toLowerCase() },
    container: {
      type: 'message',
      message_ts: ts,
      channel_id: channel,
      is_ephemeral: ephemeral,
      ...(ephemeral ? thread : {}),
    },
    // Slack sends no message for an ephemeral one.
    ...(ephemeral ? {} : { message: { type: 'message', ts, text: message.text, ...thread } }),
    response_url: responseUrl,
    state: { values: stateOf(message.blocks, gesture) },
    actions: [{ ...actionIn(message.blocks, gesture), action_ts: act.at }],
  };
}

/** A gesture in a modal or the Home tab: there is a view, and no channel. */
export function viewPressPayload(act: Act, view: FakeView, gesture: Gesture): Json {
  const blocks = view.view['blocks'] as Json[];
  const state = { values: stateOf(blocks, gesture) };
  return {
    type: 'block_actions',
    ...actFields(act),
    container: { type: 'view', view_id: view.id },
    view: { ...view.view, id: view.id, hash: view.hash, state, team_id: act.team.id },
    actions: [{ ...actionIn(blocks, gesture), action_ts: act.at }],
  };
}

function stateOf(blocks: readonly Json[], gesture: Gesture): Record<string, unknown> {
  const chosen = 'press' in gesture ? gesture.chosen : undefined;
  const menus = elementsOf(blocks).filter(({ element }) => element.type === 'multi_static_select');
  const filled = Object.fromEntries(
    menus.flatMap(({ element }) =>
      chosen === undefined ? [] : [[element.action_id, fitting(element, chosen)]],
    ),
  );
  return stateValues(blocks, filled, false);
}

function fitting(element: Element, chosen: readonly string[]): string[] {
  return optionsOf(element)
    .map((option) => option.text.text)
    .filter((label) => chosen.includes(label));
}

function actionIn(blocks: readonly Json[], gesture: Gesture): Json {
  if ('raw' in gesture) return gesture.raw;
  const elements = elementsOf(blocks);
  if ('press' in gesture) {
    const found = elements.find(
      ({ element }) => element.type === 'button' && labelOf(element) === gesture.press,
    );
    return found === undefined
      ? missing(`button "${gesture.press}"`, blocks)
      : { ...found.element, block_id: found.block };
  }
  if ('share' in gesture) {
    const pickers = elements.filter(({ element }) => element.type === 'conversations_select');
    const found = pickers.find(({ element }) => isCalled(element, gesture.picker));
    if (found === undefined) return missing('channel picker', blocks);
    return { ...bare(found.element), block_id: found.block, selected_conversation: gesture.share };
  }
  return 'rate' in gesture ? thumb(elements, gesture.rate, blocks) : option(elements, gesture.choose, blocks);
}

function isCalled(element: Element, placeholder: string | undefined): boolean {
  const { text } = (element['placeholder'] ?? {}) as { text?: string };
  return placeholder === undefined || text === placeholder;
}

function thumb(elements: readonly Placed[], label: string, blocks: readonly Json[]): Json {
  for (const { element, block } of elements.filter((one) => one.element.type === 'feedback_buttons')) {
    const side = sidesOf(element).find((one) => one.label === label);
    if (side !== undefined)
      return {
        ...bare(element),
        block_id: block,
        value: side.value,
        text: { type: 'plain_text', text: label },
      };
  }
  return missing(`thumb "${label}"`, blocks);
}

function option(elements: readonly Placed[], label: string, blocks: readonly Json[]): Json {
  const single = new Set(['static_select', 'radio_buttons', 'overflow']);
  for (const { element, block } of elements.filter((one) => single.has(one.element.type))) {
    const found = optionsOf(element).find((one) => one.text.text === label);
    if (found !== undefined) return { ...bare(element), block_id: block, selected_option: found };
  }
  return missing(`option "${label}"`, blocks);
}

function missing(what: string, blocks: readonly Json[]): never {
  throw new Error(`No ${what} in: ${labelsOf({ blocks }).join(', ')}`);
}
