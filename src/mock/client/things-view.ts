/** What is remembered of each resource, as a table: things are added, edited and removed in it. */
import { askMock } from './ask-mock.ts';
import { element, showText } from './element.ts';
import type { ShownResources, ShownThing } from './shapes.ts';
import { say } from './words.ts';

export interface ThingsView {
  root: HTMLElement;
  show(resources: ShownResources): void;
}

/** How many columns a table has, and how many rows. */
const COLUMNS = 7;
const ROWS = 200;

/** Longest text of a cell, in characters. */
const LONGEST = 60;

export function thingsView(): ThingsView {
  const editor = createEditor();
  const tables = element('div', {});
  const closed = new Set<string>();
  return {
    root: element('div', {}, editor.root, tables),
    show(resources) {
      const parts = Object.entries(resources).map(([name, { total, things }]) => {
        const shown = things.slice(-ROWS);
        const count = shown.length < total ? `${total} (${say('newest')} ${shown.length})` : String(total);
        const add = element(
          'button',
          { type: 'button', onclick: () => editor.open(name, things.at(-1), true) },
          say('add'),
        );
        const part = element(
          'details',
          { class: 'card', open: !closed.has(name) },
          element('summary', {}, element('strong', {}, name), element('span', { class: 'faint' }, count)),
          tableOf(shown, (thing) => editor.open(name, thing, false)),
          add,
        );
        part.addEventListener('toggle', () => closed[part.open ? 'delete' : 'add'](name));
        return part;
      });
      tables.replaceChildren(...parts);
    },
  };
}

function tableOf(things: readonly ShownThing[], open: (thing: ShownThing) => void): HTMLElement {
  const names = [...new Set(things.flatMap(({ value }) => Object.keys(membersOf(value))))].slice(0, COLUMNS);
  const rows = things.map((thing) => {
    const members = membersOf(thing.value);
    const edit = element('button', { type: 'button', class: 'quiet', onclick: () => open(thing) }, say('edit'));
    const cells = names.map((name) => element('td', {}, shorten(members[name])));
    return element('tr', thing.madeUp ? { class: 'faint' } : {}, ...cells, element('td', {}, edit));
  });
  return element(
    'div',
    { class: 'wide' },
    element(
      'table',
      { class: 'things' },
      element('thead', {}, element('tr', {}, ...names.map((name) => element('th', {}, name)), element('th', {}))),
      element('tbody', {}, ...rows),
    ),
  );
}

function membersOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : { value };
}

function shorten(value: unknown): string {
  const text = typeof value === 'string' ? value : (JSON.stringify(value) ?? '');
  return text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text;
}

interface Editor {
  root: HTMLElement;
  open(resource: string, thing: ShownThing | undefined, isNew: boolean): void;
}

/** Stands beside the tables, so that what somebody writes stays while requests come. */
function createEditor(): Editor {
  const title = element('h3', {});
  const text = element('textarea', { rows: 12, spellcheck: 'false', 'aria-label': say('value') });
  const wrong = element('p', { class: 'wrong', role: 'alert' });
  let place: { resource: string; key?: string; names: ShownThing['names'] } | undefined;
  const done = (): void => {
    place = undefined;
    root.hidden = true;
  };
  const attempt = async (work: (at: NonNullable<typeof place>) => Promise<void>): Promise<void> => {
    try {
      if (place) await work(place);
      done();
    } catch (error) {
      showText(wrong, (error as Error).message);
    }
  };
  const save = () =>
    attempt(({ resource, names }) => askMock.putThing(resource, { names, value: JSON.parse(text.value) as unknown }));
  const remove = () => attempt(({ resource, key = '' }) => askMock.removeThing(resource, key));
  const removing = element('button', { type: 'button', onclick: () => void remove() }, say('remove'));
  const root = element(
    'form',
    { class: 'editor', onsubmit: (event) => event.preventDefault() },
    title,
    text,
    wrong,
    element(
      'div',
      { class: 'tools' },
      element('button', { type: 'button', onclick: () => void save() }, say('save')),
      removing,
      element('button', { type: 'button', class: 'quiet', onclick: done }, say('cancel')),
    ),
  );
  root.hidden = true;
  return {
    root,
    open(resource, thing, isNew) {
      place = isNew
        ? { resource, names: {} }
        : { resource, names: thing?.names ?? {}, ...(thing ? { key: thing.key } : {}) };
      showText(title, `${resource} ${isNew ? '' : (thing?.key.replaceAll('\n', ' / ') ?? '')}`);
      text.value = JSON.stringify(thing?.value ?? {}, null, 2);
      showText(wrong, '');
      removing.hidden = isNew;
      root.hidden = false;
      text.focus();
    },
  };
}
