/** One exchange in full: what was sent, what came back, and what is wrong by field. */
import { element } from './element.ts';
import { bodyBlock, copyButton, methodMark, section, statusMark } from './parts.ts';
import { sendRequest, writeCurl } from './send-request.ts';
import type { ShownExchange, ShownMessage, ShownRequest } from './shapes.ts';
import { say, sayOf, tell } from './words.ts';

/** Headers that every client sends by itself; a curl line is short without them. */
const usual =
  /^(?:host|connection|content-length|user-agent|accept|accept-.*|origin|referer|sec-.*|cache-control|pragma)$/;

export function exchangeDetail(exchange: ShownExchange): HTMLElement[] {
  const { method, url, status, duration, fault, scenario, request, response } = exchange;
  return [
    element('h2', {}, methodMark(method), ' ', element('span', { class: 'url' }, url)),
    element(
      'p',
      { class: 'facts' },
      statusMark(status),
      ` ${duration} ms`,
      fault === undefined ? undefined : element('span', { class: 'tag warn' }, sayOf('fault', fault)),
      scenario === undefined ? undefined : element('span', { class: 'tag' }, sayOf('scenario', scenario)),
      element('span', { class: 'push' }),
      ...(request.cut === undefined ? repeating(requestOf(exchange)) : []),
    ),
    ...problemsOf(exchange),
    ...violationsOf(exchange),
    section(say('request'), bodyBlock(request.body), cutNote(request), headersOf(request)),
    section(
      say('response'),
      status === 0 ? element('p', { class: 'faint' }, say('noAnswer')) : bodyBlock(response.body),
      cutNote(response),
      headersOf(response),
    ),
  ];
}

/** Buttons that send the request once more, or copy it; half a request is none. */
function repeating(again: ShownRequest): HTMLElement[] {
  const send = element('button', { type: 'button' }, say('sendAgain'));
  send.addEventListener('click', () => void sendRequest(again));
  return [send, copyButton(() => writeCurl(again))];
}

function cutNote({ cut }: ShownMessage): HTMLElement | undefined {
  return cut === undefined ? undefined : element('p', { class: 'faint' }, `… ${say('onlyFirst')} ${cut}`);
}

function requestOf({ method, url, request }: ShownExchange): ShownRequest {
  const headers = request.headers.filter(([name, value]) => !usual.test(name) && value !== '•••');
  const { body } = request;
  return { method, target: url, headers: Object.fromEntries(headers), ...(body === undefined ? {} : { body }) };
}

function problemsOf({ problems = [] }: ShownExchange): HTMLElement[] {
  if (problems.length === 0) return [];
  const rows = problems.map(({ clause, message }) => [clause, tell(message)] as const);
  return [section(say('upstreamBroke'), fieldTable(rows))];
}

function violationsOf({ violations, reasons, open, fault, problems }: ShownExchange): HTMLElement[] {
  if (fault === 'reset' || fault === 'unavailable' || (violations.length === 0 && reasons.length === 0)) return [];
  const fields = violations.map(
    ({ in: place, field, message }) => [field === '' ? place : `${place} ${field}`, tell(message)] as const,
  );
  const told = new Set(violations.map(({ message }) => message));
  const others = reasons.filter((reason) => !told.has(reason)).map((reason) => ['', tell(reason)] as const);
  const title = open ? 'whyOpen' : problems ? 'clientBroke' : 'whyRefused';
  return [section(say(title), fieldTable([...fields, ...others]))];
}

function fieldTable(rows: readonly (readonly [string, string])[]): HTMLElement {
  const head = element('tr', {}, element('th', {}, say('field')), element('th', {}, say('problem')));
  const lines = rows.map(([field, message]) =>
    element('tr', {}, element('td', {}, element('code', {}, field)), element('td', {}, message)),
  );
  return element('table', { class: 'fields' }, element('thead', {}, head), element('tbody', {}, ...lines));
}

function headersOf({ headers }: ShownMessage): HTMLElement | undefined {
  if (headers.length === 0) return undefined;
  const lines = headers.flatMap(([name, value]) => [element('dt', {}, name), element('dd', {}, value)]);
  return element(
    'details',
    {},
    element('summary', {}, `${say('headers')} (${headers.length})`),
    element('dl', {}, ...lines),
  );
}
