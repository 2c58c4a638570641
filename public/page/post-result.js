/**
 * The dialog that asks for a word to the team before the result is posted.
 *
 * @param {{dialog: HTMLDialogElement, form: HTMLFormElement, note: HTMLTextAreaElement}} parts
 * @param {(note: string | null) => void} onPost
 * @returns {{open: () => void}}
 */
export function postDialog({ dialog, form, note }, onPost) {
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    const chosen = event.submitter instanceof HTMLButtonElement ? event.submitter.value : 'post';
    dialog.close();
    if (chosen !== 'post') return;
    const words = note.value.trim();
    note.value = '';
    onPost(words === '' ? null : words);
  });
  return { open: () => dialog.showModal() };
}
