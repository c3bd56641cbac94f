/** What operations there are, and what can be sent to each. */
import { element } from './element.ts';
import { methodMark } from './parts.ts';
import { markUse, sampleRow, scenarioRow } from './scenario-row.ts';
import type { MockDescription, ShownOperation } from './shapes.ts';
import { say, sayOf } from './words.ts';

export interface OperationsView {
  root: HTMLElement;
  show(mock: MockDescription): void;
}

/** So few are open from the start. */
const OPEN = 3;

export function operationsView(): OperationsView {
  const filter = element('input', { type: 'search', placeholder: say('filter'), 'aria-label': say('filter') });
  const list = element('div', {});
  const none = element('p', { class: 'faint', hidden: true }, say('noMatch'));
  const tools = element('div', { class: 'tools' }, filter);
  let written = '';

  function sift(): void {
    const words = filter.value.toLowerCase().split(/\s+/).filter(Boolean);
    const all = [...list.children] as HTMLElement[];
    for (const each of all) each.hidden = !words.every((word) => (each.dataset['text'] ?? '').includes(word));
    none.hidden = all.some((each) => !each.hidden);
  }

  filter.addEventListener('input', sift);
  return {
    root: element('div', { class: 'page' }, tools, list, none),
    show({ operations, settings }) {
      for (const mark of list.querySelectorAll<HTMLButtonElement>('[data-scenario]')) markUse(mark, settings.scenario);
      const text = JSON.stringify(operations);
      if (text === written) return;
      written = text;
      const open = operations.length <= OPEN;
      tools.hidden = open;
      list.replaceChildren(...operations.map((operation) => card(operation, open, settings.scenario)));
      sift();
    },
  };
}

/** An operation; what is in it is made when it is opened, since there may be a thousand. */
function card(operation: ShownOperation, open: boolean, used: string | null): HTMLElement {
  const { method, path, summary, id, scenarios } = operation;
  const made = element(
    'details',
    { class: 'card', 'data-text': `${method} ${path} ${summary} ${id}`.toLowerCase() },
    element(
      'summary',
      {},
      methodMark(method),
      element('span', { class: 'url' }, path),
      element('span', { class: 'faint' }, summary),
    ),
  );
  const fill = (): void => {
    if (made.childElementCount > 1) return;
    made.append(
      element(
        'p',
        { class: 'faint answers' },
        sayOf(
          'answers',
          operation.responses
            .map(({ status, description }) => (description === status ? status : `${status} ${description}`))
            .join(' · '),
        ),
      ),
      ...scenarios.map((scenario) => scenarioRow(operation, scenario, used)),
      sampleRow(operation),
    );
  };
  made.addEventListener('toggle', fill);
  if (open) {
    fill();
    made.open = true;
  }
  return made;
}
