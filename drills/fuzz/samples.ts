import type { Outgoing } from '../../tests/support/fake-slack/deliver.ts';
import { labelsOf } from '../../tests/support/fake-slack/index.ts';
import type { Service } from '../process/service.ts';
import type { Random } from '../random.ts';
import { accepted, encoded, lineTo, signature } from '../slack/signed.ts';
import type { Place, Workspace } from '../slack/workspace.ts';
import { type Office, postActivity } from '../teams/office.ts';
import { AT_MOST_MS, waitUntil } from '../wait.ts';
import { post } from '../wire/post.ts';
import { mangled, mutated } from './mutate.ts';

/** One request ready to be sent. */
export type Case = {
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | Buffer;
};

/** Makes one mutated request after another, from requests that work. */
export type Cases = () => Case;

const PEOPLE = 200;
const BUTTONS = ["Don't know", 'Skip', 'Why this question?'];
const JSON_TYPE = { 'content-type': 'application/json' };

export async function slackCases(workspace: Workspace, service: Service, random: Random): Promise<Cases> {
  const line = lineTo(service);
  const place = workspace.direct(0);
  if (!accepted(await line(workspace.message(place, 'hello'))))
    throw new Error('The first message was refused.');
  const card = () => workspace.posts(place).find((message) => labelsOf(message).includes('Skip'));
  await waitUntil(() => card() !== undefined, AT_MOST_MS);
  const posted = card();
  if (posted === undefined) throw new Error('No card to press was posted.');
  const open = structuredClone(posted);
  const samples: readonly ((person: Place) => Outgoing)[] = [
    (person) => workspace.message(person, random.pick(['help', 'latency is 5 s', 'what if state is 2 TB?'])),
    (person) => workspace.command(person, 'help'),
    (person) => workspace.press(person.user, open, { press: random.pick(BUTTONS) }),
    () => ({ kind: 'events_api', payload: { type: 'url_verification', challenge: 'x', token: 'y' } }),
  ];
  return () => slackCase(random.pick(samples)(workspace.direct(random.whole(PEOPLE))), random);
}

function slackCase(sample: Outgoing, random: Random): Case {
  const changed =
    sample.kind === 'slash_commands'
      ? { ...sample, fields: mutated(sample.fields, random) as Record<string, string> }
      : { ...sample, payload: mutated(sample.payload, random) as Record<string, unknown> };
  const [type, text] = encodable(changed);
  const body = mangled(text, random);
  const headers = {
    'content-type': random.next() < 0.03 ? 'text/plain' : type,
    ...signature(body, random.next() < 0.03 ? -900 : 0),
    ...(random.next() < 0.03 ? { 'x-slack-signature': 'v0=00' } : {}),
  };
  return { path: '/slack/events', headers, body };
}

/** What is no set of fields any more is sent as JSON. */
function encodable(outgoing: Outgoing): readonly [type: string, body: string] {
  if (outgoing.kind !== 'slash_commands') return encoded(outgoing);
  const fields: unknown = outgoing.fields;
  if (typeof fields !== 'object' || fields === null || Array.isArray(fields))
    return ['application/json', JSON.stringify(fields) ?? ''];
  const texts = Object.entries(fields).map(([name, value]) => [
    name,
    typeof value === 'string' ? value : JSON.stringify(value),
  ]);
  return encoded({ kind: 'slash_commands', fields: Object.fromEntries(texts) });
}

export async function teamsCases(office: Office, service: Service, random: Random): Promise<Cases> {
  const status = await postActivity(service, office.message(0, 'hello'));
  if (status !== 200) throw new Error(`The first activity was answered ${status}.`);
  const chat = office.chat(0);
  await waitUntil(() => office.connector.shows(chat).some((one) => one.card !== null), AT_MOST_MS);
  return () => {
    const activity = office.message(random.whole(PEOPLE), random.pick(['help', 'latency is 5 s']));
    const pressed = { ...activity, text: '', value: { conversation: 'x', action: 'dont-know:q1' } };
    const joined = { ...activity, type: 'conversationUpdate', membersAdded: [{ id: '28:bot', name: 'b' }] };
    const sample = mutated(random.pick([activity, activity, pressed, joined]), random);
    return { path: '/api/messages', headers: JSON_TYPE, body: mangled(JSON.stringify(sample) ?? '', random) };
  };
}

export async function webCases(service: Service, random: Random): Promise<Cases> {
  const headers = { ...JSON_TYPE, origin: service.url, 'sec-fetch-site': 'same-origin' };
  let keys = 0;
  const turn = (conversation: string | null, event: object) => {
    keys += 1;
    return { conversation, deliveryKey: `fuzz-key-${keys}`, event };
  };
  const begin = async (): Promise<string> => {
    const body = JSON.stringify(turn(null, { kind: 'start', text: 'hello' }));
    const begun = await post(`${service.url}/api/web/turns`, headers, body);
    if (begun.status !== 200) throw new Error(`The first turn was answered ${begun.status}.`);
    return (JSON.parse(begun.text) as { conversation: string }).conversation;
  };
  // An answer holds the whole conversation, so all turns in one would mostly measure how long it gets.
  const begun: string[] = [];
  while (begun.length < PEOPLE) begun.push(await begin());
  return () => {
    const sample = random.pick([
      turn(null, { kind: 'start', text: 'help' }),
      turn(random.pick(begun), { kind: 'say', text: 'help' }),
      turn(random.pick(begun), { kind: 'press', action: 'why-asked', values: ['x'] }),
    ]);
    const body = mangled(JSON.stringify(mutated(sample, random)) ?? '', random);
    return { path: '/api/web/turns', headers, body };
  };
}
