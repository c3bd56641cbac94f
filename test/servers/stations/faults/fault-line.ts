/** A fault as one line of a table, and the usual ways to put one in. */
import type { Call, Reply } from '../right/call.ts';
import type { Body } from '../right/state.ts';
import type { Way } from '../right-server.ts';

/** The operations are parted by blanks. */
export type FaultLine = readonly [id: string, sentence: string, operations: string, way: Way];

/** Does something else in place of the operation, or lets it do its work. */
export function instead(
  operation: string,
  act: (call: Call, next: () => Promise<Reply>) => Reply | Promise<Reply>,
): Way {
  return { around: () => (call, next) => (call.operation === operation ? act(call, next) : next()) };
}

/** Changes what the operation answers where it answers `status`. */
export function answered(operation: string, status: number, change: (reply: Reply) => Reply): Way {
  return instead(operation, async (_call, next) => {
    const reply = await next();
    return reply.status === status ? change(reply) : reply;
  });
}

/** Changes what the operation answers when it succeeds. */
export function afterwards(operation: string, change: (reply: Reply, call: Call) => Reply): Way {
  return instead(operation, async (call, next) => {
    const reply = await next();
    return reply.status < 300 ? change(reply, call) : reply;
  });
}

/** Changes the JSON that the operation answers when it succeeds. */
export function changeJson(operation: string, change: (json: Body, call: Call) => unknown): Way {
  return afterwards(operation, (reply, call) =>
    reply.json === undefined ? reply : { ...reply, json: change(reply.json as Body, call) },
  );
}

/** Changes the request before it is read. */
export function readAs(operation: string, change: (call: Call) => Partial<Call>): Way {
  return instead(operation, (call, next) => {
    Object.assign(call, change(call));
    return next();
  });
}

/** The JSON of a request, or nothing where it is none. */
export function sentJson({ bytes }: Call): Body {
  try {
    const value = JSON.parse(bytes.toString()) as unknown;
    return typeof value === 'object' && value !== null ? (value as Body) : {};
  } catch {
    return {};
  }
}

/** The query without one of its parameters, or with another value of it. */
export function withQuery({ query }: Call, name: string, value?: string): Partial<Call> {
  const other = new URLSearchParams(query);
  if (value === undefined) other.delete(name);
  else other.set(name, value);
  return { query: other };
}

/** The request with another body. */
export const withBody = (value: unknown): Partial<Call> => ({ bytes: Buffer.from(JSON.stringify(value)) });
