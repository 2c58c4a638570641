import { beforeAll, describe, expect, it } from 'vitest';
import type { Context } from '../../src/conversation/context.ts';
import type { NoteView, QuestionView } from '../../src/conversation/views.ts';
import { ANNA, BEN, NOON, shippedContext, Talk } from './talk.ts';

let context: Context;
beforeAll(async () => {
  context = await shippedContext();
});

/** A question that is open, in a new conversation, and what its message says of the answer later. */
function asked(): { talk: Talk; question: QuestionView; answer: () => string } {
  const talk = new Talk(context);
  talk.start();
  const slot = talk.state?.question?.token ?? '';
  const answer = (): string => {
    const view = talk.shown.get(slot);
    return view?.kind === 'answered' ? view.answer : 'not answered';
  };
  return { talk, question: talk.question(), answer };
}

describe('two people who press at once', () => {
  it('are both heard: the first answers, the second is told who answered what', () => {
    const { talk, question, answer } = asked();
    const [first, second] = question.choices;

    talk.send({ kind: 'press', action: first?.action ?? '' }, ANNA, NOON);
    const answered = talk.state;
    talk.send({ kind: 'press', action: second?.action ?? '' }, BEN, NOON + 5);

    const { title, positions, text, controls } = talk.view('note') as NoteView;
    expect(talk.kinds()).toEqual(['note (private)']);
    expect(title).toBe(
      `Too late: somebody else had already answered ${question.title.toLowerCase()}. Nothing was changed by this press.`,
    );
    expect(positions).toEqual([{ by: ANNA.id, value: answer(), pick: expect.any(String) }]);
    expect(text).toContain(`- ${ANNA.id}: ${answer()} -> `);
    expect(text).toContain('Open now: ');
    expect(controls.map((one) => one.action)).toEqual([`change:${question.criterion}`]);
    expect({ ...talk.state, counter: 0 }).toEqual({ ...answered, counter: 0 });
  });

  it('tells the one who pressed twice that it was they', () => {
    const { talk, question } = asked();
    const [first, second] = question.choices;
    talk.press(first?.action ?? '');

    talk.press(second?.action ?? '');

    expect(talk.view('note').title).toMatch(/^Too late: you had already answered/);
  });

  it('names the question that an old button belongs to, though others were answered after it', () => {
    const { talk, question, answer } = asked();
    talk.send({ kind: 'press', action: question.choices[0]?.action ?? '' }, ANNA, NOON);
    talk.send({ kind: 'press', action: talk.question().choices[0]?.action ?? '' }, BEN, NOON + 1);

    talk.press(question.choices[1]?.action ?? '', [], BEN);

    expect(talk.view('note').positions).toEqual([{ by: ANNA.id, value: answer(), pick: expect.any(String) }]);
  });

  it('says plainly that a question is closed when nobody answered it', () => {
    const { talk, question } = asked();
    talk.say('restart');

    talk.press(question.choices[0]?.action ?? '');

    expect(talk.view('note').title).toBe('That question is no longer open.');
  });
});

describe('what throws away the answers of others', () => {
  it.each([
    ['restart', 'start it over'],
    ['cancel', 'cancel it'],
  ])('"%s" is for the one who began', (action, what) => {
    const { talk, question } = asked();
    talk.press(question.choices[0]?.action ?? '', [], BEN);
    const before = talk.state;

    for (const refused of [talk.press(action, [], BEN), talk.say(action, BEN)])
      expect(refused[0]?.view.text).toMatch(`Only the person who began this interview can ${what}.`);
    expect({ ...talk.state, counter: 0 }).toEqual({ ...before, counter: 0 });

    talk.press(action, [], ANNA);
    expect(talk.state?.given === before?.given && talk.state?.stage === before?.stage).toBe(false);
  });
});
