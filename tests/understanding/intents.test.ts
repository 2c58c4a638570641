import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { interval, type Requirements, setOf } from '../../src/knowledge/requirements.ts';
import { read } from './read-knowledge.ts';

const known: Requirements = {
  latency: interval('time', { max: 2000 }),
  skills: setOf(['java', 'spark']),
  exactlyOnce: { kind: 'flag', value: true },
};

describe('the intent of a text', () => {
  it.each([
    ['help', 'help'],
    ['what can you do?', 'help'],
    ['go back', 'back'],
    ['one step back please', 'back'],
    ['skip this one', 'skip'],
    ['next question', 'skip'],
    ['start over', 'restart'],
    ['begin again from scratch', 'restart'],
    ['cancel', 'cancel'],
    ['stop asking', 'cancel'],
    ['never mind', 'cancel'],
    ['share this with #architecture', 'share'],
    ['post it in the design channel', 'share'],
    ['explain the ranking', 'explain'],
    ['how did you get to that?', 'explain'],
    ['why do you ask?', 'why-asked'],
    ['why is that important?', 'why-asked'],
    ['what did we say so far', 'history'],
    ["let's start", 'start'],
    ['just give me the recommendation', 'recommend'],
  ])('is a command: "%s" is %s', (text, command) => {
    expect(read(text)).toMatchObject({ intent: 'command', command, requirements: {} });
  });

  it.each([
    ['does flink have exactly once sinks?', 'question'],
    ['how does spark recover from a crash?', 'question'],
    ['what is a watermark', 'question'],
    ['where does kafka streams keep its state?', 'question'],
    ['can I run flink on kubernetes', 'question'],
    ['is 100 ms possible with spark?', 'question'],
    ['compare flink and spark', 'compare'],
    ['flink vs kafka streams', 'compare'],
    ['what is the difference between flink and spark?', 'compare'],
    ['is flink faster than spark?', 'compare'],
    ['why flink?', 'why'],
    ['why did you recommend spark', 'why'],
    ['why not kafka streams?', 'why-not'],
    ["what's wrong with spark here?", 'why-not'],
    ['what if the latency was 5 s?', 'what-if'],
    ['suppose we had 2 TB of state', 'what-if'],
    ['how about 10 seconds?', 'what-if'],
    ['would it change with 5 minutes?', 'what-if'],
    ['hello there', 'small-talk'],
    ['thanks a lot!', 'small-talk'],
    ['good morning', 'small-talk'],
    ['happy friday', 'small-talk'],
    ['give me 10 minutes, in a meeting', 'small-talk'],
    ['no idea', 'dont-know'],
    ["I don't know", 'dont-know'],
    ['not sure yet', 'dont-know'],
    ['idk', 'dont-know'],
    ['asdf qwer', 'unclear'],
    ['', 'unclear'],
    ['???', 'unclear'],
    ['which engine should we use?', 'question'],
    ['under 100 ms, Java team', 'requirements'],
    ['what should we use for 5k events/s?', 'requirements'],
    ['half a million events a day, is that a lot?', 'requirements'],
    ['oops, 20 seconds', 'correction'],
    ['I meant minutes, not seconds', 'correction'],
    ['scratch the Spark part', 'correction'],
    ['actually, exactly once is not needed', 'correction'],
  ])('of "%s" is %s', (text, intent) => {
    expect(read(text, null, known)).toMatchObject({ intent, command: null });
  });

  it('gives a question its own text beside what the message tells', () => {
    const { requirements, question, intent } = read('we need 200 ms end to end. can spark do that?');

    expect({ requirements, question, intent }).toEqual({
      requirements: { latency: interval('time', { max: 200 }) },
      question: 'can spark do that?',
      intent: 'requirements',
    });
  });

  it('names the engines and topics a text speaks of, each once and sorted', () => {
    const { engines, topics } = read(
      'is flink or spark better at state backends? and kafka streams? and flink?',
    );

    expect(engines).toEqual(['flink', 'kafka-streams', 'spark']);
    expect(topics).toContain('state-management');
  });
});

const written = z
  .array(z.strictObject({ intent: z.string(), sets: z.array(z.string()), text: z.string() }))
  .parse(parse(await readFile('tests/understanding/intents.yaml', 'utf8')));

describe('a message written blind', () => {
  it.each(written)('is $intent: "$text"', ({ text, intent, sets }) => {
    const understood = read(text, null, known);

    const set = Object.keys(understood.requirements).filter((id) => id !== 'pattern');
    expect({ intent: understood.intent, sets: set.sort() }).toEqual({ intent, sets });
  });
});

describe('an answer that needs another word', () => {
  it.each([
    ['50', 'latency', ['50h', '50min', '50s', '50ms']],
    ['200', 'stateSize', ['200GB', '200MB', '200kB']],
    ['5 TB', 'throughput', ['5 TB/s', '5 TB/h', '5 TB/d']],
  ])('is not guessed at: "%s" for %s', (text, asked, options) => {
    expect(read(text, asked)).toMatchObject({
      requirements: {},
      ambiguous: [{ criterion: asked, reason: 'unit', options }],
    });
  });
});
