import { afterEach, describe, expect, it } from 'vitest';
import { labelsOf } from '../../support/fake-slack/index.ts';
import { openWorkbench, shown, TEAM_ROOM, type Workbench } from './workbench.ts';

let bench: Workbench;
afterEach(async () => {
  await bench.stop();
});

describe.each(['http', 'socket'] as const)('an interview over %s', (mode) => {
  it('goes from the command to the recommendation in one thread', async () => {
    bench = await openWorkbench({ mode });
    const { slack, turns } = bench;

    const typed = await slack.types('UANNA', TEAM_ROOM, '/streamchoice clickstream, 2 s');
    await turns.settled();
    const [root] = slack.messages(TEAM_ROOM);
    const [asked] = slack.messages(TEAM_ROOM, root?.ts);
    if (root === undefined || asked === undefined) throw new Error('no thread was opened');
    const labels = labelsOf(asked);
    const pressed = await slack.presses('UBERT', asked, { press: 'Choice 2' });
    await turns.settled();

    expect(turns.refused).toEqual([]);
    expect({ typed: typed.status, pressed: pressed.status }).toEqual({ typed: 200, pressed: 200 });
    expect(labels).toEqual(['Choice 1', 'Choice 2', 'Choice 3', "Don't know", 'Skip']);
    expect(turns.turns.map((turn) => turn.event)).toEqual([
      { kind: 'start', text: 'clickstream, 2 s' },
      { kind: 'press', action: 'answer:q1:choice-2' },
    ]);
    expect(slack.messages(TEAM_ROOM).map((one) => one.text)).toEqual(['Recommended: Alpha (lean)']);
    expect(slack.messages(TEAM_ROOM, root.ts).map(({ text, edits }) => ({ text, edits }))).toEqual([
      { text: 'Speed: under a second', edits: 1 },
      { text: 'Recommended: Alpha (lean)\nBecause:\n- Alpha answers in milliseconds.', edits: 0 },
    ]);
    expect(labelsOf(slack.messages(TEAM_ROOM, root.ts)[0] ?? { blocks: [] })).toEqual(['Change']);
    expect(shown(root)).toContain('<@UANNA>');
    expect(turns.refused).toEqual([]);
  });
});
