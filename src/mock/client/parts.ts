/** Small parts that several views are made of. */
import { element, type Child } from './element.ts';
import { say } from './words.ts';

/** A status in the colour of its kind; 0 is no answer at all. */
export function statusMark(status: number): HTMLElement {
  const kind = status === 0 || status >= 500 ? 'bad' : status >= 400 ? 'refused' : 'good';
  return element('span', { class: `status ${kind}` }, status === 0 ? '✕' : String(status));
}

export function methodMark(method: string): HTMLElement {
  return element('span', { class: `method ${method.toLowerCase()}` }, method);
}

/** A button that copies what `text` gives by then, and says so. */
export function copyButton(text: () => string | Promise<string>): HTMLButtonElement {
  const button = element('button', { type: 'button', class: 'quiet' }, say('copyCurl'));
  button.addEventListener('click', async () => {
    const copied = await copy(await text());
    button.textContent = say(copied ? 'copied' : 'copyFailed');
    setTimeout(() => (button.textContent = say('copyCurl')), 1_500);
  });
  return button;
}

async function copy(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    const field = element('textarea', { class: 'offscreen', 'aria-hidden': 'true' });
    field.value = text;
    document.body.append(field);
    field.select();
    const copied = document.execCommand('copy');
    field.remove();
    return copied;
  }
}

/** A body, JSON of it indented. */
export function bodyBlock(text: string | undefined): HTMLElement {
  if (text === undefined || text === '') return element('p', { class: 'faint' }, say('noBody'));
  return element('pre', { class: 'body', tabindex: 0 }, readable(text));
}

/** JSON indented, any other text as it is. */
export function readable(text: string): string {
  try {
    return JSON.stringify(JSON.parse(text), null, 2);
  } catch {
    return text;
  }
}

export function section(title: string, ...children: readonly Child[]): HTMLElement {
  return element('section', {}, element('h3', {}, title), ...children);
}

/** Moves the focus among `items` with the arrow keys. */
export function moveByArrows(event: KeyboardEvent, items: readonly HTMLElement[]): void {
  const steps: Readonly<Record<string, number>> = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1 };
  const step = steps[event.key];
  const at = items.indexOf(document.activeElement as HTMLElement);
  if (step === undefined || at < 0) return;
  event.preventDefault();
  items[Math.min(items.length - 1, Math.max(0, at + step))]?.focus();
}
