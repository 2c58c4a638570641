import { beforeAll, describe, expect, it } from 'vitest';
import type { Context } from '../../src/conversation/context.ts';
import { STATE_VERSION } from '../../src/conversation/state.ts';
import { step } from '../../src/conversation/step.ts';
import { candidatesOf } from '../../src/knowledge/model.ts';
import { ANNA, BEN, NOON, shippedContext, Talk } from './talk.ts';

let context: Context;
beforeAll(async () => {
  context = await shippedContext();
});

const FAST_JAVA = 'alerts within 50 ms from Kafka, Java team, about 800 GB of state, out-of-order events';

describe('starting', () => {
  it('opens with the root message and the first question', () => {
    const talk = new Talk(context);

    talk.start();

    expect(talk.last.map((reply) => reply.slot)).toEqual(['root', 'q1']);
    expect(talk.kinds()).toEqual(['status', 'question']);
    expect(talk.state).toMatchObject({
      v: STATE_VERSION,
      stage: 'asking',
      startedBy: 'U1',
      startedAt: NOON,
      given: {},
    });
  });

  it('takes a description first, echoes what it understood, and asks only what is left', () => {
    const talk = new Talk(context);

    talk.start(FAST_JAVA);

    expect(talk.kinds().slice(0, 2)).toEqual(['status', 'understood']);
    expect(Object.keys(talk.state?.given ?? {}).sort()).toEqual(
      expect.arrayContaining(['ecosystem', 'lateData', 'latency', 'skills', 'stateSize']),
    );
    expect(talk.state?.given['latency']).toMatchObject({ by: 'U1', at: NOON, how: 'said' });
  });

  it('still shows the root message when the first words are a question', () => {
    const talk = new Talk(context);

    talk.start('how does flink recover when a machine dies?');

    expect(talk.last[0]?.slot).toBe('root');
    expect(talk.kinds()).toContain('answer');
  });

  it('begins the interview on a bare greeting', () => {
    const talk = new Talk(context);

    talk.start('hello');

    expect(talk.kinds()).toEqual(['status', 'question']);
  });
});

describe('answering', () => {
  it('turns the question into its answer and asks the next one', () => {
    const talk = new Talk(context);
    talk.start();
    const { choices, title } = talk.question();

    talk.press(choices[0]?.action ?? '');

    expect(talk.shown.get('q1')).toMatchObject({ kind: 'answered', title, by: 'U1' });
    expect(talk.state?.question?.token).not.toBe('q1');
    expect(talk.state?.asked).toHaveLength(2);
  });

  it('takes free text in place of a button', () => {
    const talk = new Talk(context);
    talk.start();
    talk.press(`change:latency`);

    talk.say('about 5 seconds');

    expect(talk.state?.given['latency']?.value).toMatchObject({ kind: 'interval' });
    expect(talk.kinds()).toContain('answered');
  });

  it('takes several choices of a set at once', () => {
    const talk = new Talk(context);
    talk.start();
    talk.press('change:skills');

    talk.press(talk.question().submit, ['java', 'kafka']);

    expect(talk.state?.given['skills']?.value).toEqual({ kind: 'set', has: ['java', 'kafka'], lacks: [] });
  });

  it('refuses a choice that is none, says what was expected and what came, and changes nothing', () => {
    const talk = new Talk(context);
    talk.start();
    const before = talk.state?.given;

    talk.press(`answer:q1:nonsense`);

    expect(talk.kinds()).toEqual(['note (private)']);
    expect(talk.last[0]?.view.text).toMatch(/Expected: .*\nCame: "nonsense"/);
    expect(talk.state?.given).toEqual(before);
    expect(talk.state?.question?.token).toBe('q1');
  });

  it('tells a press on an answered question that it is old, privately, and changes nothing', () => {
    const talk = new Talk(context);
    talk.start();
    const old = talk.question().choices[0]?.action ?? '';
    talk.press(old);
    const before = talk.state;

    talk.send({ kind: 'press', action: old }, BEN);

    expect(talk.kinds()).toEqual(['note (private)']);
    expect(talk.last[0]?.view.text).toContain('Nothing was changed');
    expect({ ...talk.state, counter: 0 }).toEqual({ ...before, counter: 0 });
  });

  it.each(['', 'answer', 'answer:', 'destroy:everything', 'back:extra', 'change:nothing-we-ask'])(
    'answers the unknown button "%s" with what to do',
    (action) => {
      const talk = new Talk(context);
      talk.start();

      talk.press(action);

      expect(talk.kinds()).toEqual(['note (private)']);
      expect(talk.last[0]?.view.text).toContain('That button is not known here.');
    },
  );
});

