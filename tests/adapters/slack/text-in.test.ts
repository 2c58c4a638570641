import { describe, expect, it } from 'vitest';
import { mentions, mentionsOthers, plainWords } from '../../../src/adapters/slack/text-in.ts';

const BOT = 'UBOT00001';

describe('what people typed becomes plain words', () => {
  it.each([
    ['our own mention goes', '<@UBOT00001> which engine?', 'which engine?'],
    ['wherever it stands', 'hey <@UBOT00001>, help', 'hey , help'],
    ['with a label too', '<@UBOT00001|streamchoice> help', 'help'],
    ['nothing but our mention', ' <@UBOT00001> ', ''],
    ['another person', '<@U123> said so', 'somebody said so'],
    ['another person by label', '<@U123|anna> said so', 'anna said so'],
    ['a channel', 'see <#C1|data-platform>', 'see #data-platform'],
    ['a channel without label', 'see <#C1>', 'see a channel'],
    ['a channel with empty label', 'see <#C1|>', 'see a channel'],
    ['a broadcast', '<!channel> <!here> <!everyone> look', 'channel here everyone look'],
    ['a user group', '<!subteam^S1|@data> look', '@data look'],
    ['a date', '<!date^1392734382^{date}|Feb 18>', 'Feb 18'],
    ['a link', 'see <https://a.example/x?a=1&amp;b=2>', 'see https://a.example/x?a=1&b=2'],
    ['a link with label', '<https://a.example|the docs>', 'the docs'],
    ['an address', '<mailto:a@b.example|a@b.example>', 'a@b.example'],
    [
      'signs that Slack escaped',
      'latency &lt; 100 ms &amp; load &gt; 5 k/s',
      'latency < 100 ms & load > 5 k/s',
    ],
    ['signs that came unescaped', 'latency <100 ms and load >5 k/s', 'latency <100 ms and load >5 k/s'],
    ['an escaped entity', 'write &amp;lt; for it', 'write &lt; for it'],
    ['an escaped mention stays words', '&lt;@U123&gt;', '<@U123>'],
    ['spaces and lines', '  a \t b\n c ', 'a b\n c'],
    ['nothing special', 'zwei Sekunden, Größe 2 TB', 'zwei Sekunden, Größe 2 TB'],
  ])('%s', (_what, typed, words) => {
    expect(plainWords(typed, BOT)).toBe(words);
  });
});

describe('who a message calls on', () => {
  it.each([
    ['nobody', 'hello', false, false],
    ['us', '<@UBOT00001> hello', true, false],
    ['us by label', '<@UBOT00001|bot> hello', true, false],
    ['another person', '<@U2> hello', false, true],
    ['us and another', '<@U2> ask <@UBOT00001>', true, true],
    ['a guest of another workspace', '<@W2> hello', false, true],
    ['a group', '<!subteam^S1> hello', false, true],
    ['everybody here', '<!here> hello', false, true],
    ['a date only', '<!date^1^x|y> hello', false, false],
    ['a channel only', '<#C1|x> hello', false, false],
  ])('%s', (_who, text, us, others) => {
    expect({ us: mentions(text, BOT), others: mentionsOthers(text, BOT) }).toEqual({ us, others });
  });
});
