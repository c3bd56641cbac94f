/** Writes the values of a request as an HTTP client sends them: target, headers, body. */
import type { Contract } from '../../contract/contract.ts';
import { contentOf, type Operation, parameterKey, type RequestValues } from '../../contract/operation.ts';
import { sampleCredentials } from '../../http/client/credentials.ts';
import { writeBody } from '../../http/value/body.ts';
import { writeHeaders, writePath, writeQuery } from '../../http/value/parameter.ts';
import type { ShownRequest } from '../client/shapes.ts';

/** The request with these values, in the first documented media type. */
export function writeTarget(contract: Contract, operation: Operation, values: RequestValues): ShownRequest {
  const { method, parameters } = operation;
  const path = writePath(operation, values.path);
  const query = writeQuery(operation, values.query);
  const known = new Set(parameters.filter((each) => each.in === 'header').map((each) => parameterKey(each)));
  const header = Object.entries(values.header ?? {}).filter(([name]) => known.has(name.toLowerCase()));
  const body =
    values.body === undefined
      ? undefined
      : writeBody(values.body, { contract, content: contentOf(operation, values.mediaType) });
  return {
    method: method.toUpperCase(),
    target: query !== '' ? `${path}?${query}` : path,
    headers: {
      ...writeHeaders(operation, { header: Object.fromEntries(header), cookie: values.cookie ?? {} }),
      ...(body ? { 'content-type': body.contentType } : {}),
    },
    ...(body ? { body: new TextDecoder().decode(body.bytes) } : {}),
  };
}

/** The same with credentials that the mock takes, where the operation demands some. */
export function writeSample(contract: Contract, operation: Operation, values: RequestValues): ShownRequest {
  const written = writeTarget(contract, operation, values);
  const { method, target: url, headers } = written;
  const admitted = sampleCredentials(operation).apply({ method, url, headers, body: undefined }, operation);
  return { ...written, target: admitted.url, headers: admitted.headers };
}
