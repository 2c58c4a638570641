import { describe, expect, it } from 'vitest';
import { read } from '../read-knowledge.ts';

/** What a text says a team has and lacks. */
function skills(text: string): { has: readonly string[]; lacks: readonly string[] } {
  const value = read(text).requirements['skills'];
  return value?.kind === 'set' ? { has: value.has, lacks: value.lacks } : { has: [], lacks: [] };
}

describe('a denial', () => {
  it.each([
    ['no Java', [], ['java']],
    ['no Java, Scala or Python', [], ['java', 'python', 'scala']],
    ['no Java and Scala people', [], ['java', 'scala']],
    ['no Spark, Java team', ['java'], ['spark']],
    ['no Spark but Java', ['java'], ['spark']],
    ['not a single line of Scala', [], ['scala']],
    ['nobody here writes Java or Scala, just SQL analysts', ['sql'], ['java', 'scala']],
    ['Python is out', [], ['python']],
    ['Java yes, Scala no', ['java'], ['scala']],
    ['Scala we do not have', [], ['scala']],
    ['Flink scares us, nobody knows it', [], ['flink']],
    ['Spark? No thanks.', [], ['spark']],
    ['Python rather than Scala', ['python'], ['scala']],
    ['JVM-free please', [], ['java', 'scala']],
    ['neither Flink nor Spark', [], ['flink', 'spark']],
    ["we don't know Flink. Spark we know.", ['spark'], ['flink']],
  ])('reaches the right names in "%s"', (text, has, lacks) => {
    expect(skills(text)).toEqual({ has, lacks });
  });

  it.each([
    ['not only Java but also Python', ['java', 'python']],
    ['no problem with Scala', ['scala']],
    ['nothing but Java', ['java']],
    ['no duplicates in our Java service', ['java']],
    ['no more than 5 s, Java', ['java']],
    ['a little Python', ['python']],
    ["we can't live without Spark", ['spark']],
    ['no state, Scala', ['scala']],
  ])('is none in "%s"', (text, has) => {
    expect(skills(text)).toEqual({ has, lacks: [] });
  });

  it('turns a flag, and drops a kind of work', () => {
    const { requirements } = read('exactly once is not needed, and no joins');

    expect(requirements).toMatchObject({ exactlyOnce: { kind: 'flag', value: false } });
    expect(JSON.stringify(requirements['pattern'] ?? {})).not.toContain('joins');
  });

  it('drops a quantity', () => {
    expect(read('we do not need 100 ms, 5 seconds is fine').requirements).toEqual({
      latency: {
        kind: 'interval',
        amounts: { time: { approx: null, min: null, max: 5000 } },
        level: null,
        none: false,
      },
    });
  });
});

describe('a name that is only considered', () => {
  it.each([
    'we are thinking about Flink',
    'should we take Flink or Spark?',
    'someone suggested Flink',
    'we consider Spark and Flink',
    'is Flink faster than Spark?',
    'migrating to Flink',
    'Flink vs Spark',
  ])('says nothing about skills: "%s"', (text) => {
    expect(skills(text)).toEqual({ has: [], lacks: [] });
  });
});
