/** A stand-in for a Pact broker, on loopback: it answers as a broker's API does (HAL), and keeps what it was sent. */
import { readFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { committedPact } from './committed-pact.ts';

export interface Asked {
  line: string;
  authorization: string | undefined;
  body: unknown;
}

export interface Broker {
  url: string;
  asked: Asked[];
  close: () => Promise<void>;
}

export interface BrokerOptions {
  deployable?: boolean;
  /** What it demands as authorization. */
  token?: string;
}

export async function startBroker({ deployable = true, token }: BrokerOptions = {}): Promise<Broker> {
  const asked: Asked[] = [];
  const server = createServer(async (request, response) => {
    const body = await readBody(request);
    const { authorization, host } = request.headers;
    asked.push({ line: `${request.method} ${request.url}`, authorization, body });
    if (token !== undefined && authorization !== `Bearer ${token}`) return answer(response, 401, {});
    const found = answers(`http://${host}`, deployable)[`${request.method} ${request.url?.split('?', 1)[0]}`];
    return answer(response, found ? 200 : 404, found ?? {});
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const close = async (): Promise<void> => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  };
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, asked, close };
}

function answers(base: string, deployable: boolean): Readonly<Record<string, object>> {
  const link = (path: string): object => ({ href: base + path });
  const pact = JSON.parse(readFileSync(committedPact, 'utf8')) as object;
  return {
    'GET /': {
      _links: {
        self: link('/'),
        'pb:provider-pacts-for-verification': link('/pacts/provider/{provider}/for-verification'),
        'pb:pacticipant-branch-version': link('/pacticipants/{pacticipant}/branches/{branch}/versions/{version}'),
        'pb:publish-contracts': link('/contracts/publish'),
      },
    },
    'POST /pacts/provider/regions/for-verification': { _embedded: { pacts: [{ _links: { self: link('/pacts/1') } }] } },
    'POST /pacts/provider/nobody/for-verification': { _embedded: { pacts: [] } },
    'GET /pacts/1': { ...pact, _links: { 'pb:publish-verification-results': link('/pacts/1/results') } },
    'POST /pacts/1/results': {},
    'PUT /pacticipants/regions/branches/main/versions/2.0.0': {},
    'POST /contracts/publish': { notices: [], _embedded: {}, _links: {} },
    'GET /matrix': {
      summary: { deployable, reason: 'as it was asked to say', success: 1, failed: 0, unknown: 0 },
      notices: [],
      matrix: [],
    },
  };
}

async function readBody(request: IncomingMessage): Promise<unknown> {
  let text = '';
  for await (const chunk of request) text += String(chunk);
  return text === '' ? undefined : (JSON.parse(text) as unknown);
}

function answer(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { 'content-type': 'application/hal+json' }).end(JSON.stringify(body));
}
