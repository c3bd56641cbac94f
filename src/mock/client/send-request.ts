/** Sends a request from the page, as the developer's own client would. */
import type { ShownRequest } from './shapes.ts';

/** What came back; `status` 0 where nothing did. */
export interface Sent {
  status: number;
  body: string;
  /** Milliseconds. */
  duration: number;
}

/** Headers that a browser keeps to itself. */
const kept = new Set(['cookie', 'host', 'connection', 'content-length', 'origin', 'user-agent', 'accept-encoding']);

export async function sendRequest({ method, target, headers, body }: ShownRequest, prefer?: string): Promise<Sent> {
  const began = performance.now();
  const sent = Object.entries(headers).filter(([name]) => !kept.has(name) && !name.startsWith('sec-'));
  try {
    const response = await fetch(target, {
      method,
      headers: { ...Object.fromEntries(sent), ...(prefer === undefined ? {} : { prefer }) },
      ...(body === undefined || method === 'GET' || method === 'HEAD' ? {} : { body }),
    });
    return { status: response.status, body: await response.text(), duration: performance.now() - began };
  } catch (error) {
    return { status: 0, body: (error as Error).message, duration: performance.now() - began };
  }
}

/** The request as a line for a POSIX shell. */
export function writeCurl({ method, target, headers, body }: ShownRequest, prefer?: string): string {
  const lines = { ...headers, ...(prefer === undefined ? {} : { prefer }) };
  return [
    `curl -i${method === 'GET' ? '' : ` -X ${method}`} ${quote(location.origin + target)}`,
    ...Object.entries(lines).map(([name, value]) => `-H ${quote(`${name}: ${value}`)}`),
    ...(body === undefined ? [] : [`--data-raw ${quote(body)}`]),
  ].join(' ');
}

function quote(text: string): string {
  return /^[\w./:@-]+$/.test(text) ? text : `'${text.replaceAll("'", String.raw`'\''`)}'`;
}
