import type { Condition, Criterion, Engine, Knowledge, Rule } from '../../src/knowledge/model.ts';
import { interval, type RequirementValue, setOf } from '../../src/knowledge/requirements.ts';

/** A knowledge base small enough to reason about by hand: three engines, four criteria. */
export type Small = Pick<Knowledge, 'engines' | 'criteria' | 'rules'>;

export function engine(id: string, precedence: number, modes: readonly string[] = []): Engine {
  return {
    id,
    name: id.toUpperCase(),
    aliases: [],
    summary: '',
    kind: 'single',
    precedence,
    current: [],
    supported: [],
    checked: '2026-11-22',
    split: [],
    modes: modes.map((mode) => ({ id: mode, name: mode, summary: '' })),
    links: [],
  };
}

export function criterion(id: string, kind: Criterion['kind'], extra: Partial<Criterion> = {}): Criterion {
  return {
    id,
    name: id,
    prompt: `${id}?`,
    why: '',
    example: '',
    kind,
    effort: 1,
    dimensions: kind === 'interval' ? ['time'] : [],
    conversions: {},
    bare: 'max',
    levels: {},
    items: [],
    open: false,
    choices: [],
    spread: null,
    askedWith: null,
    json: { lacksKey: null, fields: {}, hasLevel: false, hasNone: false, optional: false },
    ...extra,
  };
}

export function rule(
  id: string,
  when: Record<string, Condition> | Record<string, Condition>[],
  effect: Rule['effect'],
  house = false,
): Rule {
  return {
    id,
    when: Array.isArray(when) ? when : [when],
    effect,
    because: `because ${id}`,
    cites: [],
    house,
  };
}

const items = ['x', 'y', 'z'].map((id) => ({ id, label: id }));
const choice = (id: string, value: RequirementValue): Criterion['choices'][number] => ({
  id,
  label: id,
  value,
  also: [],
});

export const CRITERIA: readonly Criterion[] = [
  criterion('wait', 'interval', {
    choices: [
      choice('short', interval('time', { max: 10 })),
      choice('long', interval('time', { max: 1000 })),
    ],
  }),
  criterion('strict', 'flag', {
    choices: [choice('yes', { kind: 'flag', value: true }), choice('no', { kind: 'flag', value: false })],
  }),
  criterion('who', 'choice', {
    items,
    choices: items.map((item) => choice(item.id, { kind: 'choice', value: item.id })),
  }),
  criterion('tools', 'set', { items, choices: items.map((item) => choice(item.id, setOf([item.id]))) }),
];

export const ENGINES: readonly Engine[] = [engine('a', 1), engine('b', 2, ['slow', 'fast']), engine('c', 3)];

export function small(rules: readonly Rule[]): Small {
  return { engines: ENGINES, criteria: CRITERIA, rules };
}
