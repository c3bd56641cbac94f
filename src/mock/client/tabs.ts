/** Tabs, as the ARIA Authoring Practices have them: one is in the order of Tab, the arrows move among them. */
import { element } from './element.ts';
import { moveByArrows } from './parts.ts';
import { say } from './words.ts';

export type TabName = 'requests' | 'operations' | 'state' | 'reference';

interface Tab {
  name: TabName;
  root: HTMLElement;
}

interface Tabs {
  bar: HTMLElement;
  panels: HTMLElement[];
  /** Shows a number beside the tab's name. */
  count(name: TabName, number: number): void;
}

/** The address keeps which tab is chosen; `chosen` is told of every choice. */
export function tabs(list: readonly Tab[], chosen: (name: TabName) => void): Tabs {
  const buttons = list.map(({ name }) =>
    element('button', { type: 'button', role: 'tab', id: `tab-${name}`, 'aria-controls': name }, say(name)),
  );
  const panels = list.map(({ name, root }) =>
    element('main', { role: 'tabpanel', id: name, class: `panel ${name}`, 'aria-labelledby': `tab-${name}` }, root),
  );
  const bar = element('div', { role: 'tablist' }, ...buttons);

  function choose(name: TabName): void {
    list.forEach((tab, index) => {
      const on = tab.name === name;
      buttons[index]?.setAttribute('aria-selected', String(on));
      buttons[index]?.setAttribute('tabindex', on ? '0' : '-1');
      panels[index]?.toggleAttribute('hidden', !on);
    });
    history.replaceState(null, '', `#${name}`);
    chosen(name);
  }

  buttons.forEach((button, index) => {
    const { name } = list[index] as Tab;
    button.addEventListener('click', () => choose(name));
    button.addEventListener('focus', () => choose(name));
  });
  bar.addEventListener('keydown', (event) => moveByArrows(event, buttons));
  choose(list.find(({ name }) => `#${name}` === location.hash)?.name ?? 'requests');
  return {
    bar,
    panels,
    count(name, number) {
      const button = buttons[list.findIndex((tab) => tab.name === name)];
      button?.replaceChildren(
        say(name),
        ' ',
        ...(number > 0 ? [element('span', { class: 'count' }, String(number))] : []),
      );
    },
  };
}
