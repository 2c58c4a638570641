import { beforeAll, describe, expect, it } from 'vitest';
import { contextOf } from '../../src/advice.ts';
import type { Context } from '../../src/conversation/context.ts';
import type { State } from '../../src/conversation/state.ts';
import { readState } from '../../src/conversation/state-schema.ts';
import type { NoteView } from '../../src/conversation/views.ts';
import type { Knowledge, Rule } from '../../src/knowledge/model.ts';
import { shippedContext, Talk } from './talk.ts';

const JOB = 'alerts within 50 ms on Kafka, CEP, Java team, 200 GB of state, 20k events/s, small team';

let old: Context;
/** The knowledge in use, and the old one as the library hands it out beside it. */
let now: Context;
let behind: Context;

beforeAll(async () => {
  old = await shippedContext();
  now = contextOf(changed({ rules: [...old.knowledge.rules, against(['flink'])] }));
  behind = { ...old, newer: now };
});

function changed(change: Partial<Knowledge>): Knowledge {
  return { ...old.knowledge, version: 'newknowledge', date: '2026-12-24', ...change };
}

/** A rule of new knowledge that rules engines out. */
function against(engines: readonly string[]): Rule {
  return {
    id: 'not-any-more',
    when: [{}],
    effect: Object.fromEntries(engines.map((engine) => [engine, 'excluded' as const])),
    because: 'It is not run here any more.',
    cites: [],
    house: false,
  };
}

/** A talk that began with the old knowledge, to be gone on with under another context. */
function goOnWith(context: Context, begin: (talk: Talk) => unknown): Talk {
  const before = new Talk(old);
  begin(before);
  const talk = new Talk(context);
  talk.state = before.state;
  return talk;
}

function notes(talk: Talk): NoteView[] {
  return talk.last.flatMap(({ view }) => (view.kind === 'note' ? [view] : []));
}

function given(state: State | null): string[] {
  return Object.keys(state?.given ?? {}).sort();
}

