import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { inspectKnowledge } from '../../src/knowledge/loader.ts';
import { ENGINE, folderOf, lineOf, RULE, SECTION, SHIPPED, smallKnowledge } from './knowledge-folder.ts';

type Fault = {
  readonly fault: string;
  readonly path: string;
  readonly content: string;
  /** Text at whose line, and column, the finding must stand. */
  readonly at: string;
  readonly column: number;
  readonly message: string;
  readonly remedy: string;
};

const CRITERIA = [...readdirSync(join(SHIPPED, 'criteria')), 'patience.yaml']
  .sort()
  .map((name) => name.replace('.yaml', ''))
  .join(', ');

const FAULTS: readonly Fault[] = [
  {
    fault: 'a number where a text is due',
    path: 'engines/quick.yaml',
    content: ENGINE.replace('version: "2.0"', 'version: 2.5'),
    at: 'current:',
    column: 21,
    message: '"current.0.version": expected a text, got 2.5.',
    remedy: 'Put it in quotes: "2.5".',
  },
  {
    fault: 'an unknown key',
    path: 'engines/quick.yaml',
    content: ENGINE.replace('summary: A', 'sumary: A'),
    at: 'name:',
    column: 1,
    message: '"summary": expected a text, got nothing.',
    remedy: 'Add "summary".',
  },
  {
    fault: 'a value that is not on the list',
    path: 'engines/quick.yaml',
    content: ENGINE.replace('kind: single', 'kind: double'),
    at: 'kind: double',
    column: 7,
    message: '"kind": expected one of "single", "combination", "nothing", got "double".',
    remedy: 'Change it to what is expected.',
  },
  {
    fault: 'a link without https',
    path: 'sections/quick/latency/at-once.md',
    content: SECTION.replace('https://example.org/guide', 'http://example.org/guide'),
    at: 'http://example.org/guide',
    column: 25,
    message: '"links.0.url": expected an https address, got "http://example.org/guide".',
    remedy: 'Change it to what is expected.',
  },
  {
    fault: 'a date that is none, counted from the top of the Markdown file',
    path: 'sections/quick/latency/at-once.md',
    content: SECTION.replace('checked: 2026-11-22', 'checked: yesterday'),
    at: 'checked: yesterday',
    column: 10,
    message: '"checked": expected a date as in 2026-11-22, got "yesterday".',
    remedy: 'Change it to what is expected.',
  },
  {
    fault: 'a list that is empty',
    path: 'sections/quick/latency/at-once.md',
    content: SECTION.replace('aliases:\n  - how fast is it', 'aliases: []'),
    at: 'aliases: []',
    column: 10,
    message: '"aliases": expected a list of at least 1 entries, got a list of 0 entries.',
    remedy: 'Change it to what is expected.',
  },
  {
    fault: 'a section without front matter',
    path: 'sections/quick/latency/at-once.md',
    content: 'Just text.\n',
    at: 'Just',
    column: 1,
    message: 'Expected YAML front matter between two lines of "---", got none.',
    remedy: 'Begin the file with "---" and close the front matter with it.',
  },
  {
    fault: 'a section without text',
    path: 'sections/quick/latency/at-once.md',
    content: SECTION.slice(0, SECTION.lastIndexOf('---') + 4),
    at: 'title:',
    column: 1,
    message: 'Expected text after the front matter, got nothing.',
    remedy: 'Write the passage itself.',
  },
  {
    fault: 'a level that is no quantity',
    path: 'criteria/patience.yaml',
    content: criterion({ levels: 'levels: {short: {max: ten}}' }),
    at: 'levels:',
    column: 23,
    message: '"levels.short.max": expected a quantity of time, got "ten".',
    remedy: 'Write a number with its unit, for instance 100ms, 2TB or 15k/s.',
  },
  {
    fault: 'a choice whose value is of another kind',
    path: 'criteria/patience.yaml',
    content: criterion({ choices: 'choices:\n  - {id: some, label: Some, value: 2TB}' }),
    at: '- {id: some',
    column: 36,
    message: 'patience: expected a quantity of time, got "2TB".',
    remedy: 'Write a number with its unit, for instance <=100ms, 1s..10s or 5min.',
  },
  {
    fault: 'a quantity that is to be asked within another question',
    path: 'criteria/patience.yaml',
    content: criterion({ json: 'json: {}\naskedWith: latency' }),
    at: 'askedWith:',
    column: 12,
    message: 'Expected a flag to be asked within another question, got kind "interval".',
    remedy: 'Give it a question of its own: remove "askedWith".',
  },
  {
    fault: 'a question to be asked within one that does not exist',
    path: 'criteria/patience.yaml',
    content: criterion({ kind: 'kind: flag', json: 'json: {}\naskedWith: delay' }),
    at: 'askedWith:',
    column: 12,
    message: 'Expected the id of a criterion, got "delay".',
    remedy:
      'Known here: batchUnification, ecosystem, exactlyOnce, lateData, latency, ops, patience, pattern, skills, stateSize, throughput, twoPaths.',
  },
  {
    fault: 'a choice that answers what its question does not ask',
    path: 'criteria/patience.yaml',
    content: criterion({ choices: 'choices:\n  - {id: some, label: Some, value: 2s, also: [lateData]}' }),
    at: '- {id: some',
    column: 46,
    message: 'Expected a flag that is asked with "patience", got "lateData".',
    remedy: 'Known here: none; write "askedWith: patience" into the flag\'s file.',
  },
  {
    fault: 'an interval that measures nothing',
    path: 'criteria/patience.yaml',
    content: criterion({ dimensions: 'dimensions: []' }),
    at: 'kind: interval',
    column: 7,
    message: 'Expected an interval to name its "dimensions", got none.',
    remedy: 'Add for instance dimensions: [time].',
  },
  {
    fault: 'a choice criterion without items',
    path: 'criteria/patience.yaml',
    content: criterion({ kind: 'kind: choice' }),
    at: 'kind: choice',
    column: 7,
    message: 'Expected a choice to list its "items", got none.',
    remedy: 'Add the items, or open: true for a set.',
  },
  {
    fault: 'a condition on a criterion that does not exist',
    path: 'rules/latency.yaml',
    content: RULE.replace('latency: {', 'tempo: {'),
    at: 'when:',
    column: 10,
    message: 'Expected the id of a criterion, got "tempo".',
    remedy: expect.stringMatching(/^Known criteria: .*latency, /) as unknown as string,
  },
  {
    fault: 'a condition with a bound that is no quantity',
    path: 'rules/latency.yaml',
    content: RULE.replace('100ms', 'soon'),
    at: 'when:',
    column: 28,
    message: '"0.when.latency.atMost": expected a quantity of time, got "soon".',
    remedy: 'Write a number with its unit, for instance 100ms, 2TB or 15k/s.',
  },
  {
    fault: 'a condition with an unknown part',
    path: 'rules/latency.yaml',
    content: RULE.replace('atMost', 'maximum'),
    at: 'when:',
    column: 20,
    message: 'Expected only known keys in "0.when.latency", got "maximum".',
    remedy: 'Remove it or mend its spelling.',
  },
  {
    fault: 'a condition with an unknown item',
    path: 'rules/latency.yaml',
    content: RULE.replace('latency: {atMost: 100ms}', 'skills: {hasAny: [cobol]}'),
    at: 'when:',
    column: 18,
    message: '"0.when.skills": expected items of "skills", got "cobol".',
    remedy: 'Known items: spark, flink, kafka, kafka-streams, java, scala, python, sql, databricks.',
  },
  {
    fault: 'a flag condition that is no boolean',
    path: 'rules/latency.yaml',
    content: RULE.replace('latency: {atMost: 100ms}', 'lateData: maybe'),
    at: 'when:',
    column: 20,
    message: '"0.when.lateData": expected true or false, got "maybe".',
    remedy: 'Change it to what is expected.',
  },
  {
    fault: 'alternatives beside other conditions',
    path: 'rules/latency.yaml',
    content: RULE.replace('{latency: {atMost: 100ms}}', '{any: [{lateData: true}], exactlyOnce: true}'),
    at: 'when:',
    column: 35,
    message: 'Expected only known keys in "0.when", got "exactlyOnce".',
    remedy: 'Remove it or mend its spelling.',
  },
  {
    fault: 'an effect that is neither points nor exclusion',
    path: 'rules/latency.yaml',
    content: RULE.replace('quick/instant: 3', 'quick/instant: lots'),
    at: 'effect:',
    column: 27,
    message: '"0.effect.quick/instant": expected points as a number, or excluded, got "lots".',
    remedy: 'Change it to what is expected.',
  },
  {
    fault: 'an effect on a mode that does not exist',
    path: 'rules/latency.yaml',
    content: RULE.replace('quick/instant', 'quick/instantly'),
    at: 'effect:',
    column: 29,
    message: 'Expected an engine or engine/mode, got "quick/instantly".',
    remedy: 'Known here: quick, quick/batchy, quick/instant.',
  },
  {
    fault: 'a dead citation',
    path: 'rules/latency.yaml',
    content: RULE.replace('quick/latency/at-once', 'quick/latency/gone'),
    at: 'cites:',
    column: 11,
    message: 'Expected the id of a section, got "quick/latency/gone".',
    remedy: 'Write that section as sections/quick/latency/gone.md, or cite another.',
  },
  {
    fault: 'two rules with one id',
    path: 'rules/more.yaml',
    content: RULE,
    at: '- id',
    column: 7,
    message: expect.stringMatching(
      /^Expected each id once, got "fast" again after .*latency.yaml\.$/,
    ) as unknown as string,
    remedy: 'Rename one of the two.',
  },
  {
    fault: 'a section on an unknown topic',
    path: 'sections/quick/colour/at-once.md',
    content: SECTION,
    at: 'title:',
    column: 1,
    message: 'Expected the id of a topic, got "colour".',
    remedy: 'Known here: latency.',
  },
  {
    fault: 'a section about an unknown engine',
    path: 'sections/slow/latency/at-once.md',
    content: SECTION,
    at: 'title:',
    column: 1,
    message: 'Expected the id of an engine, got "slow".',
    remedy: 'Known here: quick.',
  },
  {
    fault: 'a section about an unknown mode',
    path: 'sections/quick/latency/at-once.md',
    content: SECTION.replace('holds:', 'modes: [turbo]\nholds:'),
    at: 'modes:',
    column: 8,
    message: 'Expected a mode of "quick", got "turbo".',
    remedy: 'Known here: batchy, instant.',
  },
  {
    fault: 'a product that implies an unknown item',
    path: 'vocabulary/more.yaml',
    content: '- {id: x, names: [X], what: A thing, implies: {skills: [cobol]}}\n',
    at: '- {id',
    column: 56,
    message: 'Expected an item of "skills", got "cobol".',
    remedy: expect.stringMatching(/^Known here: databricks, flink, /) as unknown as string,
  },
  {
    fault: 'a phrase whose value its criterion does not have',
    path: 'vocabulary/understanding/phrases.yaml',
    content: 'phrases:\n  - {criterion: skills, value: cobol, say: [green screen]}\n',
    at: '- {criterion',
    column: 32,
    message: 'skills: expected one of its items, got "cobol".',
    remedy: 'Known items: spark, flink, kafka, kafka-streams, java, scala, python, sql, databricks.',
  },
  {
    fault: 'a name that speaks of an unknown criterion',
    path: 'vocabulary/understanding/names.yaml',
    content: 'names:\n  - {say: [rust], known: {tongues: [rust]}}\n',
    at: '- {say',
    column: 36,
    message: 'Expected the id of a criterion, got "tongues".',
    remedy: expect.stringMatching(/^Known criteria: .*latency, /) as unknown as string,
  },
  {
    fault: 'a file that would not be read',
    path: 'rules/extra.yml',
    content: '[]\n',
    at: '[]',
    column: 1,
    message: 'Expected a file of the form rules/<name>.yaml, got "rules/extra.yml".',
    remedy: 'Move or rename it; it would not be read here.',
  },
  {
    fault: 'a spread of a criterion that does not exist',
    path: 'criteria/patience.yaml',
    content: criterion({ kind: 'kind: flag', spread: 'spread: {of: lateness, factor: 100}' }),
    at: 'spread:',
    column: 14,
    message: '"spread.of": expected the id of a criterion, got "lateness".',
    remedy: `Known criteria: ${CRITERIA}.`,
  },
  {
    fault: 'a spread of what has no numbers',
    path: 'criteria/patience.yaml',
    content: criterion({ kind: 'kind: flag', spread: 'spread: {of: skills, factor: 100}' }),
    at: 'spread:',
    column: 14,
    message: '"spread.of": expected a criterion of kind interval, got "skills", a set.',
    remedy: 'Name one whose values are numbers that can lie far apart.',
  },
  {
    fault: 'a spread that is silenced by a criterion that does not exist',
    path: 'criteria/patience.yaml',
    content: criterion({ kind: 'kind: flag', spread: 'spread: {of: latency, factor: 100, unless: silence}' }),
    at: 'spread:',
    column: 44,
    message: '"spread.unless": expected the id of a criterion, got "silence".',
    remedy: `Known criteria: ${CRITERIA}.`,
  },
  {
    fault: 'a spread that ends at no quantity',
    path: 'criteria/patience.yaml',
    content: criterion({ kind: 'kind: flag', spread: 'spread: {of: latency, factor: 100, soon: shortly}' }),
    at: 'spread:',
    column: 42,
    message: '"spread.soon": expected a quantity of its dimension, got "shortly".',
    remedy: 'Write a number with its unit, for instance 100ms, 2TB or 15k/s.',
  },
  {
    fault: 'words about a spread of a criterion that does not exist',
    path: 'vocabulary/understanding/extra.yaml',
    content: 'spreads:\n  - {criterion: patience, slow: [every night]}\n',
    at: '- {criterion',
    column: 17,
    message: 'Expected the id of a criterion, got "patience".',
    remedy: expect.stringMatching(/^Known criteria: .*latency, /) as unknown as string,
  },
  {
    fault: 'a spread in a criterion that is no flag',
    path: 'criteria/patience.yaml',
    content: criterion({ spread: 'spread: {of: latency, factor: 100}' }),
    at: 'spread:',
    column: 9,
    message: '"spread": expected only beside kind: flag, got it beside kind: interval.',
    remedy: 'Remove it, or make the criterion a flag.',
  },
  {
    fault: 'a pattern with a set that no file has',
    path: 'vocabulary/understanding/a.yaml',
    content: 'sets: {fine: [ok]}\nintents:\n  yes: ["@fine", "@fine thing|@good"]\n',
    at: '  yes:',
    column: 18,
    message: 'Expected the name of a set, got "@good".',
    remedy: 'Add it under "sets". Known sets: fine.',
  },
];

