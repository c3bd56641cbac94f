/** What was created, and the button that forgets it. */
import { askMock } from './ask-mock.ts';
import { element } from './element.ts';
import { bodyBlock } from './parts.ts';
import type { ShownEntry, ShownState } from './shapes.ts';
import { currentLanguage, say } from './words.ts';

export interface StateView {
  root: HTMLElement;
  show(state: ShownState): void;
}

/** How many are listed; the rest is a number. */
const LISTED = 200;

export function stateView(): StateView {
  const count = element('span', { class: 'faint' });
  const forget = element('button', { type: 'button', onclick: () => void askMock.forget() }, say('reset'));
  const list = element('div', {});
  const tools = element('div', { class: 'tools' }, count, element('span', { class: 'push' }), forget);
  const opened = new Set<string>();
  return {
    root: element('div', { class: 'page' }, tools, list),
    show({ total, entries }) {
      const shown = entries.slice(-LISTED).toReversed();
      const part = shown.length < total ? ` (${say('newest')} ${shown.length})` : '';
      count.textContent = `${say('created')}: ${total}${part}`;
      forget.disabled = total === 0;
      const rows = shown.map((entry) => card(entry, opened));
      list.replaceChildren(...(total === 0 ? [element('p', { class: 'faint' }, say('nothingCreated'))] : rows));
    },
  };
}

function card({ operation, at, taken, request, response }: ShownEntry, opened: Set<string>): HTMLElement {
  const key = at + JSON.stringify(taken);
  const made = element(
    'details',
    { class: 'card' },
    element(
      'summary',
      {},
      element('time', {}, new Date(at).toLocaleTimeString(currentLanguage(), { hour12: false })),
      element('strong', {}, taken.map(([, value]) => plain(value)).join(', ') || operation),
      element('span', { class: 'faint' }, operation),
    ),
  );
  made.addEventListener('toggle', () => {
    opened[made.open ? 'add' : 'delete'](key);
    if (!made.open || made.childElementCount > 1) return;
    for (const [word, value] of [
      ['request', request],
      ['response', response],
    ] as const) {
      made.append(element('h3', {}, say(word)), bodyBlock(value === undefined ? undefined : JSON.stringify(value)));
    }
  });
  if (opened.has(key)) made.open = true;
  return made;
}

/** A text without its quotes. */
function plain(json: string): string {
  const value: unknown = JSON.parse(json);
  return typeof value === 'string' ? value : json;
}