describe('declining', () => {
  it.each(['dont-know', 'skip'])('closes the question without weight on %s', (verb) => {
    const talk = new Talk(context);
    talk.start();
    const { criterion } = talk.question();

    talk.press(`${verb}:q1`);

    expect(talk.state?.given[criterion]?.value).toEqual({ kind: 'unknown' });
    expect(talk.state?.question?.criterion).not.toBe(criterion);
  });

  it('takes "no idea" as don\'t know', () => {
    const talk = new Talk(context);
    talk.start();
    const { criterion } = talk.question();

    talk.say('no idea');

    expect(talk.state?.given[criterion]?.value).toEqual({ kind: 'unknown' });
  });

  it('ends in a recommendation even when nothing is known', () => {
    const talk = new Talk(context);
    talk.start();
    for (let i = 0; i < 20 && talk.state?.stage === 'asking'; i += 1) talk.say('skip');

    expect(talk.recommendation()).toMatchObject({ strength: 'toss-up', settled: true });
  });
});

describe("changing one's mind", () => {
  it('goes back one question and forgets its answer', () => {
    const talk = new Talk(context);
    talk.start();
    const first = talk.question().criterion;
    talk.press(talk.question().choices[0]?.action ?? '');

    talk.press('back');

    expect(talk.state?.question?.criterion).toBe(first);
    expect(talk.state?.given[first]).toBeUndefined();
  });

  it('says that there is nothing before the first question', () => {
    const talk = new Talk(context);
    talk.start();

    talk.press('back');

    expect(talk.last[0]?.view.text).toContain('no earlier question');
  });

  it('changes an answer after the verdict and recommends anew', () => {
    const talk = new Talk(context);
    talk.start(FAST_JAVA);
    talk.finish();
    const before = talk.recommendation();

    talk.say('change that: latency is 15 minutes');

    expect(talk.state?.given['latency']?.value).toMatchObject({ amounts: { time: { max: 900_000 } } });
    if (talk.state?.stage === 'asking') talk.finish();
    expect(talk.recommendation().requirements).not.toEqual(before.requirements);
  });

  it('starts over with nothing known but the same conversation', () => {
    const talk = new Talk(context);
    talk.start(FAST_JAVA);
    talk.finish();

    talk.press('restart');

    expect(talk.state).toMatchObject({ id: 'c1', given: {}, stage: 'asking', verdictSlot: null });
    expect(talk.question().number).toBe(1);
  });

  it('cancels politely and can be taken up again', () => {
    const talk = new Talk(context);
    talk.start();
    talk.say('cancel');
    expect(talk.state).toMatchObject({ stage: 'cancelled', question: null });

    talk.say('restart');

    expect(talk.state?.stage).toBe('asking');
  });
});

describe('recommending', () => {
  it('gives verdict, reasons with links, what would change it, and what it rests on', () => {
    const talk = new Talk(context);
    talk.start(FAST_JAVA);
    talk.press('recommend');

    const view = talk.recommendation();

    expect(view.headline).toMatch(/^Recommended: Apache Flink \((strong|lean)\)$/);
    expect(view.reasons.length).toBeGreaterThan(0);
    expect(view.reasons.every((reason) => reason.links.length > 0)).toBe(true);
    expect(view.ranking.length).toBe(candidatesOf(context.knowledge).length);
    expect(view.links.length).toBeGreaterThan(0);
    expect(view).toMatchObject({
      date: '2026-11-22',
      knowledge: `${context.knowledge.version} of ${context.knowledge.date}`,
    });
    for (const part of [
      view.headline,
      view.reasons[0]?.text ?? '',
      view.links[0]?.url ?? '',
      'As of 2026-11-22',
    ])
      expect(view.text).toContain(part);
    expect(talk.shown.get('root')?.text).toBe(view.headline);
  });

  it('is the same bytes for the same answers and the same knowledge', () => {
    const once = new Talk(context);
    const twice = new Talk(context);
    for (const talk of [once, twice]) {
      talk.start(FAST_JAVA);
      talk.finish();
      for (const words of ['compare flink and spark on state', 'compare flink and spark', 'why not spark?'])
        talk.say(words);
    }

    expect(JSON.stringify([...twice.shown])).toBe(JSON.stringify([...once.shown]));
  });

  it('can be had before the questions are done', () => {
    const talk = new Talk(context);
    talk.start('Spark team, hourly');

    talk.say('recommend');

    expect(talk.state).toMatchObject({ stage: 'recommended', question: null });
    expect(talk.recommendation().ranking.length).toBe(candidatesOf(context.knowledge).length);
  });

  it('shows all reasons of all candidates on request', () => {
    const talk = new Talk(context);
    talk.start(FAST_JAVA);
    talk.finish();

    talk.press('explain');

    const names = talk.recommendation().ranking.map((ranked) => ranked.name);
    for (const name of names) expect(talk.last[0]?.view.text).toContain(name);
  });
});

