import { APP, type FakeBlock, type FakeMessage, TEAM } from './workspace.ts';

type Element = Record<string, unknown> & { type: string; action_id: string };
type Option = { readonly text: { readonly text: string }; readonly value: string };

/** What a person does with one element of a message. */
export type Gesture =
  | { readonly press: string; readonly chosen?: readonly string[] }
  | { readonly choose: string }
  | { readonly share: string }
  /** An element as given, for buttons that no message holds. */
  | { readonly raw: Record<string, unknown> };

/** The `block_actions` payload of a gesture, built from the blocks that the message really has. */
export function pressPayload(
  user: string,
  message: FakeMessage,
  gesture: Gesture,
  responseUrl: string,
  at: string,
): Record<string, unknown> {
  const { channel, ts, threadTs } = message;
  return {
    type: 'block_actions',
    api_app_id: APP,
    token: 'deprecated',
    trigger_id: `t.${at}`,
    team: { id: TEAM, domain: 'fake' },
    user: { id: user, username: user.toLowerCase(), team_id: TEAM },
    channel: { id: channel, name: channel.toLowerCase() },
    container: { type: 'message', message_ts: ts, channel_id: channel, is_ephemeral: false },
    message: {
      type: 'message',
      ts,
      text: message.text,
      ...(threadTs === null ? {} : { thread_ts: threadTs }),
    },
    response_url: responseUrl,
    state: { values: stateOf(message, 'press' in gesture ? (gesture.chosen ?? []) : []) },
    actions: [{ ...actionOf(message, gesture), action_ts: at }],
  };
}

/** Labels of everything a person can press or choose in a message. */
export function labelsOf(message: { readonly blocks: readonly FakeBlock[] }): string[] {
  return elementsOf(message).flatMap(({ element }) => {
    if (element.type === 'button') return [labelOf(element)];
    return ((element['options'] ?? []) as Option[]).map((option) => option.text.text);
  });
}

function actionOf(message: FakeMessage, gesture: Gesture): Record<string, unknown> {
  if ('raw' in gesture) return gesture.raw;
  const elements = elementsOf(message);
  if ('press' in gesture) {
    const found = elements.find(
      ({ element }) => element.type === 'button' && labelOf(element) === gesture.press,
    );
    if (found === undefined)
      throw new Error(`No button "${gesture.press}" in: ${labelsOf(message).join(', ')}`);
    return { ...found.element, block_id: found.block };
  }
  if ('share' in gesture) {
    const found = elements.find(({ element }) => element.type === 'conversations_select');
    if (found === undefined) throw new Error('No channel picker in this message.');
    return { ...bare(found.element), block_id: found.block, selected_conversation: gesture.share };
  }
  for (const { element, block } of elements.filter((one) => one.element.type === 'static_select')) {
    const option = ((element['options'] ?? []) as Option[]).find((one) => one.text.text === gesture.choose);
    if (option !== undefined) return { ...bare(element), block_id: block, selected_option: option };
  }
  throw new Error(`No option "${gesture.choose}" in: ${labelsOf(message).join(', ')}`);
}

function stateOf(message: FakeMessage, chosen: readonly string[]): Record<string, unknown> {
  const menus = elementsOf(message).filter(({ element }) => element.type === 'multi_static_select');
  return Object.fromEntries(
    menus.map(({ element, block }) => {
      const options = (element['options'] ?? []) as Option[];
      const selected = options.filter((option) => chosen.includes(option.text.text));
      return [block, { [element.action_id]: { type: element.type, selected_options: selected } }];
    }),
  );
}

function elementsOf(message: {
  readonly blocks: readonly FakeBlock[];
}): { element: Element; block: string }[] {
  return message.blocks.flatMap((block) => {
    const inside = block.type === 'actions' ? block['elements'] : [block['accessory'] ?? block['element']];
    return (inside as (Element | undefined)[])
      .filter((element) => element !== undefined)
      .map((element) => ({ element, block: block.block_id }));
  });
}

function labelOf(element: Element): string {
  return (element['text'] as { text: string }).text;
}

function bare({ type, action_id }: Element): Record<string, unknown> {
  return { type, action_id };
}
