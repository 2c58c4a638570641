/** `{latency|within your limit}`: the value given for a criterion, or the words after the bar where none was given. */
const PLACEHOLDER = /\{([A-Za-z][\w-]*)\|([^{}|]*)\}/g;

/**
 * Put the values that were given into a text of the knowledge base.
 * @param given gives the value of a criterion in plain words, or null when none was given
 * @example fillIn('99 % {latency|in time}', () => null) // '99 % in time'
 */
export function fillIn(text: string, given: (criterion: string) => string | null): string {
  return text.replaceAll(
    PLACEHOLDER,
    (_, criterion: string, otherwise: string) => given(criterion) ?? otherwise,
  );
}

/** Ids of the criteria that a text refers to. */
export function placeholdersIn(text: string): string[] {
  return [...text.matchAll(PLACEHOLDER)].flatMap(([, criterion]) => criterion ?? []);
}