describe('a conversation that began with older knowledge', () => {
  it('says so once, names both versions and offers the new one', () => {
    const talk = goOnWith(behind, (one) => one.start(JOB));

    talk.say('how does flink recover?');
    const [told] = notes(talk);
    talk.say('how does spark recover?');

    expect(told).toMatchObject({
      title: 'There is newer knowledge.',
      lines: [
        `This conversation goes by the knowledge it began with, ${old.knowledge.version} of ${old.knowledge.date}; newknowledge of 2026-12-24 is in use now.`,
        'Go on as before, or use the new knowledge: what was said is kept.',
      ],
      controls: [{ label: 'Use the new knowledge', action: 'renew' }],
    });
    expect(notes(talk)).toEqual([]);
    expect(talk.state).toMatchObject({ knowledge: old.knowledge.version, newerTold: 'newknowledge' });
  });

  it('goes on by its own knowledge, and each recommendation says by which', () => {
    const talk = goOnWith(behind, (one) => one.start(JOB));

    const view =
      talk.state?.stage === 'recommended' ? talk.say('recommend') && talk.recommendation() : talk.finish();

    expect(view.engine).toBe('flink');
    expect(view.text).toContain(`knowledge ${old.knowledge.version} of ${old.knowledge.date}.`);
    expect(view.controls).toContainEqual({
      label: 'Use the new knowledge',
      action: 'renew',
      emphasis: 'plain',
    });
  });

  it.each([
    ['by button', (talk: Talk) => talk.press('renew')],
    ['in words', (talk: Talk) => talk.say('use the new knowledge')],
  ])(
    'takes the new knowledge when asked %s: keeps what was said and shows that the pick changes',
    (_, ask) => {
      const talk = goOnWith(behind, (one) => {
        one.start(JOB);
        one.say('recommend');
      });
      const before = given(talk.state);

      ask(talk);

      expect(notes(talk)[0]?.lines).toEqual([
        'From now on: newknowledge of 2026-12-24.',
        expect.stringMatching(/^The pick changes: Apache Flink -> (?!Apache Flink)/),
      ]);
      expect(talk.state).toMatchObject({ knowledge: 'newknowledge', newerTold: null });
      expect(given(talk.state)).toEqual(before);
    },
  );

  it('says that the pick stays where it does', () => {
    const same = { ...old, newer: contextOf(changed({})) };
    const talk = goOnWith(same, (one) => {
      one.start(JOB);
      one.say('recommend');
    });

    talk.press('renew');

    expect(notes(talk)[0]?.lines).toContain('The pick stays: Apache Flink.');
  });

  it('leaves out what the new knowledge has no place for, and says so', () => {
    const criteria = old.knowledge.criteria
      .filter(({ id }) => id !== 'stateSize')
      .map((one) => (one.id === 'ops' ? { ...one, items: one.items.slice(0, 0) } : one));
    const rules = old.knowledge.rules.filter(({ when }) =>
      when.every((conditions) => !('stateSize' in conditions || 'ops' in conditions)),
    );
    const talk = goOnWith({ ...old, newer: contextOf(changed({ criteria, rules })) }, (one) =>
      one.start(JOB),
    );

    talk.press('renew');

    expect(notes(talk)[0]?.lines.slice(0, 3)).toEqual([
      'From now on: newknowledge of 2026-12-24.',
      'Left out: what was said about Operations; it no longer fits. Say it again.',
      'Left out: what was said about "stateSize", which no longer counts.',
    ]);
    expect(given(talk.state)).not.toContain('stateSize');
    expect(readState(JSON.parse(JSON.stringify(talk.state)))).toMatchObject({ ok: true });
  });

  it('takes an open question away that the new knowledge does not ask', () => {
    const begun = goOnWith(behind, (one) => one.start(''));
    const open = begun.state?.question;
    const gone = contextOf(
      changed({ criteria: old.knowledge.criteria.filter(({ id }) => id !== open?.criterion), rules: [] }),
    );
    const talk = goOnWith({ ...old, newer: gone }, (one) => one.start(''));

    talk.press('renew');

    expect(talk.shown.get(open?.token ?? '')).toMatchObject({ kind: 'note', title: 'Not asked any more.' });
    expect(talk.state?.question?.criterion).not.toBe(open?.criterion);
  });

  it('begins anew with the new knowledge on "restart"', () => {
    const talk = goOnWith(behind, (one) => one.start(JOB));

    talk.press('restart');

    expect(talk.state?.knowledge).toBe('newknowledge');
    expect(notes(talk)).toEqual([]);
  });
});

describe('a conversation whose knowledge is lost', () => {
  it('says so plainly, says whether the pick changes, and goes on with the knowledge in use', () => {
    const talk = goOnWith(now, (one) => {
      one.start(JOB);
      one.say('recommend');
    });

    talk.say('what if latency is 10 s?');

    expect(notes(talk)[0]).toMatchObject({
      title: 'Other knowledge',
      lines: [
        `The knowledge this conversation began with (${old.knowledge.version}) is not available any more.`,
        'From now on: newknowledge of 2026-12-24.',
        expect.stringMatching(/^The pick changes: Apache Flink -> /),
      ],
    });
    expect(talk.view('what-if').kind).toBe('what-if');
    expect(talk.state?.knowledge).toBe('newknowledge');
  });

  it('still takes the answer to a question that was open', () => {
    const talk = goOnWith(now, (one) => one.start(''));
    const criterion = talk.state?.question?.criterion ?? '';
    const choice = old.criteria.get(criterion)?.choices[0]?.id;

    talk.press(`answer:${talk.state?.question?.token}:${choice}`);

    expect(given(talk.state)).toContain(criterion);
  });
});

it('there is nothing to renew while the conversation goes by the knowledge in use', () => {
  const talk = new Talk(old);
  talk.start('');

  talk.press('renew');

  expect(notes(talk)[0]).toMatchObject({ title: 'There is no newer knowledge.' });
  expect(talk.state?.knowledge).toBe(old.knowledge.version);
});
