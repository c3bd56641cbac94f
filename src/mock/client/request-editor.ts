/** A request that can be changed before it is sent; while it is written, the contract says what it makes of it. */
import { askMock } from './ask-mock.ts';
import { element } from './element.ts';
import { readable } from './parts.ts';
import type { ShownCheck, ShownRequest } from './shapes.ts';
import { say, tell, type Word } from './words.ts';

export interface RequestEditor {
  root: HTMLElement;
  /** As it is written there by now. */
  request(): ShownRequest;
}

/** Milliseconds without a key before the contract is asked. */
const PAUSE = 250;

const zoneWords: Readonly<Record<ShownCheck['zone'], Word>> = {
  valid: 'allowed',
  invalid: 'forbidden',
  open: 'leftOpen',
};

export function requestEditor(operation: string, given: ShownRequest): RequestEditor {
  const target = element('input', {
    type: 'text',
    value: given.target,
    spellcheck: 'false',
    'aria-label': say('target'),
  });
  const headers = field(
    say('headers'),
    Object.entries(given.headers)
      .map(([name, value]) => `${name}: ${value}`)
      .join('\n'),
  );
  const body = field(say('body'), readable(given.body ?? ''));
  const verdict = element('div', { class: 'check', 'aria-live': 'polite' });
  const root = element(
    'div',
    { class: 'editor' },
    labelled(say('target'), target),
    labelled(say('headersHint'), headers),
    ...(given.body === undefined && ['GET', 'HEAD', 'DELETE'].includes(given.method)
      ? []
      : [labelled(say('body'), body)]),
    verdict,
  );
  const request = (): ShownRequest => ({
    method: given.method,
    target: target.value,
    headers: readHeaders(headers.value),
    ...(body.value === '' ? {} : { body: body.value }),
  });
  let timer: ReturnType<typeof setTimeout> | undefined;
  const check = async (): Promise<void> => {
    const asked = JSON.stringify(request());
    const found = await askMock.check(operation, request()).catch(() => undefined);
    // Somebody may have written on in the meantime.
    if (found && asked === JSON.stringify(request())) showCheck(verdict, found);
  };
  root.addEventListener('input', () => {
    for (const area of [headers, body]) fit(area);
    clearTimeout(timer);
    timer = setTimeout(() => void check(), PAUSE);
  });
  void check();
  return { root, request };
}

function field(name: string, text: string): HTMLTextAreaElement {
  const area = element('textarea', { spellcheck: 'false', 'aria-label': name });
  area.value = text;
  fit(area);
  return area;
}

/** As many lines as there are, and a few at least. */
function fit(area: HTMLTextAreaElement): void {
  area.rows = Math.min(24, Math.max(2, area.value.split('\n').length));
}

function labelled(name: string, control: HTMLElement): HTMLElement {
  return element('label', {}, element('span', { class: 'faint' }, name), control);
}

/** A line each: `Name: value`. */
function readHeaders(text: string): Record<string, string> {
  const lines = text.split('\n').map((line) => /^\s*([^:\s]+)\s*:\s*(.*?)\s*$/.exec(line));
  return Object.fromEntries(lines.flatMap((found) => (found ? [[found[1] ?? '', found[2] ?? '']] : [])));
}

function showCheck(verdict: HTMLElement, { zone, violations }: ShownCheck): void {
  verdict.className = `check ${zone}`;
  verdict.replaceChildren(
    element('strong', {}, say(zoneWords[zone])),
    ...(violations.length === 0
      ? []
      : [element('ul', {}, ...violations.map(({ message }) => element('li', {}, tell(message))))]),
  );
}
