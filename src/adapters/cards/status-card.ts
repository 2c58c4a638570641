import type { StatusView } from '../../conversation/views.ts';
import type { Card } from './card-json.ts';
import { title } from './elements.ts';
import { fitCard } from './fit.ts';

/** The state of the conversation in one line. */
export function statusCard(view: StatusView): Card {
  return fitCard(view, (detail) => [title(view.headline, detail)]);
}
