import { describe, expect, it } from 'vitest';
import type { Message } from '../../../../src/adapters/slack/render/blocks.ts';
import { describeModal } from '../../../../src/adapters/slack/render/describe-modal.ts';
import { feedbackModal } from '../../../../src/adapters/slack/render/feedback-modal.ts';
import { hearingNotice, refusedNotice } from '../../../../src/adapters/slack/render/hearing.ts';
import { type PastLine, renderHistory } from '../../../../src/adapters/slack/render/history.ts';
import { renderHome } from '../../../../src/adapters/slack/render/home.ts';
import { escapeText } from '../../../../src/adapters/slack/render/mrkdwn.ts';
import { renderSettings } from '../../../../src/adapters/slack/render/settings.ts';
import { shareModal } from '../../../../src/adapters/slack/render/share-modal.ts';
import { renderUnknownWords } from '../../../../src/adapters/slack/render/unknown-words.ts';
import { renderWelcome } from '../../../../src/adapters/slack/render/welcome.ts';
import { words as phrases } from '../../../../src/adapters/slack/words.ts';
import { lintBlocks } from '../../../support/fake-slack/block-lint.ts';
import { lintView } from '../../../support/fake-slack/view-lint.ts';
import { shared } from '../../cards/sample-views.ts';
import { swell } from '../../cards/swell.ts';
import { shown } from '../workbench.ts';

const CONVERSATION = '0f8fad5b-d9cb-469f-a165-70867728950e';
const HOSTILE =
  '<!channel> <!here|x> <@U1> <https://evil.example|docs> & *b* `c` \u202etxt\u202c \u200bzero\ufeff 🚀 ';
/** Where words are markup the check of blocks finds live pings; plain text may hold their signs. */
const INVISIBLE = /[\u200b\u202a-\u202e\u2060-\u2069\ufeff]/;

/** Listed of a person or a channel. */
const LISTED = 5;
const NOON = Date.UTC(2026, 10, 22, 12);

function past(words: string): PastLine[] {
  const one = { headline: words, startedBy: 'U012345678', at: NOON, votes: { up: 99_999, down: 99_999 } };
  return Array.from({ length: LISTED }, (_, at) => ({
    ...one,
    permalink: at % 2 === 0 ? null : `https://fake.slack.com/archives/C1/p${'1'.repeat(200)}`,
  }));
}

/** What the adapter shows of its own accord in modals and the Home tab. */
function views(words: string, times: number): [string, 'modal' | 'home', unknown][] {
  const card = swell(shared, words, times);
  const metadata = { conversation: CONVERSATION, channel: 'C012345678', external: 'C012345678' };
  const design = { channel: 'C012345678', by: 'U012345678', at: NOON };
  const about = { version: words, knowledge: words };
  const lists = [null, { channel: 'C1', past: past(words) }, { channel: 'C1', past: [] }];
  const rooms = [...lists, { channel: 'C1', refusal: escapeText(words.slice(0, 1_000)) }];
  return [
    ['sharing', 'modal', shareModal({ card, destination: 'C1', metadata, warning: 'C1' })],
    ['sharing for the first time', 'modal', shareModal({ card, destination: null, metadata, warning: null })],
    ['feedback', 'modal', feedbackModal(JSON.stringify(metadata))],
    ['description', 'modal', describeModal()],
    ['Home of a newcomer', 'home', renderHome({ past: [], room: null, design: null, about })],
    ...rooms.map((room): [string, 'home', unknown] => [
      'Home',
      'home',
      renderHome({ past: past(words), room, design, about }),
    ]),
  ];
}

/** And in messages to one person. */
function messages(words: string): Record<string, Message> {
  const place = { conversation: CONVERSATION };
  return {
    history: renderHistory(past(words), past(words)),
    'no history': renderHistory([], []),
    settings: renderSettings({ channel: 'C012345678', by: 'U012345678', at: NOON }),
    'unknown words': renderUnknownWords(words, 'history'),
    'not heard': hearingNotice(place, { why: 'not-a-member' }),
    'may not hear': hearingNotice(place, { why: 'not-permitted', scope: 'groups:history' }),
    'cannot post': refusedNotice(place, phrases.cannotPostHere('restricted_action_thread_only_channel')),
    welcome: renderWelcome(),
  };
}

describe.each([
  ['ordinary words', 'Recommended: Alpha', 1],
  ['40,000 characters in every place', HOSTILE.repeat(500), 1],
  ['lists of ten times the length', HOSTILE, 10],
])('with %s', (_what, words, times) => {
  it('every modal and the Home tab keep Slack’s limits and harm nobody', () => {
    for (const [name, type, view] of views(words, times)) {
      expect({ name, found: lintView(view, type) }).toEqual({ name, found: [] });
      expect(JSON.stringify(view)).not.toMatch(INVISIBLE);
    }
  });

  it('every private answer keeps them, with a text that says the same', () => {
    for (const [name, { text, blocks }] of Object.entries(messages(words))) {
      expect({ name, found: lintBlocks(blocks) }).toEqual({ name, found: [] });
      expect(text.trim()).not.toBe('');
      expect(text.length).toBeLessThanOrEqual(40_000);
      expect(text).not.toMatch(/<!/);
      expect(`${text} ${shown({ blocks })}`).not.toMatch(INVISIBLE);
    }
  });
});

describe('the adapter’s own sentences', () => {
  it('fit a message, name a next step where they refuse, and ping nobody', () => {
    const all = sentences(phrases);
    expect(all.length).toBeGreaterThan(35);
    for (const text of all) {
      expect(text).toMatch(/\S/);
      expect(text.length).toBeLessThan(3_000);
      expect(text).not.toMatch(/<!/);
    }
  });
});

/** Each sentence, those with places filled with something of the kind. */
function sentences(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  if (typeof value === 'function')
    return [String(value('C012345678', 'https://fake.slack.com/archives/C1/p1'))];
  return Object.values(value as object).flatMap(sentences);
}
