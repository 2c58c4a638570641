import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { writeQuantity } from '../../src/knowledge/units.ts';
import { knowledge, read } from './read-knowledge.ts';

const LONGEST = 40_000;
/** Four times the text may take so many times as long; quadratic reading would take 16 times. */
const MOST_GROWTH = 10;
/** Shorter times are mostly noise; quadratic reading of 40,000 characters takes seconds. */
const SHORTEST_MEASURED_MS = 10;
const WORDS = [
  ...knowledge.vocabulary.names.flatMap(({ say }) => say),
  ...knowledge.vocabulary.phrases.flatMap(({ say }) => say).map((say) => say.replace(/[|.?*=@#$_]/g, ' ')),
  ...['5', '10k', 'ms', 'GB', '/s', 'not', 'no', ',', '.', '?', 'or', 'a', 'half', 'per', 'each', '-', 'x'],
];
const sentence = fc.array(fc.constantFrom(...WORDS), { maxLength: 30 }).map((words) => words.join(' '));
const anything = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 300 }),
  fc.string({ maxLength: 300 }),
  sentence,
);
const asked = fc.constantFrom(null, 'nothing', ...knowledge.criteria.map(({ id }) => id));

describe('any text', () => {
  it('is read without an error, into legal values, and always the same', () => {
    fc.assert(
      fc.property(anything, asked, (text, question) => {
        const understood = read(text, question);

        expect(read(text, question)).toEqual(understood);
        for (const id of Object.keys(understood.requirements)) {
          expect(knowledge.criteria.some((criterion) => criterion.id === id)).toBe(true);
          expect(understood.items.some((item) => item.criterion === id)).toBe(true);
        }
      }),
      { numRuns: 300 },
    );
  });

  it('changes nothing beside what itself said', () => {
    fc.assert(
      fc.property(sentence, (text) => {
        const { requirements, intent } = read(text);
        const again = read(text, null, requirements);
        fc.pre(intent === 'requirements' && again.intent === 'requirements');

        expect(again.requirements).toEqual(requirements);
      }),
      { numRuns: 100 },
    );
  });

  it('means the same in capitals', () => {
    fc.assert(
      fc.property(
        fc.constantFrom('no Java, 60 seconds', 'stateless, kafka to s3', 'exactly once, pyspark'),
        (text) => {
          expect(read(text.toUpperCase()).requirements).toEqual(read(text).requirements);
        },
      ),
    );
  });
});

describe('a number with its unit', () => {
  const whole = fc.integer({ min: 1, max: 900 });

  it.each([
    ['time', 'latency', 'max', 86_400_000],
    ['bytes', 'stateSize', 'approx', 1e15],
    ['events-per-second', 'throughput', 'approx', 1e9],
    ['bytes-per-second', 'throughput', 'approx', 1e12],
  ] as const)('written by the program is read back as the same: %s', (dimension, criterion, end, most) => {
    const sizes = fc.constantFrom(
      ...[1, 1e3, 1e6, 1e9, 60_000, 3_600_000].filter((size) => size * 900 <= most),
    );

    fc.assert(
      fc.property(whole, sizes, (number, size) => {
        const value = number * size;
        const text = writeQuantity({ dimension, value });

        expect([text, read(text, criterion).requirements[criterion]]).toMatchObject([
          text,
          { amounts: { [dimension]: { [end]: expect.closeTo(value, 3) } } },
        ]);
      }),
    );
  });
});

describe('reading time', () => {
  const shortestTime = (text: string): number => {
    const times = [1, 2, 3, 4].map(() => {
      const before = process.cpuUsage();
      read(text);
      const { user, system } = process.cpuUsage(before);
      return (user + system) / 1000;
    });
    return Math.min(...times);
  };
  const fill = (text: string): string => text.repeat(Math.ceil(LONGEST / text.length)).slice(0, LONGEST);

  it.each(
    [
      'We take 30k card swipes a second from Kafka and must block a bad one in 80 ms. Java team, no Spark. ',
      'no ',
      'no java, ',
      'why? ',
      '5 min or 6 min ',
      'two hundred and ',
      'half of a ',
      'never count twice within 5 s then alert if ',
      'scratch that 5 s ',
      'strutured streming pyhton ',
      '9',
      'a',
      ' ',
      '. ',
      '<',
      '<http:',
      ':a',
      "a'",
      '1,',
      'é ½ ',
    ].map((text) => [text]),
  )('stays short however long the text: 40,000 characters of "%s"', (text) => {
    const quarter = shortestTime(fill(text).slice(0, LONGEST / 4));
    const whole = shortestTime(fill(text));

    expect(whole).toBeLessThan(MOST_GROWTH * Math.max(quarter, SHORTEST_MEASURED_MS));
  });
});
