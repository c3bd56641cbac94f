/** Requests of the platform into calls, replies into responses: a handle as a function like fetch. */
import { headerLines } from '../../http/value/header.ts';
import type { Contract } from '../../contract/contract.ts';
import type { Operation } from '../../contract/operation.ts';
import type { FetchLike } from '../../http/client/function-target.ts';
import { readParameters } from '../../http/value/parameter.ts';
import { readBody } from '../../http/value/received-request.ts';
import type { Call, Handle, Reply } from './call.ts';

/** A function that answers as `handle` does, and 404 to what the contract does not have. */
export function serveCalls(contract: Contract, handle: Handle): FetchLike {
  const routes = contract.operations.map((operation) => ({ operation, pattern: patternOf(operation) }));
  return async (request) => {
    const { pathname, search } = new URL(request.url);
    const method = request.method.toLowerCase();
    for (const { operation, pattern } of routes) {
      const match = operation.method === method ? pattern.exec(pathname) : null;
      if (!match) continue;
      const path = Object.fromEntries(namesIn(operation).map((name, index) => [name, decode(match[index + 1] ?? '')]));
      const bytes = Buffer.from(await request.arrayBuffer());
      const call = readCall(contract, operation, { path, query: search.slice(1), headers: request.headers, bytes });
      return writeReply(await handle(call));
    }
    return new Response(null, { status: 404 });
  };
}

interface Arrived {
  path: Readonly<Record<string, string>>;
  query: string;
  headers: Headers;
  bytes: Buffer;
}

function readCall(contract: Contract, operation: Operation, { path, query, headers, bytes }: Arrived): Call {
  const header = Object.fromEntries(headers);
  return {
    operation,
    values: readParameters(contract, operation, { path, query, header }),
    body: readBody(contract, operation, { bytes, headers: header }),
    text: bytes.toString(),
    headers: header,
  };
}

function writeReply({ status, headers, body, text }: Reply): Response {
  const json = body === undefined ? undefined : JSON.stringify(body);
  const bytes = text ?? json;
  const empty = bytes === undefined || [204, 205, 304].includes(status);
  return new Response(empty ? null : Buffer.from(bytes as string), { status, headers: headerLines(headers) });
}

export function patternOf({ path }: Operation): RegExp {
  const escaped = path.replace(/[.*+?^$()|[\]\\]/g, String.raw`\$&`);
  return new RegExp(`^${escaped.replace(/\{[^{}]*\}/g, '([^/]+)')}$`);
}

function namesIn({ path }: Operation): string[] {
  return [...path.matchAll(/\{([^{}]*)\}/g)].map(([, name = '']) => name);
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
