import type { Criterion } from './model.ts';
import { type SetValue, setOf } from './requirements.ts';
import { wrongValue } from './value-error.ts';

/** Read a set as `spark,-scala`: items by id or label, a minus before those lacking or refused. */
export function parseSet(criterion: Criterion, text: string): SetValue {
  const parts = text.split(',').map((part) => part.trim());
  const has = parts.filter((part) => !part.startsWith('-')).map((part) => parseItem(criterion, part));
  const lacks = parts
    .filter((part) => part.startsWith('-'))
    .map((part) => parseItem(criterion, part.slice(1)));
  const both = has.find((item) => lacks.includes(item));
  if (both === undefined) return setOf(has, lacks);
  throw wrongValue(
    criterion,
    text,
    'each item either there or lacking',
    `Write "${both}" or "-${both}", not both.`,
  );
}

/** The id of an item named by id or label; in an open set any other name becomes its own id. */
export function parseItem(criterion: Criterion, text: string): string {
  const wanted = itemId(text);
  const found = [...criterion.items, ...criterion.choices].find(
    (item) => item.id === wanted || itemId(item.label) === wanted,
  );
  if (found !== undefined) return found.id;
  if (criterion.open && wanted !== '') return wanted;
  const known = criterion.items.map((item) => item.id).join(', ');
  throw wrongValue(criterion, text, 'one of its items', `Known items: ${known}.`);
}

/** A name as an id: lower case, blanks as hyphens. */
export function itemId(name: string): string {
  return name
    .trim()
    .toLowerCase()
    .replace(/[\s,]+/g, '-')
    .replace(/^-+|-+$/g, '');
}
