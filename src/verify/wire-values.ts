/** The values of a request as a server reads them: on the wire, parameters are text. */
import type { Contract } from '../contract/contract.ts';
import type { Operation } from '../contract/operation.ts';
import { readParameters } from '../contract/read-parameters.ts';
import type { RequestValues } from '../contract/zone-of.ts';
import { buildRequest } from './build-request.ts';

/** `values` written and read back. What reads back otherwise was never sent as it was meant. */
export function wireValues(contract: Contract, operation: Operation, values: RequestValues): RequestValues {
  if (operation.parameters.length === 0) return values;
  const { url, headers } = buildRequest(operation, { values, form: {} }, { base: 'http://wire', headers: {} });
  const { pathname, searchParams } = new URL(url);
  const path = readPath(operation.path, pathname);
  const { body, mediaType } = values;
  return {
    ...readParameters(contract, operation, { path, query: searchParams, header: headers }),
    ...('body' in values ? { body } : {}),
    ...(mediaType === undefined ? {} : { mediaType }),
  };
}

function readPath(template: string, pathname: string): Record<string, string> {
  const parts = pathname.split('/');
  const named = template.split('/').flatMap((part, index) => {
    const name = /^\{([^{}]*)\}$/.exec(part)?.[1];
    return name === undefined ? [] : [[name, decodeURIComponent(parts[index] ?? '')] as const];
  });
  return Object.fromEntries(named);
}
