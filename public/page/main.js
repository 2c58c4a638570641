import { postTurn, readConversation, Trouble } from './api.js';
import { composer } from './composer.js';
import { messageList } from './messages.js';
import { keepOwnWords, ownWords } from './own-words.js';
import { postDialog } from './post-result.js';

const at = (id) => document.getElementById(id);
const DESTINATION = 'page';

/** The conversation shown: its id, the last turn shown, and whether an answer is awaited. */
const talk = { id: null, seq: 0, busy: false, retry: null };

const dialog = postDialog({ dialog: at('post'), form: at('post-form'), note: at('post-note') }, (note) =>
  send({ kind: 'share', destination: DESTINATION, note }),
);
const messages = messageList(at('messages'), {
  onPress: (press) => send({ kind: 'press', ...press }, { follow: true }),
  onPost: dialog.open,
});

composer({ form: at('start-form'), input: at('first') }, (text) => say(text));
composer({ form: at('say-form'), input: at('say') }, (text) => say(text));
at('new').addEventListener('click', () => leave());
at('retry').addEventListener('click', () => talk.retry?.());
for (const button of document.querySelectorAll('[data-say]')) {
  button.addEventListener('click', () => say(button.dataset.say));
}
for (const example of at('examples').querySelectorAll('button')) {
  example.addEventListener('click', () => {
    at('first').value = example.textContent.trim();
    at('first').dispatchEvent(new Event('input'));
    at('first').focus();
  });
}
window.addEventListener('hashchange', () => {
  if (idInAddress() !== talk.id) open(idInAddress());
});
open(idInAddress());

/** Send typed words, shown at once on the person's side. */
function say(text) {
  if (talk.busy) return;
  const item = messages.addOwn(text);
  showTalk(true);
  reveal(item);
  const words = { text, after: talk.seq };
  send({ kind: talk.id === null ? 'start' : 'say', text }, { words, below: item });
}

/**
 * Hand an event to the advisor and show what it says, below the item `below` if there is one. `follow`: the focus goes
 * to the new message, since the button that was pressed is gone.
 */
async function send(event, { words = null, below = null, follow = false } = {}) {
  if (talk.busy) return;
  const turn = { conversation: talk.id, deliveryKey: crypto.randomUUID(), event, after: talk.seq };
  const attempt = () =>
    guarded(async () => {
      const answer = await postTurn(turn);
      if (words) keepOwnWords(answer.conversation, words.after, words.text);
      enter(answer.conversation);
      showAnswer(answer, below, follow);
    }, attempt);
  await attempt();
}

/** Show the conversation named in the address, or the start when there is none. */
async function open(id) {
  talk.id = id;
  talk.seq = 0;
  messages.clear();
  at('status').textContent = '';
  at('trouble').hidden = true;
  showTalk(id !== null);
  if (id === null) return;
  const attempt = () =>
    guarded(async () => {
      const answer = await readConversation(id, 0);
      showHistory(id, answer);
    }, attempt);
  await attempt();
}

/** Run one exchange with the service; what goes wrong is said, with a way on. */
async function guarded(exchange, again) {
  setBusy(true);
  at('trouble').hidden = true;
  try {
    await exchange();
  } catch (error) {
    showTrouble(error instanceof Trouble ? error : new Trouble(String(error), { retry: false }), again);
  } finally {
    setBusy(false);
  }
}

function showAnswer(answer, below, follow) {
  const shown = answer.messages.map(showMessage).filter((item) => item !== null);
  talk.seq = Math.max(talk.seq, answer.seq);
  const [first] = shown.filter((item) => item === item.parentElement?.lastElementChild || !isAnswered(item));
  if (!first) return;
  if (follow) first.querySelector('article')?.focus({ preventScroll: true });
  reveal(below ?? first);
}

/** Both sides of the conversation in order: the person's words are known to this tab alone. */
function showHistory(id, answer) {
  const own = ownWords(id);
  for (const message of answer.messages) {
    while (own.length > 0 && own[0].after < message.seq) messages.addOwn(own.shift().text);
    showMessage(message);
  }
  for (const { text } of own) messages.addOwn(text);
  talk.seq = answer.seq;
  at('messages').lastElementChild?.scrollIntoView({ block: 'nearest' });
}

function showMessage(message) {
  if (message.kind !== 'status') return messages.show(message);
  at('status').textContent = message.text;
  return null;
}

function showTrouble(trouble, again) {
  at('trouble-text').textContent = trouble.message;
  at('retry').textContent = trouble.retry ? 'Try again' : 'Start a new conversation';
  talk.retry = trouble.retry ? again : leave;
  at('trouble').hidden = false;
  at('trouble').scrollIntoView({ block: 'nearest' });
}

function showTalk(visible) {
  at('welcome').hidden = visible;
  at('talk').hidden = !visible;
  at('composer').hidden = !visible;
  at('new').hidden = !visible;
  at(visible ? 'say' : 'first').focus({ preventScroll: true });
}

function setBusy(busy) {
  talk.busy = busy;
  at('waiting').hidden = !busy;
  at('talk').setAttribute('aria-busy', String(busy));
}

function enter(id) {
  talk.id = id;
  if (idInAddress() !== id) history.pushState(null, '', `#${encodeURIComponent(id)}`);
}

function leave() {
  history.pushState(null, '', location.pathname);
  open(null);
}

function idInAddress() {
  try {
    return decodeURIComponent(location.hash.slice(1)) || null;
  } catch {
    return null;
  }
}

function isAnswered(item) {
  return item.classList.contains('kind-answered');
}

function reveal(item) {
  const calm = matchMedia('(prefers-reduced-motion: reduce)').matches;
  item.scrollIntoView({ block: 'start', behavior: calm ? 'auto' : 'smooth' });
}
