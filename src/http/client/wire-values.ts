/** The values of a request as a server reads them: on the wire, parameters and forms are text. */
import type { Contract } from '../../contract/contract.ts';
import { takesForm, takesParts, type Operation, type RequestValues } from '../../contract/operation.ts';
import { readForm } from '../value/form.ts';
import { readParameters } from '../value/parameter.ts';
import { matchPath } from '../value/path-template.ts';
import { buildRequest } from './build-request.ts';

/** `values` written and read back. What reads back otherwise was never sent as it was meant. */
export function wireValues(contract: Contract, operation: Operation, values: RequestValues): RequestValues {
  const form = takesForm(operation);
  if ((operation.parameters.length === 0 && !form) || !isCarried(operation, values)) return values;
  const { url, headers, body } = buildRequest(operation, { values, form: {} }, { base: '', headers: {} });
  const [pathname = '', query = ''] = url.split('?', 2);
  const path = matchPath(operation.path, pathname) ?? {};
  const sent = form && body ? readForm(contract, operation.body?.contents[0]?.node, body.toString()) : values.body;
  return {
    ...readParameters(contract, operation, { path, query: new URLSearchParams(query), header: headers }),
    ...('body' in values ? { body: sent } : {}),
    ...(values.mediaType === undefined ? {} : { mediaType: values.mediaType }),
  };
}

/** Whether HTTP can carry the values at all, just as they are. */
export function isCarried(operation: Operation, values: RequestValues): boolean {
  const headers = Object.entries(values.header ?? {}).every(([name, value]) => isCarriedAs('header', name, value));
  const cookies = Object.entries(values.cookie ?? {}).every(([name, value]) => isCarriedAs('cookie', name, value));
  const path = Object.values(values.path ?? {}).every((value) => isPlain(value, /^(?!\.{0,2}$)[^\0]+$/s));
  const query = Object.values(values.query ?? {}).every((value) => !isLong(JSON.stringify(value)));
  // Which of its parts is a file, no value says: a form in parts is not sent.
  if (takesParts(operation) && values.body !== undefined) return false;
  return headers && cookies && path && query && (!takesForm(operation) || isFormBody(values.body));
}

/** Whether the text can name a header, or a cookie (RFC 9110, 5.6.2). */
export function isHeaderName(text: string): boolean {
  return /^[\w!#$%&'*+.^`|~-]+$/.test(text);
}

/** Whether a header, or a cookie, can have this name and this value (RFC 9110, 5.6.2 and 5.5; RFC 6265, 4.1.1). */
export function isCarriedAs(place: 'header' | 'cookie', name: string, value: unknown): boolean {
  const allowed = place === 'header' ? /^[!-~]([ -~]*[!-~])?$/ : /^[!#-+--:<-[\]-~]*$/;
  return isHeaderName(name) && isPlain(value, allowed);
}

/** Servers bound the length of a URL and of headers, each in its own way. */
function isLong(value: unknown): boolean {
  return String(value).length > 1_000;
}

function isPlain(value: unknown, allowed: RegExp): boolean {
  return [value].flat().every((each) => typeof each !== 'object' && allowed.test(String(each)) && !isLong(each));
}

/** A form has names and texts; what is deeper, or none at all, cannot be written as one. */
function isFormBody(body: unknown): boolean {
  if (body === undefined) return true;
  if (typeof body !== 'object' || body === null || Array.isArray(body)) return false;
  return Object.values(body)
    .flat()
    .every((value) => typeof value !== 'object');
}
