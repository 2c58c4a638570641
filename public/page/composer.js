/**
 * The box for free text: Enter sends, Shift+Enter breaks the line, and the box grows with what is typed.
 *
 * @param {{form: HTMLFormElement, input: HTMLTextAreaElement}} parts
 * @param {(text: string) => void} onText
 */
export function composer({ form, input }, onText) {
  const grow = () => {
    input.style.height = 'auto';
    input.style.height = `${Math.min(input.scrollHeight, window.innerHeight / 3)}px`;
  };
  input.addEventListener('input', grow);
  input.addEventListener('keydown', (event) => {
    if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    form.requestSubmit();
  });
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    const text = input.value.trim();
    if (text === '') return;
    input.value = '';
    grow();
    onText(text);
  });
}
