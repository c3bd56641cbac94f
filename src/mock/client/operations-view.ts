/** What operations there are, and what can be sent to each. */
import { askMock } from './ask-mock.ts';
import { element } from './element.ts';
import { bodyBlock, copyButton, methodMark, statusMark } from './parts.ts';
import { sendRequest, writeCurl, type Sent } from './send-request.ts';
import type { MockDescription, ShownOperation, ShownRequest, ShownScenario } from './shapes.ts';
import { say } from './words.ts';

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
  let written = '';

  function sift(): void {
    const words = filter.value.toLowerCase().split(/\s+/).filter(Boolean);
    const all = [...list.children] as HTMLElement[];
    for (const each of all) each.hidden = !words.every((word) => (each.dataset['text'] ?? '').includes(word));
    none.hidden = all.some((each) => !each.hidden);
  }

  filter.addEventListener('input', sift);
  return {
    root: element('div', { class: 'page' }, element('div', { class: 'tools' }, filter), list, none),
    show({ operations, settings }) {
      for (const mark of list.querySelectorAll<HTMLButtonElement>('[data-scenario]')) markUse(mark, settings.scenario);
      const text = JSON.stringify(operations);
      if (text === written) return;
      written = text;
      const open = operations.length <= OPEN;
      filter.hidden = operations.length <= OPEN;
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
        `${say('answers')}: ${operation.responses.map(({ status, description }) => (description === status ? status : `${status} ${description}`)).join(' · ')}`,
      ),
      ...scenarios.map((scenario) => scenarioRow(scenario, used)),
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

function scenarioRow(scenario: ShownScenario, used: string | null): HTMLElement {
  const { name, description, status, undocumented, given, request } = scenario;
  const prefer = `example=${name}`;
  const use = element('button', { type: 'button', class: 'quiet use', 'data-scenario': name });
  use.addEventListener('click', () => void askMock.change({ scenario: use.ariaPressed === 'true' ? null : name }));
  markUse(use, used);
  return row({
    mark: statusMark(status),
    title: name,
    description,
    tags: [
      ...(undocumented ? [say('undocumented')] : []),
      ...(given.length > 0 ? [`${say('given')} ${given.join(', ')}`] : []),
    ],
    request: async () => request,
    prefer,
    more: use,
  });
}

function markUse(button: HTMLButtonElement, used: string | null): void {
  const on = button.dataset['scenario'] === used;
  button.ariaPressed = String(on);
  button.textContent = say(on ? 'inUse' : 'useForAll');
}

function sampleRow({ id }: ShownOperation): HTMLElement {
  return row({
    mark: element('span', { class: 'status' }, '⚄'),
    title: say('madeUp'),
    description: say('madeUpHint'),
    tags: [],
    request: () => askMock.sample(id),
  });
}

interface Row {
  mark: HTMLElement;
  title: string;
  description: string;
  tags: readonly string[];
  request: () => Promise<ShownRequest>;
  prefer?: string;
  more?: HTMLElement;
}

function row({ mark, title, description, tags, request, prefer, more }: Row): HTMLElement {
  const result = element('div', { class: 'result', 'aria-live': 'polite' });
  const send = element('button', { type: 'button' }, say('tryIt'));
  send.addEventListener('click', async () => {
    const chosen = await request();
    showSent(result, await sendRequest(chosen, prefer), chosen);
  });
  return element(
    'div',
    { class: 'scenario' },
    mark,
    element(
      'div',
      { class: 'what' },
      element('strong', {}, title),
      ...tags.map((tag) => element('span', { class: 'tag' }, tag)),
      element('p', { class: 'faint' }, description),
    ),
    element(
      'div',
      { class: 'actions' },
      send,
      copyButton(async () => writeCurl(await request(), prefer)),
      more,
    ),
    result,
  );
}

function showSent(result: HTMLElement, { status, body, duration }: Sent, request: ShownRequest): void {
  const facts = element('p', { class: 'facts' }, statusMark(status), ` ${duration.toFixed(1)} ms`);
  if (status === 0) return result.replaceChildren(facts, element('p', {}, say('failed') + body));
  const sent = element('details', {}, element('summary', {}, say('request')), bodyBlock(request.body));
  result.replaceChildren(facts, bodyBlock(body), sent);
}