describe('follow-ups', () => {
  it('answers a question with sections and their sources, then asks the pending question again', () => {
    const talk = new Talk(context);
    talk.start();
    const { criterion } = talk.question();

    talk.say('what happens to my job if a taskmanager dies?');

    expect(talk.kinds()).toEqual(expect.arrayContaining(['answer', 'question']));
    const answer = talk.last.find((reply) => reply.view.kind === 'answer')?.view;
    expect(answer).toMatchObject({ answered: true });
    expect(talk.question().criterion).toBe(criterion);
    expect(talk.shown.get('q1')?.kind).toBe('note');
  });

  it('answers a question after the verdict without repeating the verdict', () => {
    const talk = new Talk(context);
    talk.start(FAST_JAVA);
    talk.finish();

    talk.say('what happens to my job if a taskmanager dies?');

    expect(talk.kinds()).toEqual(['answer']);
  });

  it('says that it does not know instead of guessing', () => {
    const talk = new Talk(context);
    talk.start(FAST_JAVA);
    talk.finish();

    talk.say('what is a good recipe for pancakes?');

    const answer = talk.last.find((reply) => reply.view.kind === 'answer')?.view;
    expect(answer?.text ?? talk.last[0]?.view.text).toMatch(/no answer|could not make anything/);
  });

  it('tries a change without keeping it, and keeps it when adopted', () => {
    const talk = new Talk(context);
    talk.start(FAST_JAVA);
    talk.finish();
    const kept = talk.state?.given;

    talk.say('what if latency is 1 hour?');

    expect(talk.kinds()).toEqual(['what-if']);
    expect(talk.state?.given).toEqual(kept);

    talk.press('adopt');

    expect(talk.state?.given['latency']?.value).toMatchObject({ amounts: { time: { max: 3_600_000 } } });
  });

  it('explains why a question is asked', () => {
    const talk = new Talk(context);
    talk.start();

    talk.press('why-asked');

    expect(talk.last[0]?.view.text).toContain(talk.question().why);
  });

  it('helps, privately, with examples that work', () => {
    const talk = new Talk(context);
    talk.start();

    talk.say('help');

    expect(talk.kinds()).toEqual(['note (private)']);
    const examples = [...(talk.last[0]?.view.text.matchAll(/"([^"]+)"/g) ?? [])].map(
      (found) => found[1] ?? '',
    );
    expect(examples.length).toBeGreaterThan(8);
    for (const example of examples) {
      const [asking, done] = [new Talk(context), new Talk(context)];
      asking.start();
      done.start(FAST_JAVA);
      done.finish();
      const heard = [asking, done].map((other) => {
        other.say(example);
        const said = other.last.map((reply) => reply.view.text).join();
        return !/could not (make anything|take an answer)/.test(said);
      });
      expect(heard, example).toContain(true);
    }
  });
});

describe('misses', () => {
  it('climbs the ladder: example, then buttons, then the offer to skip', () => {
    const talk = new Talk(context);
    talk.start();
    const hints = ['qwrt plok', 'zzgh vbn', 'mmkl tty'].map((text) => {
      talk.say(text);
      return talk.question().hint;
    });

    expect(hints[0]).toContain('Try it like this');
    expect(hints[1]).toContain('press one of the choices');
    expect(hints[2]).toContain('Skip');
  });

  it('asks for the unit of a bare number instead of guessing', () => {
    const talk = new Talk(context);
    talk.start();
    talk.press('change:latency');

    talk.say('50');

    expect(talk.state?.given['latency']).toBeUndefined();
    expect(talk.question().hint).toContain('did you mean');
  });
});

describe('sharing', () => {
  it('posts a compact card to the destination under a slot of its own', () => {
    const talk = new Talk(context);
    talk.start(FAST_JAVA);
    talk.finish();

    talk.send({ kind: 'share', destination: 'C9', note: 'for review' }, BEN);

    expect(talk.last).toHaveLength(1);
    expect(talk.last[0]).toMatchObject({
      slot: 'share:C9',
      to: 'C9',
      view: { kind: 'shared', headline: talk.recommendation().headline, sharedBy: 'U2', note: 'for review' },
    });
  });

  it('says that there is nothing to post before the verdict', () => {
    const talk = new Talk(context);
    talk.start();

    talk.send({ kind: 'share', destination: 'C9', note: null });

    expect(talk.kinds()).toEqual(['note (private)']);
  });
});

describe('step', () => {
  it('never changes the state it is given', () => {
    const talk = new Talk(context);
    talk.start(FAST_JAVA);
    const state = talk.state;
    const frozen = JSON.stringify(state);

    step(context, {
      state,
      id: 'c1',
      event: { kind: 'say', text: 'Spark team, 5 minutes' },
      actor: ANNA,
      now: NOON,
    });

    expect(JSON.stringify(state)).toBe(frozen);
  });
});
