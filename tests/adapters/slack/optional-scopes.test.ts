import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ALL_SCOPES, OPTIONAL_SCOPES } from '../../../src/adapters/slack/scopes.ts';
import { BOT_TOKEN, BOT_USER, labelsOf } from '../../support/fake-slack/index.ts';
import { openWorkbench, shown, type Workbench } from './workbench.ts';

let bench: Workbench;
beforeEach(async () => {
  bench = await openWorkbench({ mode: 'http' });
});
afterEach(async () => {
  await bench.stop();
});

/** What still works in a workspace that refused one scope: each optional scope has its entry. */
const WITHOUT: Readonly<Record<string, () => Promise<void>>> = {
  'channels:join': async () => {
    const { slack, turns } = bench;
    slack.grant(ALL_SCOPES.filter((one) => !['channels:join', 'chat:write.public'].includes(one)));
    slack.addChannel('COUT', 'public', ['UANNA']);

    await slack.types('UANNA', 'COUT', '/streamchoice');
    await turns.settled();

    expect(slack.ephemerals.map(({ text }) => text).join()).toContain('/invite @streamchoice');
    expect(slack.messages('COUT')).toEqual([]);
  },
  'files:write': async () => {
    const { slack, turns } = bench;
    await slack.types('UANNA', 'CTEAM', '/streamchoice');
    await turns.settled();
    const [root] = slack.messages('CTEAM');
    await slack.says('UANNA', 'CTEAM', '2 seconds', { thread: root?.ts ?? '' });
    await turns.settled();

    expect(slack.messages('CTEAM', root?.ts).at(-1)?.text).toContain('Recommended');
    expect(slack.files.size).toBe(0);
    expect(bench.counted).toEqual(['dropped:picture-missing_scope']);
  },
  'chat:write.public': async () => {
    const { slack, turns } = bench;
    slack.addChannel('COUT', 'public', ['UANNA']);

    await slack.types('UANNA', 'COUT', '/streamchoice');
    await turns.settled();

    expect(slack.channel('COUT').members).toContain(BOT_USER);
    expect(slack.messages('COUT')).toHaveLength(1);
  },
  'channels:read': async () => {
    const { slack, turns } = bench;
    slack.addChannel('COUT', 'public', ['UANNA']);

    await slack.types('UANNA', 'COUT', '/streamchoice');
    await turns.settled();

    expect(slack.messages('COUT')).toHaveLength(1);
    expect(shown(slack.messages('COUT')[0] ?? { blocks: [] })).not.toContain('cannot hear');
  },
  'groups:read': () => interviewByButton('GPRIVATE', 'private'),
  'assistant:write': async () => {
    const answers = await bench.slack.opensHome('UANNA', 'messages');

    expect(answers.map(({ status }) => status)).toEqual([200]);
    expect(bench.slack.assistant).toEqual([]);
  },
  'groups:history': () => interviewByButton('GPRIVATE', 'private'),
  'mpim:history': () => interviewByButton('GGROUP', 'mpim'),
};

/** Typed answers are not heard there; buttons carry the interview, and a lost reply is not looked up but posted. */
async function interviewByButton(id: string, kind: 'private' | 'mpim'): Promise<void> {
  const { slack, turns } = bench;
  slack.addChannel(id, kind, [BOT_USER, 'UANNA']);
  await slack.types('UANNA', id, '/streamchoice');
  await turns.settled();
  const [root] = slack.messages(id);
  const [question] = slack.messages(id, root?.ts);
  if (root === undefined || question === undefined) throw new Error('no question');

  if (!slack.grants.find(BOT_TOKEN)?.scopes.has('groups:history') || kind === 'mpim')
    expect(await slack.says('UANNA', id, '2 seconds', { thread: root.ts })).toEqual([]);
  const [label = ''] = labelsOf(question);
  await slack.presses('UANNA', question, { press: label });
  await turns.settled();

  expect(root.text).toMatch(/^Recommended/);
  expect(slack.messages(id, root.ts).map(({ text }) => text)).toContainEqual(
    expect.stringContaining('Recommended'),
  );
}

it('is tested for every optional scope', () => {
  expect(Object.keys(WITHOUT).sort()).toEqual([...OPTIONAL_SCOPES].sort());
});

describe.each(OPTIONAL_SCOPES)('without %s', (scope) => {
  it('there is another way', { timeout: 60_000 }, async () => {
    bench.slack.grant(ALL_SCOPES.filter((one) => one !== scope));

    await WITHOUT[scope]?.();

    const refused = bench.slack.calls.filter(({ error }) => error === 'missing_scope');
    // Without these Slack tells us nothing, or takes the post of members only.
    const isSilent = scope.endsWith(':history') || scope === 'chat:write.public';
    expect(refused.length > 0 || isSilent).toBe(true);
  });
});
