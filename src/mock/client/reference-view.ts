/** The API reference, in a frame of its own; it is loaded when it is first looked at. */
import { element } from './element.ts';
import { say } from './words.ts';

export interface ReferenceView {
  root: HTMLElement;
  /** Loads it, unless it is there. */
  look(installed: boolean): void;
  /** The contract is another: what was loaded is out of date. */
  renew(): void;
}

export function referenceView(): ReferenceView {
  const root = element('div', { class: 'reference' });
  const dark = matchMedia('(prefers-color-scheme: dark)');
  let loaded = false;
  function load(installed: boolean): void {
    loaded = true;
    if (installed) {
      const source = `reference?theme=${dark.matches ? 'dark' : 'light'}`;
      return root.replaceChildren(element('iframe', { src: source, title: say('reference') }));
    }
    const line = element('pre', { class: 'body' }, 'npm install --save-dev @scalar/api-reference');
    root.replaceChildren(element('div', { class: 'page' }, element('p', {}, say('install')), line));
  }
  dark.addEventListener('change', () => loaded && load(root.querySelector('iframe') !== null));
  return {
    root,
    look: (installed) => void (loaded || load(installed)),
    renew: () => void (loaded && load(root.querySelector('iframe') !== null)),
  };
}
