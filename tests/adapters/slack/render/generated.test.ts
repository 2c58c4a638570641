import { beforeAll, describe, expect, it } from 'vitest';
import { renderParts } from '../../../../src/adapters/slack/render/view.ts';
import type { Context } from '../../../../src/conversation/context.ts';
import type { View } from '../../../../src/conversation/views.ts';
import { ANNA, BEN, shippedContext, Talk } from '../../../conversation/talk.ts';
import { lintBlocks } from '../../../support/fake-slack/block-lint.ts';
import { swell } from '../../cards/swell.ts';

const place = {
  conversation: '0f8fad5b-d9cb-469f-a165-70867728950e',
  permalink: 'https://fake.slack.com/archives/C1/p1',
};
/** Every kind of view; a new one that no conversation below produces fails the first test. */
const KINDS: Readonly<Record<View['kind'], true>> = {
  status: true,
  question: true,
  answered: true,
  understood: true,
  recommendation: true,
  answer: true,
  'what-if': true,
  comparison: true,
  'why-not': true,
  shared: true,
  withdrawn: true,
  record: true,
  note: true,
};

/** What people type that must come out harmless: pings, links, direction marks, zero-width characters. */
const HOSTILE =
  '<!channel> <!here|x> <@U1> <https://evil.example|docs> & *b* `c` \u202etxt\u202c \u200bzero\ufeff 🚀 ';
const INVISIBLE = /[\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff]/;

let context: Context;
let views: readonly View[];
beforeAll(async () => {
  context = await shippedContext();
  views = everyReply(context);
}, 120_000);

/** A conversation that remembers all it ever showed. */
class Witness extends Talk {
  readonly seen: View[] = [];

  override send(...act: Parameters<Talk['send']>): ReturnType<Talk['send']> {
    const replies = super.send(...act);
    this.seen.push(...replies.map(({ view }) => view));
    return replies;
  }

  sayAll(texts: readonly string[], actor = ANNA): void {
    for (const text of texts) this.say(text, actor);
  }

  pressAll(actions: readonly string[]): void {
    for (const action of actions) this.press(action);
  }
}

function begun(over: Context, text: string): Witness {
  const talk = new Witness(over);
  talk.start(text);
  return talk;
}

/** Conversations that press every button and say every kind of thing, and all that is shown on the way. */
function everyReply(over: Context): View[] {
  const presets = over.knowledge.presets.map(({ id }) => {
    const talk = begun(over, '');
    talk.press(`preset:${id}`);
    return talk;
  });
  const verdicts = ['alerts within 50 ms, 3 TB of state, Java', 'between 100 ms and 2 hours, SQL', ''].map(
    (words) => verdict(over, words),
  );
  return [questions(over), lost(over), differing(over), ...verdicts, ...presets].flatMap(({ seen }) => seen);
}

/** Every question, with every control it has, each criterion opened by name. */
function questions(over: Context): Witness {
  const talk = begun(over, '');
  for (const { id } of over.knowledge.criteria) {
    talk.press(`change:${id}`);
    for (const { action } of talk.question().controls) {
      talk.press(`change:${id}`);
      talk.press(action.replace(/:q\d+$/, `:${talk.state?.question?.token}`));
    }
  }
  return talk;
}

/** The ladder of misses, unclear numbers, small talk, stale and foreign buttons. */
function lost(over: Context): Witness {
  const talk = begun(over, HOSTILE.repeat(20));
  talk.sayAll(['blargh', 'blargh', 'blargh', '5', 'thanks', HOSTILE, 'help', 'examples', 'change it']);
  talk.pressAll(['answer:q1:no-such', 'vote', 'adopt', 'why-not:nobody', 'preset:none', 'feedback:v9:up']);
  return talk;
}

/** Two people who differ, with and without effect on the pick. */
function differing(over: Context): Witness {
  const talk = begun(over, 'alerts within 50 ms, 3 TB of state');
  talk.sayAll(['latency is 30 minutes', 'state is 10 MB', 'Java team', 'no Java, only SQL'], BEN);
  return talk;
}

/** A verdict and everything one can do with it. */
function verdict(over: Context, words: string): Witness {
  const talk = begun(over, words);
  talk.press('recommend');
  const controls = talk.recommendation().controls.map(({ action }) => action);
  talk.pressAll(controls.filter((action) => action !== 'restart'));
  talk.pressAll(over.knowledge.engines.map(({ id }) => `why-not:${id}`));
  talk.pressAll(over.knowledge.topics.map(({ id }) => `ask:${id}`));
  talk.sayAll(['what if latency is 1 hour?', 'compare all', 'compare flink and spark on state', 'why?']);
  talk.say('how does kubernetes schedule pods?');
  talk.press('adopt');
  talk.send({ kind: 'share', destination: 'C1', note: HOSTILE, words: true });
  talk.send({ kind: 'share', destination: 'C1', note: null });
  talk.send({ kind: 'unshare', destination: 'C1' });
  talk.sayAll(['cancel', 'start', 'restart', 'back', 'explain', 'record']);
  return talk;
}

/** Values of choices are ids of the knowledge base and never people's words. */
function withIds(view: View): View {
  if (view.kind !== 'question') return view;
  return { ...view, choices: view.choices.map((one, at) => ({ ...one, value: `choice-${at}` })) };
}

function findings(view: View): unknown[] {
  return renderParts(view, place).flatMap(({ text, blocks }) => [
    ...lintBlocks(blocks),
    ...(text.trim() === '' ? ['no text for screen readers and notifications'] : []),
    ...(text.length > 4_000 ? ['text too long'] : []),
    // In blocks the check of their markup finds them; plain text pings nobody.
    ...(/<!/.test(text) ? ['a live broadcast'] : []),
    ...(INVISIBLE.test(JSON.stringify({ text, blocks })) ? ['an invisible character'] : []),
  ]);
}

describe('every reply that a conversation can produce', () => {
  it('is among those made here', () => {
    expect([...new Set(views.map(({ kind }) => kind))].sort()).toEqual(Object.keys(KINDS).sort());
    expect(views.length).toBeGreaterThan(250);
  });

  it('keeps Slack’s limits as it is', () => {
    for (const view of views)
      expect({ kind: view.kind, found: findings(view) }).toEqual({ kind: view.kind, found: [] });
  });

  it.each([
    ['40,000 characters in every place', HOSTILE.repeat(500), 1],
    ['lists of ten times the length', HOSTILE, 10],
  ])('keeps them and harms nobody with %s', (_what, words, times) => {
    // One of each kind and shape: the contents are replaced anyway.
    const shapes = new Map(views.map((view) => [`${view.kind} ${Object.keys(view).join()}`, view]));
    for (const view of shapes.values()) {
      const grown = withIds(swell(view, words, times));
      expect({ kind: view.kind, found: findings(grown) }).toEqual({ kind: view.kind, found: [] });
    }
  });
});
