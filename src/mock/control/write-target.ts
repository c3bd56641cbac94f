/** Writes the values of a request as an HTTP client sends them: target, headers, body. */
import { type Operation, parameterKey, type RequestValues } from '../../contract/operation.ts';
import { writeBody } from '../../http/value/body.ts';
import { writeHeaders, writePath, writeQuery } from '../../http/value/parameter.ts';
import type { ShownRequest } from '../client/shapes.ts';

/** The request with these values, in the first documented media type. */
export function writeTarget(operation: Operation, values: RequestValues): ShownRequest {
  const { method, body, parameters } = operation;
  const path = writePath(operation, values.path);
  const query = new URLSearchParams(writeQuery(operation, values.query));
  const known = new Set(parameters.filter((each) => each.in === 'header').map((each) => parameterKey(each)));
  const header = Object.entries(values.header ?? {}).filter(([name]) => known.has(name.toLowerCase()));
  const mediaType = body?.contents[0]?.mediaType ?? 'application/json';
  return {
    method: method.toUpperCase(),
    target: query.size > 0 ? `${path}?${query}` : path,
    headers: {
      ...writeHeaders(operation, { header: Object.fromEntries(header), cookie: values.cookie ?? {} }),
      ...(values.body === undefined ? {} : { 'content-type': mediaType }),
    },
    ...(values.body === undefined ? {} : { body: writeBody(values.body, mediaType) }),
  };
}
