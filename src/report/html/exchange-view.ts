/** One request and its answer, as they went over the wire. */
import type { ReportedExchange } from '../../http/display/describe-exchange.ts';
import { indentJson } from './indent-json.ts';
import { markup, type Markup } from './markup.ts';

/** The exchange with its headers; `step` numbers it within a sequence. */
export function exchangeView({ request, response, failure }: ReportedExchange, step: number | undefined): Markup {
  const sent = message(`${request.method} ${request.url}`, request.headers, request.body ?? '');
  const came = response ? message(String(response.status), response.headers, response.body) : markup``;
  return markup`<div class="exchange">
<section><h4>${step === undefined ? 'Request' : `Step ${step}: request`}</h4>${sent}</section>
<section><h4>Answer</h4>${came}${failure === undefined ? [] : markup`<p class="failure">${failure}</p>`}</section>
</div>`;
}

function message(start: string, headers: Readonly<Record<string, string>>, body: string): Markup {
  const lines = Object.entries(headers).map(([name, value]) => markup`<span class="quiet">${name}: ${value}</span>`);
  const shown = body === '' ? markup`<span class="quiet">(no body)</span>` : markup`${indentJson(body)}`;
  return markup`<pre tabindex="0"><strong>${start}</strong>
${lines}${lines.length === 0 ? '' : '\n'}
${shown}</pre>`;
}
