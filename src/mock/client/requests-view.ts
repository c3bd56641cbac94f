/** The live log: requests as they come, the newest on top, and one of them in full. */
import { askMock } from './ask-mock.ts';
import { element } from './element.ts';
import { exchangeDetail } from './exchange-detail.ts';
import { methodMark, moveByArrows, statusMark, copyButton } from './parts.ts';
import { writeCurl } from './send-request.ts';
import type { ShownExchange, ShownOperation } from './shapes.ts';
import { currentLanguage, join, say, sayOf, tell } from './words.ts';

export interface RequestsView {
  root: HTMLElement;
  add(exchanges: readonly ShownExchange[]): void;
  /** Begins again with these. */
  replace(exchanges: readonly ShownExchange[]): void;
  operations(operations: readonly ShownOperation[]): void;
}

/** How many rows the page keeps. */
const KEPT = 500;

export function requestsView(): RequestsView {
  let shown: ShownExchange[] = [];
  let first: ShownOperation | undefined;
  let chosen: number | undefined;
  const filter = element('input', { type: 'search', placeholder: say('filter'), 'aria-label': say('filter') });
  const refused = element('input', { type: 'checkbox' });
  const clear = element(
    'button',
    { type: 'button', class: 'quiet', onclick: () => void askMock.clear() },
    say('clear'),
  );
  const save = element(
    'a',
    { class: 'quiet', href: 'exchanges.har', download: 'docpact.har', title: say('saveHarHint') },
    say('saveHar'),
  );
  const rows = element('div', { class: 'rows', role: 'list', 'aria-label': say('requests') });
  const empty = element('div', { class: 'empty' });
  const detail = element('div', { class: 'detail', 'aria-live': 'polite' });
  filter.addEventListener('input', renew);
  refused.addEventListener('change', renew);
  rows.addEventListener('keydown', (event) => moveByArrows(event, [...rows.querySelectorAll('button')]));

  function fits(exchange: ShownExchange): boolean {
    const words = filter.value.toLowerCase().split(/\s+/).filter(Boolean);
    const text = JSON.stringify([
      exchange.method,
      exchange.url,
      exchange.status,
      exchange.reasons,
      exchange.request.body,
    ]);
    const bad = exchange.status >= 400 || exchange.status === 0 || (exchange.problems?.length ?? 0) > 0;
    return (!refused.checked || bad) && words.every((word) => text.toLowerCase().includes(word));
  }

  function renew(): void {
    rows.replaceChildren(...shown.filter(fits).toReversed().map(row));
    explain();
  }

  function row(exchange: ShownExchange): HTMLElement {
    const { id, at, method, url, status, duration, problems = [] } = exchange;
    const broken = problems.length > 0;
    const time = new Date(at).toLocaleTimeString(currentLanguage(), { hour12: false });
    const button = element(
      'button',
      { type: 'button', class: 'row', 'data-id': id, 'aria-current': id === chosen ? 'true' : undefined },
      element('time', {}, time),
      methodMark(method),
      element('span', { class: 'url', title: url }, url),
      statusMark(status),
      element('span', { class: 'duration' }, `${duration} ms`),
      element('span', { class: broken ? 'remark bad' : 'remark' }, remarkOf(exchange)),
    );
    button.addEventListener('click', () => choose(exchange));
    button.addEventListener('focus', () => choose(exchange));
    return element('div', { role: 'listitem' }, button);
  }

  function choose(exchange: ShownExchange): void {
    if (chosen === exchange.id && detail.childElementCount > 1) return;
    chosen = exchange.id;
    for (const each of rows.querySelectorAll('[aria-current]')) each.removeAttribute('aria-current');
    rows.querySelector(`[data-id="${exchange.id}"]`)?.setAttribute('aria-current', 'true');
    detail.replaceChildren(...exchangeDetail(exchange));
    detail.scrollTop = 0;
  }

  function explain(): void {
    empty.hidden = rows.childElementCount > 0;
    if (empty.hidden) return;
    if (shown.length > 0) return empty.replaceChildren(element('p', {}, say('nothingFits')));
    empty.replaceChildren(element('p', {}, say('nothingYet')));
    if (!first) return;
    const line = element('code', {}, '…');
    const { id } = first;
    void askMock.sample(id).then((request) => (line.textContent = writeCurl(request)));
    empty.append(
      element('pre', { class: 'body' }, line),
      copyButton(() => line.textContent ?? ''),
    );
  }

  detail.replaceChildren(element('p', { class: 'faint' }, say('choose')));
  return {
    root: element(
      'div',
      { class: 'split' },
      element(
        'div',
        { class: 'pane' },
        element(
          'div',
          { class: 'tools' },
          filter,
          element('label', {}, refused, ` ${say('onlyRefused')}`),
          clear,
          save,
        ),
        rows,
        empty,
      ),
      detail,
    ),
    add(coming) {
      // What was asked for in the meantime may have come already.
      const exchanges = coming.filter(({ id }) => id > (shown.at(-1)?.id ?? 0));
      shown = [...shown, ...exchanges].slice(-KEPT);
      rows.prepend(...exchanges.filter(fits).toReversed().map(row));
      while (rows.childElementCount > KEPT) rows.lastElementChild?.remove();
      explain();
    },
    replace(exchanges) {
      shown = [...exchanges];
      renew();
    },
    operations(operations) {
      first = operations.find(({ path }) => !path.includes('{')) ?? operations[0];
      explain();
    },
  };
}

/** In one line, what is worth knowing of an exchange. */
function remarkOf({ fault, scenario, problems = [], reasons, open }: ShownExchange): string {
  const parts = [
    ...(fault === undefined ? [] : [sayOf('fault', fault)]),
    ...(scenario === undefined ? [] : [sayOf('scenario', scenario)]),
    ...problems.map(({ message }) => tell(message)),
    ...(fault === 'reset' || fault === 'unavailable' ? [] : reasons.map(tell)),
  ];
  return open ? sayOf('open', join(parts)) : join(parts);
}
