import { describe, expect, it } from 'vitest';
import { EvaluationFileError } from '../../src/evaluate/expected-requirements.ts';
import { scoreScenarioSlots } from '../../src/evaluate/scenario-slots.ts';
import { type Reader, scoreUtterances, utteranceSchema } from '../../src/evaluate/utterances.ts';
import { loadKnowledge } from '../../src/knowledge/loader.ts';
import { interval, levelOnly, noneOfIt, type Requirements, setOf } from '../../src/knowledge/requirements.ts';

const knowledge = await loadKnowledge(['knowledge']);
const always =
  (requirements: Requirements): Reader =>
  () => ({ requirements });

/** Right, missing and wrong slots when something is found where something else is expected. */
function marks(requirements: object, found: Requirements, more: object = {}): number[] {
  const one = utteranceSchema.parse({ id: 'x', style: 'test', text: 'text', requirements, ...more });
  const { right, missing, wrong } = scoreUtterances([one], always(found), knowledge).score;
  return [right, missing, wrong];
}

describe('scoring utterances', () => {
  it.each([
    ['the same limit', { latency: { max: '300ms' } }, { latency: interval('time', { max: 300 }) }, [1, 0, 0]],
    ['another limit', { latency: { max: '300ms' } }, { latency: interval('time', { max: 500 }) }, [0, 1, 1]],
    ['no limit', { latency: { max: '300ms' } }, {}, [0, 1, 0]],
    ['a limit nobody gave', {}, { latency: interval('time', { max: 300 }) }, [0, 0, 1]],
    [
      'a range',
      { latency: { min: '1s', max: '2s' } },
      { latency: interval('time', { min: 1000, max: 2000 }) },
      [1, 0, 0],
    ],
    ['a level', { latency: { level: 'seconds' } }, { latency: levelOnly('seconds') }, [1, 0, 0]],
    ['another level', { latency: { level: 'seconds' } }, { latency: levelOnly('hours') }, [0, 1, 1]],
    [
      'about the size',
      { state_size: { approx: '1TB' } },
      { stateSize: interval('bytes', { approx: 1.9e12 }) },
      [1, 0, 0],
    ],
    [
      'a size too far off',
      { state_size: { approx: '1TB' } },
      { stateSize: interval('bytes', { approx: 3e12 }) },
      [0, 1, 1],
    ],
    ['no state', { state_size: 'none' }, { stateSize: noneOfIt() }, [1, 0, 0]],
    [
      'a rate as stated',
      { throughput: { approx: '2M/min' } },
      { throughput: interval('events-per-second', { approx: 33_333 }) },
      [1, 0, 0],
    ],
    ['two skills of which one is found', { skills: ['java', 'sql'] }, { skills: setOf(['java']) }, [1, 1, 0]],
    ['a skill nobody named', { skills: ['java'] }, { skills: setOf(['java', 'sql']) }, [1, 0, 1]],
    ['a refused skill', { not_skills: ['java'] }, { skills: setOf([], ['java']) }, [1, 0, 0]],
    ['a skill taken for refused', { skills: ['java'] }, { skills: setOf([], ['java']) }, [0, 1, 1]],
    ['a further kind of work', { pattern: ['joins'] }, { pattern: setOf(['cep', 'joins']) }, [1, 0, 0]],
    ['a platform found as a skill', { ecosystem: ['kafka'] }, { skills: setOf(['kafka']) }, [1, 0, 0]],
    [
      'a platform found in both',
      { skills: ['kafka'] },
      { skills: setOf(['kafka']), ecosystem: setOf(['kafka']) },
      [1, 0, 0],
    ],
    ['a flag', { late_data: true }, { lateData: { kind: 'flag', value: true } }, [1, 0, 0]],
    ['the opposite flag', { late_data: true }, { lateData: { kind: 'flag', value: false } }, [0, 1, 1]],
    ['a choice', { ops: 'small-team' }, { ops: { kind: 'choice', value: 'small-team' } }, [1, 0, 0]],
  ] satisfies [string, object, Requirements, number[]][])('counts %s', (_, expected, found, counts) => {
    expect(marks(expected, found)).toEqual(counts);
  });

  it('takes worded numbers as right within a factor of two', () => {
    const found = { latency: interval('time', { max: 3000 }) };

    expect(marks({ latency: { max: '5s' } }, found, { text: 'a few seconds' })).toEqual([1, 0, 0]);
    expect(marks({ latency: { max: '5s' } }, found, { text: '3 seconds' })).toEqual([0, 1, 1]);
  });

  it('leaves lenient slots out, the lacking side by itself', () => {
    const found = { latency: interval('time', { max: 1 }), skills: setOf(['java'], ['scala']) };

    expect(marks({}, found, { lenient: ['latency', 'not_skills'] })).toEqual([0, 0, 1]);
  });

  it('hands over what was asked and known', () => {
    const seen: unknown[] = [];
    const one = utteranceSchema.parse({
      id: 'x', style: 's', text: 't', asked: 'state_size', prior: { latency: { max: '2s' } }, requirements: {},
    }); // biome-ignore format: one case

    scoreUtterances(
      [one],
      (...given) => {
        seen.push(given);
        return { requirements: {} };
      },
      knowledge,
    );

    expect(seen).toEqual([['t', 'stateSize', { latency: interval('time', { max: 2000 }) }]]);
  });

  it('sums up by style and by slot, and names what was missed', () => {
    const cases = [
      { id: 'a', style: 'latency', text: 't', requirements: { latency: { max: '1s' } } },
      { id: 'b', style: 'skills', text: 't', requirements: { skills: ['java'] } },
    ].map((one) => utteranceSchema.parse(one));

    const report = scoreUtterances(cases, always({ latency: interval('time', { max: 1000 }) }), knowledge);

    expect(report).toMatchObject({
      cases: 2,
      exact: 0.5,
      score: { right: 1, missing: 1, wrong: 1, precision: 0.5, recall: 0.5, f1: 0.5 },
      byStyle: { latency: { exact: 1, f1: 1 }, skills: { exact: 0, f1: 0 } },
      bySlot: { latency: { right: 1, wrong: 1 }, skills: { missing: 1 } },
    });
    expect(report.misses.map(({ id, missing }) => [id, missing])).toEqual([['b', ['skills java']]]);
  });

  it.each([
    [{ speed: { max: '1s' } }, 'Expected the name of a criterion'],
    [{ latency: { max: 'soon' } }, 'Expected a quantity for "latency", got "soon"'],
    [{ latency: ['1s'] }, 'Expected a interval for "latency"'],
  ])('refuses what it cannot read: %j', (requirements, message) => {
    expect(() => marks(requirements, {})).toThrow(EvaluationFileError);
    expect(() => marks(requirements, {})).toThrow(message);
  });
});

describe('scoring the messages of scenarios', () => {
  it('scores the message, with the kind of source as style', () => {
    const scenario = {
      id: 'x', source: { kind: 'expert' }, message: 'm', requirements: { ops: 'small-team' }, lenient: [],
    }; // biome-ignore format: one case

    const report = scoreScenarioSlots(
      [scenario],
      always({ ops: { kind: 'choice', value: 'small-team' } }),
      knowledge,
    );

    expect(report).toMatchObject({ cases: 1, exact: 1, byStyle: { expert: { f1: 1 } } });
  });
});
