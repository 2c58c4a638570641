/**
 * What the person typed, kept in this browser tab only: the service does not store it, and a reload should still show
 * both sides of the conversation.
 */
const PREFIX = 'streamchoice:said:';

/**
 * @param {string} conversation
 * @returns {{after: number, text: string}[]} in order; `after` is the turn before which the words were typed
 */
export function ownWords(conversation) {
  try {
    const kept = JSON.parse(sessionStorage.getItem(PREFIX + conversation) ?? '[]');
    return Array.isArray(kept) ? kept : [];
  } catch {
    return [];
  }
}

/**
 * @param {string} conversation
 * @param {number} after number of the last turn when they were typed
 * @param {string} text
 */
export function keepOwnWords(conversation, after, text) {
  const kept = [...ownWords(conversation), { after, text }];
  try {
    sessionStorage.setItem(PREFIX + conversation, JSON.stringify(kept));
  } catch {
    // A full or forbidden storage costs the echo after a reload, nothing else.
  }
}