describe('a finding', () => {
  it.each(FAULTS)('tells of $fault, with its place and a remedy', async (fault) => {
    const folder = smallKnowledge({ [fault.path]: fault.content });

    const { findings } = await inspectKnowledge([folder]);

    expect(findings).toContainEqual({
      file: join(folder, fault.path),
      line: lineOf(folder, fault.path, fault.at),
      column: fault.column,
      message: fault.message,
      remedy: fault.remedy,
    });
  });

  it('tells of broken YAML in the words of its parser', async () => {
    const folder = smallKnowledge({ 'topics/bad.yaml': 'title: "unfinished\nabout: x\n' });

    const { findings } = await inspectKnowledge([folder]);

    expect(findings.map(({ file, line }) => [file, line])).toContainEqual([
      join(folder, 'topics/bad.yaml'),
      3,
    ]);
    expect(findings[0]?.message).toMatch(/^Expected valid YAML: Missing closing "quote/);
  });

  it('tells of a key that stands twice', async () => {
    const folder = smallKnowledge({ 'topics/twice.yaml': 'title: A\nabout: B\ntitle: C\n' });

    const { findings } = await inspectKnowledge([folder]);

    expect(findings).toEqual([
      {
        file: join(folder, 'topics/twice.yaml'),
        line: 3,
        column: 1,
        message: 'Expected valid YAML: Map keys must be unique.',
        remedy: 'Mend the indentation, quotes or brackets here.',
      },
    ]);
  });

  it('tells of a folder that does not exist', async () => {
    const { findings } = await inspectKnowledge([smallKnowledge(), '/nowhere/at/all']);

    expect(findings).toEqual([
      {
        file: '/nowhere/at/all',
        line: 1,
        column: 1,
        message: 'Expected a folder of knowledge files, got "/nowhere/at/all", which is none.',
        remedy: 'Mend the path; a list of paths is separated by colons.',
      },
    ]);
  });

  it('is told once: a faulty section is no dead citation besides', async () => {
    const folder = smallKnowledge({
      'sections/quick/latency/at-once.md': SECTION.replace('holds: "2.0"\n', ''),
    });

    const { findings } = await inspectKnowledge([folder]);

    expect(findings.map(({ message }) => message)).toEqual(['"holds": expected a text, got nothing.']);
  });

  it('is told once: modes of a faulty engine are no unknown effects besides', async () => {
    const folder = smallKnowledge({ 'engines/quick.yaml': ENGINE.replace('precedence: 1\n', '') });

    const { findings } = await inspectKnowledge([folder]);

    expect(findings.map(({ message }) => message)).toEqual(['"precedence": expected a number, got nothing.']);
  });

  it('lets a pattern use a set of another file, and tells no more of sets while a file is at fault', async () => {
    const files = {
      'vocabulary/understanding/a.yaml': 'sets: {fine: [ok]}\n',
      'vocabulary/understanding/b.yaml': 'intents: {yes: ["@fine"]}\n',
    };
    const broken = { ...files, 'vocabulary/understanding/a.yaml': 'sets: [fine]\n' };

    const whole = await inspectKnowledge([smallKnowledge(files)]);
    const half = await inspectKnowledge([smallKnowledge(broken)]);

    expect(whole.findings).toEqual([]);
    expect(half.findings.map(({ message }) => message)).toEqual([
      '"sets": expected a map of keys and values, got a list of 1 entries.',
    ]);
  });

  it('leaves no knowledge when the vocabulary is at fault', async () => {
    const folder = folderOf({ 'vocabulary/understanding/a.yaml': 'colours: [red]\n' });

    const { knowledge, findings } = await inspectKnowledge([folder]);

    expect(knowledge).toBeNull();
    expect(findings.map(({ message }) => message)).toEqual([
      'Expected only known keys in this file, got "colours".',
    ]);
  });
});

function criterion(lines: Readonly<Record<string, string>>): string {
  const all = {
    names: 'name: Patience\nprompt: How long?\nwhy: It matters.\nexample: ten minutes\neffort: 1',
    kind: 'kind: interval',
    dimensions: 'dimensions: [time]',
    levels: 'levels: {}',
    choices: 'choices: []',
    json: 'json: {}',
    ...lines,
  };
  return `${Object.values(all).join('\n')}\n`;
}
