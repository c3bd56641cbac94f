/** One thing that can be sent to an operation: a scenario, or a made-up request. */
import { askMock } from './ask-mock.ts';
import { element } from './element.ts';
import { bodyBlock, copyButton, statusMark } from './parts.ts';
import { sendRequest, writeCurl, type Sent } from './send-request.ts';
import type { ShownOperation, ShownRequest, ShownScenario } from './shapes.ts';
import { say } from './words.ts';

export function scenarioRow(scenario: ShownScenario, used: string | null): HTMLElement {
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

/** Shows whether the scenario of a button answers everything. */
export function markUse(button: HTMLButtonElement, used: string | null): void {
  const on = button.dataset['scenario'] === used;
  button.ariaPressed = String(on);
  button.textContent = say(on ? 'inUse' : 'useForAll');
}

export function sampleRow({ id }: ShownOperation): HTMLElement {
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
