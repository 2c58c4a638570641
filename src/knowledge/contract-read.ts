import type { Criterion } from './model.ts';
import {
  type Amount,
  type Dimension,
  type Requirements,
  type RequirementValue,
  setOf,
} from './requirements.ts';

/** Requirements in JSON that do not have the agreed shape. */
export class ContractError extends Error {
  readonly code = 'CONTRACT_SHAPE';
  readonly remedy: string;

  constructor(key: string, expected: string, came: unknown, remedy: string) {
    super(`requirements.${key}: expected ${expected}, got ${JSON.stringify(came)}.`);
    this.name = 'ContractError';
    this.remedy = remedy;
  }
}

type Json = Readonly<Record<string, unknown>>;

/** Read requirements from their JSON shape, criterion by criterion; see `fromContract`. */
export function fromJson(json: Json, criteria: readonly Criterion[]): Requirements {
  const known = new Set(
    criteria.flatMap(({ id, json: { lacksKey } }) => (lacksKey === null ? [id] : [id, lacksKey])),
  );
  const strange = Object.keys(json).find((key) => !known.has(key));
  if (strange !== undefined) {
    throw new ContractError(strange, 'a criterion', json[strange], `Known keys: ${[...known].join(', ')}.`);
  }
  const read = criteria.map((criterion) => [criterion.id, readCriterion(criterion, json)] as const);
  return Object.fromEntries(read.filter(([, value]) => value !== null)) as Requirements;
}

function readCriterion(criterion: Criterion, json: Json): RequirementValue | null {
  const { id, kind } = criterion;
  const raw = json[id] ?? null;
  if (kind === 'set') return readSet(criterion, raw, json);
  if (raw === null) return null;
  if (kind === 'flag') {
    if (typeof raw === 'boolean') return { kind: 'flag', value: raw };
    throw new ContractError(id, 'true, false or null', raw, 'Write a boolean without quotes.');
  }
  if (kind === 'choice') return { kind: 'choice', value: readItem(criterion, id, raw) };
  return readInterval(criterion, raw);
}

function readSet(criterion: Criterion, raw: unknown, json: Json): RequirementValue | null {
  const { lacksKey } = criterion.json;
  const has = readItems(criterion, criterion.id, raw);
  const lacks = lacksKey === null ? [] : readItems(criterion, lacksKey, json[lacksKey] ?? null);
  return has.length + lacks.length === 0 ? null : setOf(has, lacks);
}

function readItems(criterion: Criterion, key: string, raw: unknown): string[] {
  if (raw === null) return [];
  if (!Array.isArray(raw))
    throw new ContractError(key, 'a list of items', raw, 'Write a list such as ["a", "b"].');
  return raw.map((item: unknown) => readItem(criterion, key, item));
}

function readItem(criterion: Criterion, key: string, raw: unknown): string {
  const known = criterion.items.map((item) => item.id);
  const legal = typeof raw === 'string' && raw !== '' && (criterion.open || known.includes(raw));
  if (legal) return raw;
  throw new ContractError(key, 'a known item', raw, `Known items: ${known.join(', ') || 'any name'}.`);
}

function readInterval(criterion: Criterion, raw: unknown): RequirementValue | null {
  const { fields, hasLevel, hasNone } = criterion.json;
  const names = Object.values(fields).flatMap((ends) => Object.values(ends));
  const legal = [...names, ...(hasLevel ? ['level'] : []), ...(hasNone ? ['none'] : [])];
  if (!isRecord(raw) || Object.keys(raw).some((key) => !legal.includes(key))) {
    throw new ContractError(criterion.id, `an object of ${legal.join(', ')}`, raw, 'Use these fields only.');
  }
  const amounts = criterion.dimensions.flatMap((dimension) => readAmount(criterion, dimension, raw));
  const level = readLevel(criterion, raw['level'] ?? null);
  const none = readNone(criterion, raw['none'] ?? null);
  if (amounts.length === 0 && level === null && !none) return null;
  return { kind: 'interval', amounts: Object.fromEntries(amounts), level, none };
}

function readAmount(criterion: Criterion, dimension: Dimension, raw: Json): [Dimension, Amount][] {
  const names = criterion.json.fields[dimension] ?? {};
  const read = (end: keyof Amount): number | null => {
    const name = names[end];
    return name === undefined ? null : readNumber(criterion, name, raw[name] ?? null);
  };
  const amount = { approx: read('approx'), min: read('min'), max: read('max') };
  return amount.approx === null && amount.min === null && amount.max === null ? [] : [[dimension, amount]];
}

function readNumber(criterion: Criterion, name: string, raw: unknown): number | null {
  if (raw === null || (typeof raw === 'number' && raw >= 0)) return raw;
  throw new ContractError(
    `${criterion.id}.${name}`,
    'a number of 0 or more',
    raw,
    'Write the plain number, without unit.',
  );
}

function readLevel(criterion: Criterion, raw: unknown): string | null {
  if (raw === null || (typeof raw === 'string' && Object.hasOwn(criterion.levels, raw))) return raw;
  const known = Object.keys(criterion.levels).join(', ');
  throw new ContractError(`${criterion.id}.level`, 'a known level', raw, `Known levels: ${known}.`);
}

function readNone(criterion: Criterion, raw: unknown): boolean {
  if (raw === null || typeof raw === 'boolean') return raw ?? false;
  throw new ContractError(
    `${criterion.id}.none`,
    'true, false or null',
    raw,
    'Write a boolean without quotes.',
  );
}

function isRecord(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
