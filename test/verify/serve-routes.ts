/** Serves routes of a table on a free port: a server in a few lines, for contracts of a few lines. */
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { whenFileEnds } from '../file-ends.ts';

/** What a route is asked. */
export interface Asked {
  /** The values of the path's templates, by position. */
  path: readonly string[];
  query: URLSearchParams;
  headers: IncomingMessage['headers'];
  /** The JSON of the body, or the texts of a form; undefined where there is none. */
  body: unknown;
}

export interface Answered {
  status: number;
  json?: unknown;
  /** In place of JSON. */
  text?: string;
  headers?: Readonly<Record<string, string>>;
}

export type Route = (asked: Asked) => Answered;

/** By `METHOD /path/{id}`; anything else is 404, and what is no JSON 400. The base URL; the server is closed when the test file is through. */
export async function serveRoutes(
  routes: Readonly<Record<string, Route>>,
  onConnection: () => void = () => undefined,
): Promise<string> {
  const table = Object.entries(routes).map(([route, answer]) => {
    const [method = '', path = ''] = route.split(' ');
    const pattern = new RegExp(`^${path.replaceAll(/\{[^}]*\}/g, '([^/]+)')}$`);
    return { method, pattern, answer };
  });
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const url = new URL(request.url ?? '/', 'http://host');
    const found = table
      .filter(({ method }) => method === request.method)
      .map((route) => ({ ...route, match: route.pattern.exec(url.pathname) }))
      .find(({ match }) => match);
    const sent = parse(Buffer.concat(chunks).toString(), request.headers['content-type']);
    if (!sent) return void response.writeHead(400).end();
    const asked: Asked = {
      path: (found?.match?.slice(1) ?? []).map(decodeURIComponent),
      query: url.searchParams,
      headers: request.headers,
      body: sent.value,
    };
    const { status, json, text, headers } = found?.answer(asked) ?? { status: 404, json: { message: 'not here' } };
    const type = text === undefined ? 'application/json' : 'text/plain';
    const body = text ?? (json === undefined ? '' : JSON.stringify(json));
    response.writeHead(status, { ...(body === '' ? {} : { 'content-type': type }), ...headers }).end(body);
  });
  server.on('connection', onConnection);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  whenFileEnds(() => void server.close());
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

function parse(text: string, type = ''): { value: unknown } | undefined {
  if (text === '') return { value: undefined };
  try {
    return { value: JSON.parse(text) };
  } catch {
    return /urlencoded/i.test(type) ? { value: Object.fromEntries(new URLSearchParams(text)) } : undefined;
  }
}
