/** One right implementation of the operation, in memory; a change replaces any of its stages. */
import { randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { findFlaw, path, submitted, type Body } from './region-members.ts';

/** Why an answer says what it says. */
export type Reason = 'created' | 'malformed' | 'invalid' | 'duplicate' | 'other';

export interface Reply {
  status: number;
  reason: Reason;
  body: unknown;
  headers: Record<string, string>;
}

/** What the server remembers from one request to the next. */
export interface Memory {
  /** Every name given so far is in one of these. */
  accepted: Body[];
  answers: Body[];
  requests: number;
}

export interface Call {
  request: IncomingMessage;
  response: ServerResponse;
  memory: Memory;
  /** 1 for the first request that the server gets. */
  number: number;
  /** 1 for the first request on its connection. */
  onConnection: number;
}

type Soon<T> = T | Promise<T>;

/** The way of a request through the server, stage by stage. */
export interface Stages {
  /** Answers what needs no look at the body. */
  admit: (call: Call) => Soon<Reply | undefined>;
  read: (call: Call) => Promise<Buffer[]>;
  decode: (chunks: Buffer[]) => string;
  parse: (text: string) => unknown;
  /** What is wrong with the body. */
  validate: (value: unknown, call: Call) => string | undefined;
  /** Takes the name for this body; false when it is taken already. */
  claim: (body: Body, call: Call) => Soon<boolean>;
  build: (body: Body, call: Call) => Soon<Body>;
  refuse: (reason: Reason, message: string) => Reply;
  /** The last look at an answer before it is written. */
  finish: (reply: Reply, call: Call) => Soon<Reply>;
  serialise: (reply: Reply) => string | Buffer;
  send: (payload: string | Buffer, reply: Reply, call: Call) => void;
}

/** Made anew for every start, so that what a change remembers in its closure is the server's own. */
export type Change = (right: Stages) => Partial<Stages>;

export interface RunningServer {
  url: string;
  close: () => Promise<void>;
}

export const json = { 'content-type': 'application/json' };

const rightStages: Stages = {
  admit({ request }) {
    const [pathname] = (request.url ?? '').split('?');
    if (pathname !== path) return { ...rightStages.refuse('other', 'no such path'), status: 404 };
    if (request.method !== 'POST') return { ...rightStages.refuse('other', 'no such method'), status: 405 };
    return undefined;
  },
  async read({ request }) {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    return chunks;
  },
  decode: (chunks) => new TextDecoder('utf-8', { fatal: true }).decode(Buffer.concat(chunks)),
  parse: (text) => JSON.parse(text) as unknown,
  validate: findFlaw,
  claim(body, { memory }) {
    if (memory.accepted.some((other) => other['region_name'] === body['region_name'])) return false;
    memory.accepted.push(body);
    return true;
  },
  build: (body) => ({ ...defaults(), ...echo(body) }),
  refuse: (reason, msg) => ({ status: 400, reason, body: { msg }, headers: json }),
  finish: (reply) => reply,
  serialise: ({ body }) => JSON.stringify(body),
  send(payload, { status, headers }, { response }) {
    response.writeHead(status, { ...headers, 'content-length': Buffer.byteLength(payload) }).end(payload);
  },
};

function defaults(): Body {
  const region_id = randomUUID();
  return {
    region_id,
    token: null,
    scope: 'private',
    ssl_ca_cert: null,
    cert_file: null,
    key_file: null,
    status: '0',
    desc: '',
  };
}

function echo(body: Body): Body {
  const sent = submitted.filter((name) => name in body);
  return Object.fromEntries(sent.map((name) => [name, name === 'status' ? String(body[name]) : body[name]]));
}

/** Starts the right server, or the one that `change` makes of it, on a free port. */
export async function startServer(change: Change = () => ({})): Promise<RunningServer> {
  const stages = { ...rightStages, ...change(rightStages) };
  const memory: Memory = { accepted: [], answers: [], requests: 0 };
  const served = new WeakMap<Socket, number>();
  const server = createServer((request, response) => {
    const onConnection = (served.get(request.socket) ?? 0) + 1;
    served.set(request.socket, onConnection);
    memory.requests += 1;
    const call = { request, response, memory, number: memory.requests, onConnection };
    handle(stages, call).catch(() => response.destroy());
  });
  server.on('clientError', (_, socket) => socket.destroy());
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const close = async (): Promise<void> => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  };
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, close };
}

async function handle(stages: Stages, call: Call): Promise<void> {
  const reply = await stages.finish(await decide(stages, call), call);
  call.request.resume();
  stages.send(stages.serialise(reply), reply, call);
}

async function decide(stages: Stages, call: Call): Promise<Reply> {
  const early = await stages.admit(call);
  if (early !== undefined) return early;
  const chunks = await stages.read(call);
  let value: unknown;
  try {
    value = stages.parse(stages.decode(chunks));
  } catch {
    return stages.refuse('malformed', 'the body is not JSON');
  }
  const flaw = stages.validate(value, call);
  if (flaw !== undefined) return stages.refuse('invalid', flaw);
  const body = value as Body;
  if (!(await stages.claim(body, call)))
    return stages.refuse('duplicate', `the name is taken: ${String(body['region_name']).slice(0, 64)}`);
  const answer = await stages.build(body, call);
  call.memory.answers.push(answer);
  return { status: 201, reason: 'created', body: answer, headers: json };
}
