import { beforeAll, describe, expect, it } from 'vitest';
import type { Context } from '../../src/conversation/context.ts';
import { requirementsOf } from '../../src/conversation/record.ts';
import type { State } from '../../src/conversation/state.ts';
import { basisOf } from '../../src/decision/basis.ts';
import { waysToWin } from '../../src/decision/towards.ts';
import { shippedContext, Talk } from './talk.ts';

let context: Context;
beforeAll(async () => {
  context = await shippedContext();
});

const FAST_JAVA = 'alerts within 50 ms from Kafka, Java team, about 800 GB of state, out-of-order events';

function stateOf(talk: Talk): State {
  if (talk.state === null) throw new Error('the conversation has no state yet');
  return talk.state;
}

describe('"why not" an engine', () => {
  it('says what speaks against it beside what speaks for it, each with points and source', () => {
    const talk = new Talk(context);
    talk.start(FAST_JAVA);

    talk.say('why not kafka streams?');

    const view = talk.view('why-not');
    const { ranking } = context.advisor.verdict(requirementsOf(stateOf(talk)));
    const own = ranking.find(({ candidate }) => candidate.engine === 'kafka-streams');
    expect(view.headline).toMatch(/^Kafka Streams is [\d.]+ points behind the pick, Apache Flink\.$/);
    expect(view.supports.map(({ rule }) => rule)).toEqual(
      own?.reasons.filter(({ points }) => points > 0).map(({ rule }) => rule.id),
    );
    expect(view.against.map(({ rule }) => rule)).toEqual(
      expect.arrayContaining(
        (own?.reasons ?? []).filter(({ points }) => points < 0).map(({ rule }) => rule.id),
      ),
    );
    for (const { text } of view.against)
      expect(text).toMatch(
        /^(Counts against it \(−[\d.]+\)|For Apache Flink \(\+[\d.]+( against [+−][\d.]+)?\)): /,
      );
    for (const reason of [...view.against, ...view.supports]) {
      expect(reason.links.length).toBeGreaterThan(0);
      expect(view.text).toContain(reason.text);
    }
  });

  it('names changes that make it win, and with each of them it does', () => {
    const talk = new Talk(context);
    talk.start(FAST_JAVA);
    const requirements = requirementsOf(stateOf(talk));

    talk.say('why not spark?');

    const ways = waysToWin(basisOf(context.knowledge), requirements, 'spark');
    expect(ways.length).toBeGreaterThan(0);
    expect(talk.view('why-not').wouldWin).toHaveLength(ways.length);
    for (const { changes } of ways)
      expect(context.advisor.verdict({ ...requirements, ...changes }).pick.engine).toBe('spark');
    for (const { change, pick } of talk.view('why-not').wouldWin)
      expect(talk.view('why-not').text).toContain(`${change} -> ${pick}`);
  });

  it('shows first what rules an engine out', () => {
    const talk = new Talk(context);
    talk.start('Python and SQL team that cannot do Java or Scala, results within 5 minutes, Kafka');

    talk.say('why not kafka streams?');

    const view = talk.view('why-not');
    expect(view.headline).toMatch(/^Kafka Streams is out of the question here; the pick is /);
    expect(view.against[0]?.text).toMatch(/^Rules it out: /);
  });

  it('admits that no small change was found', () => {
    const talk = new Talk(context);
    talk.start('preset fraud');

    talk.send({ kind: 'why-not', engine: 'none' });

    expect(talk.view('why-not')).toMatchObject({
      engine: 'none',
      wouldWin: [],
      noWay: 'No change of one or two answers that was tried makes it win.',
    });
    expect(talk.view('why-not').text).toContain('No change of one or two answers');
  });

  it('of the pick itself gives the case against it', () => {
    const talk = new Talk(context);
    talk.start('Spark team, Kafka, results within 5 seconds, joins of streams, exactly once into Kafka');
    const { pick } = context.advisor.verdict(requirementsOf(stateOf(talk)));

    talk.send({ kind: 'why-not', engine: pick.engine });

    const view = talk.view('why-not');
    expect(view.headline).toMatch(/is the pick; here is its case\.$/);
    expect(view).toMatchObject({ wouldWin: [], noWay: null });
    expect(view.against.length).toBeGreaterThan(0);
  });

  it('without an engine gives all reasons', () => {
    const talk = new Talk(context);
    talk.start(FAST_JAVA);
    talk.finish();

    talk.say('why not?');

    expect(talk.view('note').title).toBe('All reasons');
  });

  it('is offered below the verdict for the runner-up, says nothing else, and offers the two side by side', () => {
    const talk = new Talk(context);
    talk.start(FAST_JAVA);
    talk.press('recommend');
    const { ranking, controls, engine } = talk.recommendation();
    const rival = ranking.find((ranked) => ranked.engine !== engine);
    const offered = controls.find(({ label }) => label === `Why not ${rival?.name}?`);

    talk.press(offered?.action ?? '');

    expect(talk.kinds()).toEqual(['why-not']);
    talk.press(talk.view('why-not').controls[0]?.action ?? '');
    expect(talk.view('comparison').columns.map((column) => column.engine)).toEqual([engine, rival?.engine]);
  });

  it('refuses an engine it does not know', () => {
    const talk = new Talk(context);
    talk.start();

    talk.press('why-not:storm');

    expect(talk.kinds()).toEqual(['note (private)']);
    expect(talk.view('note').text).toMatch(/Expected one of: Apache Flink.*\nCame: "storm"/);
  });
});
