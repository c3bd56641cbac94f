/** Sends a step's request and reads what comes back, whatever it is. */
import { Agent, request } from 'node:http';
import { path } from '../region-members.ts';
import type { Step } from './step.ts';

export interface Answer {
  status: number;
  headers: Readonly<Record<string, string | readonly string[] | undefined>>;
  body: Buffer;
}

export interface Client {
  send: (step: Step) => Promise<Answer | Error>;
  close: () => void;
}

/** The most bytes of an answer that are read. */
export const longest = 10 * 2 ** 20;

/** A client that keeps its connections, as HTTP clients do. */
export function openClient(url: string, patience = 2000): Client {
  const agent = new Agent({ keepAlive: true });
  return { send: (step) => send(step, { url, agent, patience }), close: () => agent.destroy() };
}

interface Sending {
  url: string;
  agent: Agent;
  patience: number;
}

function send(step: Step, { url, agent, patience }: Sending): Promise<Answer | Error> {
  const { wire = [JSON.stringify(step.body)], headers = {} } = step;
  const sent = Object.entries({ 'content-type': 'application/json', accept: 'application/json', ...headers });
  const length =
    wire.length === 1 ? { 'content-length': Buffer.byteLength(wire[0] ?? '') } : { 'transfer-encoding': 'chunked' };
  return new Promise((resolve) => {
    const timer = setTimeout(() => outgoing.destroy(new Error('no answer in time')), patience);
    const settle = (result: Answer | Error): void => {
      clearTimeout(timer);
      resolve(result);
    };
    const outgoing = request(`${url}${path}`, {
      method: 'POST',
      agent,
      headers: { ...Object.fromEntries(sent.filter(([, value]) => value !== null)), ...length },
    });
    outgoing.on('error', settle);
    outgoing.on('close', () => settle(new Error('the connection was lost')));
    outgoing.on('response', (incoming) => {
      const chunks: Buffer[] = [];
      let size = 0;
      incoming.on('data', (chunk: Buffer) => {
        chunks.push(chunk);
        size += chunk.length;
        if (size > longest) outgoing.destroy(new Error('the answer is too long'));
      });
      incoming.on('error', settle);
      incoming.on('end', () => {
        const answer = { status: incoming.statusCode ?? 0, headers: incoming.headers, body: Buffer.concat(chunks) };
        settle(incoming.complete ? answer : new Error('the answer was cut short'));
      });
    });
    void write(wire, (piece) => outgoing.write(piece)).then(() => outgoing.end());
  });
}

/** With a pause between two pieces, so that they arrive apart. */
async function write(wire: NonNullable<Step['wire']>, writePiece: (piece: string | Buffer) => void): Promise<void> {
  for (const [index, piece] of wire.entries()) {
    if (index > 0) await new Promise((resolve) => setTimeout(resolve, 10));
    if (piece.length > 0) writePiece(piece);
  }
}
