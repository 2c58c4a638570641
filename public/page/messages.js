import { drawCard } from './cards.js';

/**
 * @typedef {{seq: number, slot: string, kind: string, audience: string, card: object, text: string, markdown?: string}} Message
 * @typedef {{onPress: (press: object) => void, onPost: () => void}} Handlers
 */

const NAMES = {
  question: 'Question',
  answered: 'Answer given',
  understood: 'What was understood',
  recommendation: 'Recommendation',
  answer: 'From the knowledge base',
  'what-if': 'What if',
  comparison: 'Side by side',
  'why-not': 'Why not',
  shared: 'Post for your team',
  record: 'Decision record',
  note: 'Note',
};

/**
 * The messages on the page.
 *
 * @param {HTMLElement} list
 * @param {Handlers} handlers
 */
export function messageList(list, handlers) {
  /** @type {Map<string, HTMLElement>} */
  const bySlot = new Map();
  return {
    /** @param {string} text */
    addOwn(text) {
      const item = listItem('own');
      const words = document.createElement('p');
      words.textContent = text;
      item.append(unseen('You said: '), words);
      list.append(item);
      return item;
    },
    /**
     * Show a message, in place of the one that had its slot.
     *
     * @param {Message} message
     */
    show(message) {
      const item = draw(message, handlers);
      const before = bySlot.get(message.slot);
      if (before) before.replaceWith(item);
      else list.append(item);
      bySlot.set(message.slot, item);
      return item;
    },
    clear() {
      bySlot.clear();
      list.replaceChildren();
    },
  };
}

/**
 * @param {Message} message
 * @param {Handlers} handlers
 */
function draw(message, { onPress, onPost }) {
  const item = listItem(`advisor kind-${message.kind}`);
  item.dataset.slot = message.slot;
  const article = document.createElement('article');
  article.tabIndex = -1;
  article.setAttribute('aria-label', NAMES[message.kind] ?? 'Message');
  article.append(drawCard(message.card, onPress));
  if (message.kind === 'recommendation') article.append(postRow(onPost));
  if (message.markdown !== undefined) article.append(copyPanel(message));
  item.append(article);
  return item;
}

/** @param {() => void} onPost */
function postRow(onPost) {
  const row = document.createElement('div');
  row.className = 'row post-row';
  row.append(button('Post the result …', 'primary', onPost));
  return row;
}

/** @param {Message} message */
function copyPanel({ text, markdown = text }) {
  const panel = document.createElement('div');
  panel.className = 'copy';
  const done = document.createElement('span');
  done.setAttribute('role', 'status');
  const source = document.createElement('textarea');
  source.readOnly = true;
  source.rows = 8;
  source.value = markdown;
  source.setAttribute('aria-label', 'The post as Markdown');
  const copy = (words, name) => async () => {
    source.value = words;
    done.textContent = (await toClipboard(words)) ? `${name} copied.` : 'Select the text below and copy it.';
    if (done.textContent.startsWith('Select')) details.open = true;
  };
  const details = document.createElement('details');
  const summary = document.createElement('summary');
  summary.textContent = 'Show the text';
  details.append(summary, source);
  const row = document.createElement('div');
  row.className = 'row';
  row.append(
    button('Copy as Markdown', 'primary', copy(markdown, 'Markdown')),
    button('Copy as plain text', 'quiet', copy(text, 'Plain text')),
    done,
  );
  panel.append(row, details);
  return panel;
}

/** @param {string} words */
async function toClipboard(words) {
  try {
    await navigator.clipboard.writeText(words);
    return true;
  } catch {
    return false;
  }
}

/**
 * @param {string} label
 * @param {string} look
 * @param {() => void} onClick
 */
function button(label, look, onClick) {
  const element = document.createElement('button');
  element.type = 'button';
  element.className = look;
  element.textContent = label;
  element.addEventListener('click', onClick);
  return element;
}

/** @param {string} className */
function listItem(className) {
  const item = document.createElement('li');
  item.className = className;
  return item;
}

/** @param {string} words */
function unseen(words) {
  const span = document.createElement('span');
  span.className = 'unseen';
  span.textContent = words;
  return span;
}
