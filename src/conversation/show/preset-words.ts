import type { Preset } from '../../knowledge/model.ts';

/** The words that a value from a preset is recorded with, in the place of the person's own. */
export function presetWords({ name }: Pick<Preset, 'name'>): string {
  return `the example "${name}"`;
}
