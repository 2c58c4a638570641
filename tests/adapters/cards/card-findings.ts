import { AdaptiveCard, HostConfig, SerializationContext, Versions } from 'adaptivecards';
import type { Card, CardAction, CardElement } from '../../../src/adapters/cards/card-json.ts';

/** As in Teams: six buttons of a set are shown. */
const HOST = new HostConfig({ actions: { maxActions: 6 }, supportsInteractivity: true });

/** What the renderer's own parser objects to: unknown elements and values, inputs without ids, too many buttons. */
export function parserFindings(json: Card): string[] {
  const context = new SerializationContext(Versions.v1_5);
  const card = new AdaptiveCard();
  card.hostConfig = HOST;
  // The parser's pattern for languages keeps its place between calls and refuses "en" every other time.
  const { lang, ...rest } = structuredClone(json);
  card.parse(rest, context);
  const parsed = Array.from({ length: context.eventCount }, (_, index) => context.getEventAt(index).message);
  const failures = card.validateProperties().validationEvents.map(({ message }) => message);
  return [...parsed, ...failures, ...(lang === 'en' ? [] : [`language ${lang}`])];
}

/** Every element of a card, nested ones included. */
export function elementsOf(elements: readonly CardElement[]): CardElement[] {
  return elements.flatMap((element) => [element, ...elementsOf(childrenOf(element))]);
}

/** Every button of a card. */
export function actionsOf(card: Card): CardAction[] {
  return elementsOf(card.body).flatMap((element) => (element.type === 'ActionSet' ? element.actions : []));
}

function childrenOf(element: CardElement): readonly CardElement[] {
  if (element.type === 'Container') return element.items;
  if (element.type === 'Table') return element.rows.flatMap((row) => row.cells.flatMap((cell) => cell.items));
  return element.type === 'ColumnSet' ? element.columns.flatMap((column) => column.items) : [];
}

/** What breaks a rule that the parser does not know: accessibility, ids, size of sets. */
export function houseFindings(card: Card): string[] {
  const elements = elementsOf(card.body);
  const ids = elements.flatMap((element) => element.id ?? []);
  const targets = actionsOf(card).flatMap((one) =>
    one.type === 'Action.ToggleVisibility' ? one.targetElements : [],
  );
  return [
    ...elements.flatMap(elementFindings),
    ...(new Set(ids).size === ids.length ? [] : ['an id is used twice']),
    ...targets.filter((id) => !ids.includes(id)).map((id) => `toggle of ${id}, which is not there`),
    ...(card.fallbackText === '' ? ['no fallbackText'] : []),
    ...(card.speak === '' ? ['no speak'] : []),
  ];
}

function elementFindings(element: CardElement): string[] {
  switch (element.type) {
    case 'TextBlock':
      return element.wrap && element.text !== '' ? [] : ['a text that is empty or does not wrap'];
    case 'ActionSet':
      return element.actions.length >= 1 && element.actions.length <= 6
        ? []
        : [`${element.actions.length} actions`];
    case 'Input.ChoiceSet':
    case 'Input.Text':
      return element.label === '' ? ['an input without label'] : [];
    case 'Table':
      return element.rows.every((row) => row.cells.length === element.columns.length)
        ? []
        : ['a row with more or fewer cells than the table has columns'];
    case 'FactSet':
      return element.facts.length === 0 ? ['facts without a fact'] : [];
    default:
      return [];
  }
}
