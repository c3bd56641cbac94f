/** One thing that can be sent to an operation: a scenario, or a made-up request. */
import { askMock } from './ask-mock.ts';
import { element } from './element.ts';
import { bodyBlock, copyButton, statusMark } from './parts.ts';
import { type RequestEditor, requestEditor } from './request-editor.ts';
import { sendRequest, writeCurl, type Sent } from './send-request.ts';
import type { ShownOperation, ShownRequest, ShownScenario } from './shapes.ts';
import { say } from './words.ts';

export function scenarioRow({ id }: ShownOperation, scenario: ShownScenario, used: string | null): HTMLElement {
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
    operation: id,
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
    operation: id,
    request: () => askMock.sample(id),
  });
}

interface Row {
  mark: HTMLElement;
  title: string;
  description: string;
  tags: readonly string[];
  operation: string;
  request: () => Promise<ShownRequest>;
  prefer?: string;
  more?: HTMLElement;
}

function row({ mark, title, description, tags, operation, request, prefer, more }: Row): HTMLElement {
  const result = element('div', { class: 'result', 'aria-live': 'polite' });
  const send = element('button', { type: 'button' }, say('tryIt'));
  let editor: RequestEditor | undefined;
  const current = async (): Promise<ShownRequest> => editor?.request() ?? request();
  send.addEventListener('click', async () => {
    const chosen = await current();
    showSent(result, await sendRequest(chosen, editor ? undefined : prefer), chosen);
  });
  const place = element('div', { class: 'place' });
  const change = element('button', { type: 'button', class: 'quiet', 'aria-expanded': 'false' }, say('edit'));
  change.addEventListener('click', async () => {
    editor = editor ? undefined : requestEditor(operation, await request());
    place.replaceChildren(...(editor ? [editor.root] : []));
    change.ariaExpanded = String(editor !== undefined);
    change.textContent = say(editor ? 'cancel' : 'edit');
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
      change,
      copyButton(async () => writeCurl(await current(), editor ? undefined : prefer)),
      more,
    ),
    place,
    result,
  );
}

function showSent(result: HTMLElement, { status, body, duration }: Sent, request: ShownRequest): void {
  const facts = element('p', { class: 'facts' }, statusMark(status), ` ${duration.toFixed(1)} ms`);
  if (status === 0) return result.replaceChildren(facts, element('p', {}, say('failed') + body));
  const sent = element('details', {}, element('summary', {}, say('request')), bodyBlock(request.body));
  result.replaceChildren(facts, bodyBlock(body), sent);
}
