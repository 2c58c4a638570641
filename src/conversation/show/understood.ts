import type { Context } from '../context.ts';
import { action } from '../press.ts';
import type { Given } from '../state.ts';
import type { UnderstoodItem, UnderstoodView } from '../views.ts';
import { criterionOf, valueText } from './names.ts';
import { control } from './note.ts';

/** The echo of what was taken from a message, or, with a `note`, of what was filled in from elsewhere. */
export function understoodView(
  context: Context,
  given: Readonly<Record<string, Given>>,
  note?: string,
): UnderstoodView {
  const items = understoodItems(context, given);
  const words = items.map(
    ({ title, value, how }) => `${title}: ${value}${how === 'inferred' ? ' (inferred)' : ''}`,
  );
  const echo = `Understood: ${words.join('; ')}`;
  return note === undefined
    ? { kind: 'understood', text: echo, items }
    : { kind: 'understood', text: `${note}\n${words.join('; ')}`, items, note };
}

/** Requirements as items to show, in the order of the criteria; with who gave them where several people did. */
export function understoodItems(context: Context, given: Readonly<Record<string, Given>>): UnderstoodItem[] {
  const isShared = new Set(Object.values(given).map(({ by }) => by)).size > 1;
  return [...context.criteria.keys()].flatMap((id) => {
    const one = given[id];
    if (one === undefined) return [];
    const title = criterionOf(context, id).name;
    const change = control(`Change ${title.toLowerCase()}`, action.change(id));
    const item = { criterion: id, title, value: valueText(context, id, one.value), how: one.how, change };
    return [isShared ? { ...item, by: one.by } : item];
  });
}
