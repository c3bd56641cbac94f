/** What was created, and the button that forgets it. */
import { askMock } from './ask-mock.ts';
import { element } from './element.ts';
import { bodyBlock } from './parts.ts';
import type { ShownEntry, ShownState } from './shapes.ts';
import { thingsView } from './things-view.ts';
import { currentLanguage, say, sayOf } from './words.ts';

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
  const nothing = element('p', { class: 'faint' }, say('nothingCreated'));
  const things = thingsView();
  let newest: string | undefined;

  /** Puts only what is new into the list, so that the focus stays where it is while requests come. */
  function renew(shown: readonly ShownEntry[]): void {
    const fresh = shown.findIndex((entry) => keyOf(entry) === newest);
    newest = shown[0] && keyOf(shown[0]);
    list.prepend(...shown.slice(0, Math.max(fresh, 0)).map((entry) => card(entry, opened)));
    while (list.childElementCount > shown.length) list.lastElementChild?.remove();
    if (fresh < 0 || list.childElementCount < shown.length) {
      list.replaceChildren(...shown.map((entry) => card(entry, opened)));
    }
  }

  return {
    root: element('div', { class: 'page' }, tools, things.root, nothing, list),
    show({ total, entries, resources = {} }) {
      const shown = entries.slice(-LISTED).toReversed();
      const part = shown.length < total ? ` (${say('newest')} ${shown.length})` : '';
      count.textContent = sayOf('created', `${total}${part}`);
      const kept = Object.values(resources).reduce((sum, each) => sum + each.total, 0);
      // Where things are shown as tables, what was created is among them.
      count.hidden = total === 0 && kept > 0;
      forget.disabled = total === 0 && kept === 0;
      nothing.hidden = total > 0 || Object.keys(resources).length > 0;
      things.show(resources);
      renew(shown);
    },
  };
}

function keyOf({ at, taken }: ShownEntry): string {
  return at + JSON.stringify(taken);
}

function card(entry: ShownEntry, opened: Set<string>): HTMLElement {
  const { operation, at, taken, request, response } = entry;
  const key = keyOf(entry);
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
