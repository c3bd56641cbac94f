/** Makes elements. Text becomes text, never markup: what a client sent cannot do anything here. */
import { visible } from './visible.ts';

export type Child = Node | string | undefined;

type Attribute = string | number | boolean | undefined | ((event: Event) => void);

/** Attributes that somebody reads. */
const read: ReadonlySet<string> = new Set(['title', 'aria-label', 'placeholder']);

/** `element('button', { class: 'quiet', onclick: send }, 'Send')` */
export function element<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  attributes: Readonly<Record<string, Attribute>>,
  ...children: readonly Child[]
): HTMLElementTagNameMap[K] {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === 'function') made.addEventListener(name.slice(2), value);
    else if (value === true) made.setAttribute(name, '');
    else if (value !== undefined && value !== false)
      made.setAttribute(name, read.has(name) ? visible(String(value)) : String(value));
  }
  made.append(
    ...children
      .filter((child) => child !== undefined)
      .map((child) => (typeof child === 'string' ? visible(child) : child)),
  );
  return made;
}

/** Puts a text in the place of what an element holds. */
export function showText(shown: HTMLElement, text: string): void {
  shown.textContent = visible(text);
}
