/** JSON with the keys of every object in alphabetical order, so that equal values are equal bytes. */
export function canonical(value: unknown, indent = 0): string {
  return JSON.stringify(value, sorted, indent);
}

function sorted(_key: string, value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)));
}
