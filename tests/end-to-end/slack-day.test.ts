import { afterAll, beforeAll, describe, it } from 'vitest';
import { type Day, openDay } from './day/day.ts';
import { byMention, byTwoPeopleInBothWays, inADirectMessageByText } from './day/scenes/answering.ts';
import {
  inAPrivateChannelWithoutTheApp,
  inAPublicChannelByButtons,
  whereRepliesAreNotHeard,
} from './day/scenes/channels.ts';
import { allWasInOrder, noButtonIsDead, uninstall } from './day/scenes/closing.ts';
import { whatPeopleMayShare, whatPeopleMayType } from './day/scenes/hostile.ts';
import { history, home } from './day/scenes/looking-back.ts';
import { shareTwiceAndTakeBack } from './day/scenes/sharing.ts';
import { fromEverywhere, onAMessage } from './day/scenes/shortcuts.ts';
import { correctionAfterTheVerdict, sideQuestions, whatIfAndThen } from './day/scenes/verdict.ts';

/** A busy machine may take its time. */
const PATIENCE_MS = 60_000;

describe.each(['socket', 'http'] as const)(
  'a day in a workspace, over %s',
  { timeout: PATIENCE_MS },
  (mode) => {
    let day: Day;
    beforeAll(async () => {
      day = await openDay(mode);
    }, PATIENCE_MS);
    afterAll(() => day.close(), PATIENCE_MS);

    it('an interview in a public channel, by buttons', () => inAPublicChannelByButtons(day));
    it('a command in a private channel without the app', () => inAPrivateChannelWithoutTheApp(day));
    it('a command where replies are not heard', () => whereRepliesAreNotHeard(day));
    it('an interview in direct messages, by text', () => inADirectMessageByText(day));
    it('an interview by two people, by buttons and text', () => byTwoPeopleInBothWays(day));
    it('a mention in a channel and in a thread', () => byMention(day));
    it('side questions', () => sideQuestions(day));
    it('what if', () => whatIfAndThen(day));
    it('a correction after the verdict', () => correctionAfterTheVerdict(day));
    it('sharing twice, and taking it back', () => shareTwiceAndTakeBack(day));
    it('the shortcut on a message', () => onAMessage(day));
    it('the shortcut from everywhere', () => fromEverywhere(day));
    it('history', () => history(day));
    it('the Home tab', () => home(day));
    it('what people may type', () => whatPeopleMayType(day));
    it('what people may share', () => whatPeopleMayShare(day));
    it('no button is dead', () => noButtonIsDead(day));
    it('all was in order', () => allWasInOrder(day));
    it('the app is taken out', () => uninstall(day));
  },
);
