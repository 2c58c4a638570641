import { type RequirementValue, setOf } from '../../knowledge/requirements.ts';
import type { Phrase } from '../lexicon/phrases.ts';
import type { Scene } from '../text/scene.ts';
import type { Context } from '../types.ts';
import { type Denials, isDenied } from './denial.ts';
import type { Evidence } from './evidence.ts';

/** What the phrases of the vocabulary say in this text; denied, a flag turns, an item is lacking, a rest is nothing. */
export function statementsIn(scene: Scene, denials: Denials, { asked }: Context): Evidence[] {
  return scene.phrases.flatMap(({ data, from, to }): Evidence[] => {
    if (data.whenAsked && data.criterion.id !== asked) return [];
    const value = isDenied(denials, { from, to }) ? opposite(data) : data.value;
    if (value === null) return [];
    return [
      { criterion: data.criterion, value, how: data.how, from, to, weight: data.weak ? 'weak' : 'firm' },
    ];
  });
}

function opposite({ criterion, value }: Phrase): RequirementValue | null {
  if (value.kind === 'flag') return { kind: 'flag', value: !value.value };
  if (value.kind === 'set' && criterion.json.lacksKey !== null) return setOf(value.lacks, value.has);
  return null;
}
