/** Reads an HTTP request to an operation into the values that the responder judges. */
import type { Contract } from '../../contract/contract.ts';
import type { Operation, RequestValues } from '../../contract/operation.ts';
import type { Body } from '../../http/value/body.ts';
import { readBody, readValues, type ReceivedRequest, textOf } from '../../http/value/received-request.ts';
import { checkCredentials, type Unidentified } from './check-credentials.ts';
import { wishNames, type Preference } from './preference.ts';

/** What the mock is asked, without HTTP. */
export interface MockRequest {
  /** The parameters; the body stands apart, since it may be none. */
  values: RequestValues;
  body: Body;
  accept: string | undefined;
  preference: Preference;
  /** Present where the credentials that the operation demands are missing, or are none. */
  unidentified?: Unidentified | undefined;
}

/** A request as it came, with what it asks of the mock. */
export interface RawRequest extends ReceivedRequest {
  preference: Preference;
}

export function readRequest(contract: Contract, operation: Operation, raw: RawRequest): MockRequest {
  const { path, query, headers, preference } = raw;
  return {
    values: readValues(contract, operation, { path, query: withoutWishes(query), headers }),
    body: readBody(contract, operation, raw),
    accept: textOf(headers['accept']),
    preference,
    unidentified: checkCredentials(operation, raw),
  };
}

/** Whoever cannot set a header asks for an answer in the query: what is meant for the mock is no parameter. */
function withoutWishes(query: string): string {
  if (!query.includes('__')) return query;
  return query
    .split('&')
    .filter((pair) => !isWish(pair))
    .join('&');
}

function isWish(pair: string): boolean {
  return wishNames.some((name) => pair === `__${name}` || pair.startsWith(`__${name}=`));
}
