import { describeModal } from '../render/describe-modal.ts';
import { PLATFORM } from '../types.ts';
import { words } from '../words.ts';
import { begin } from './begin.ts';
import type { Door } from './door.ts';
import { publishHome } from './home.ts';
import type { Press } from './press.ts';

/** "Start an interview", with the words in the button's value or without any. */
export async function startWith({ element, here, person }: Press, door: Door): Promise<void> {
  const answer = await begin(door, here, { kind: 'start', text: element.value ?? '' });
  if (answer?.text !== undefined) await door.notify(person, answer.text);
}

/** The form for a description, where there is no channel to begin in. */
export async function openDescribe({ client, trigger }: Press): Promise<void> {
  await client.views.open({ trigger_id: trigger, view: describeModal() });
}

/** "Delete what is kept about me": asked for twice by the button itself. */
export async function forgetMe({ client, here, person }: Press, door: Door): Promise<void> {
  const { forget } = door.ports;
  if (forget === undefined) return door.notify(person, words.cannotForget);
  await forget(PLATFORM, here.user);
  if (here.channel === '') await publishHome(door, client, here.team, here.user);
  await door.notify(person, words.forgotten);
}
