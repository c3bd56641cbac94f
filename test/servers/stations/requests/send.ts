/** Sends a request of the table as it stands: no client between it and the wire that tidies up. */
import { request, type Agent } from 'node:http';
import type { Answer } from '../documented.ts';
import type { Ask, Part, Sent } from './ask.ts';

export interface Names {
  [name: string]: unknown;
}

/** `{name}` as the text that an earlier answer gave. */
export function fill(template: string, names: Names): string {
  return template.replaceAll(/\{(\w+)\}/g, (whole, name: string) => (name in names ? String(names[name]) : whole));
}

/** `{name}` alone as the value itself, at any depth. */
export function fillValue(value: unknown, names: Names): unknown {
  if (typeof value === 'string') {
    const name = /^\{(\w+)\}$/.exec(value)?.[1];
    return name !== undefined && name in names ? names[name] : value;
  }
  if (Array.isArray(value)) return value.map((item) => fillValue(item, names));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, fillValue(member, names)]));
}

export interface SendOptions {
  names: Names;
  agent: Agent;
}

export async function send(url: string, ask: Ask, { names, agent }: SendOptions): Promise<Answer> {
  const [method = '', template = ''] = ask.ask.split(' ');
  const [bytes, ownType] = ask.sent ? encode(ask.sent, names) : [undefined, ''];
  const type = ask.type ?? ownType;
  const key = ask.key ?? 'stations-key-1';
  const headers = {
    ...(key === '' ? {} : { 'x-api-key': key }),
    ...(type === '' ? {} : { 'content-type': type }),
    ...(bytes && !ask.headers?.['transfer-encoding'] ? { 'content-length': bytes.length } : {}),
    ...Object.fromEntries(Object.entries(ask.headers ?? {}).map(([name, value]) => [name, fill(value, names)])),
  };
  const { port } = new URL(url);
  return new Promise((resolve, reject) => {
    const path = fill(template, names);
    const sending = request({ port, method, path, headers, agent, timeout: 3000 }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('error', reject);
      response.on('end', () =>
        resolve({ status: response.statusCode ?? 0, headers: response.headers, bytes: Buffer.concat(chunks) }),
      );
    });
    sending.on('timeout', () => sending.destroy(new Error('no answer came')));
    sending.on('error', reject);
    sending.end(bytes);
  });
}

function encode(sent: Sent, names: Names): [Buffer, string] {
  if ('json' in sent) return [Buffer.from(JSON.stringify(fillValue(sent.json, names))), 'application/json'];
  if ('text' in sent) return [Buffer.from(sent.text), ''];
  return [encodeParts(sent.parts), `multipart/form-data; boundary=${boundary}`];
}

const boundary = 'a-boundary-of-its-own';

function encodeParts(parts: readonly Part[]): Buffer {
  const encoded = parts.flatMap(({ name, content, file, type }) => [
    Buffer.from(`--${boundary}\r\ncontent-disposition: form-data; name="${name}"`),
    Buffer.from(file === undefined ? '' : `; filename="${file}"`),
    Buffer.from(type === undefined ? '\r\n\r\n' : `\r\ncontent-type: ${type}\r\n\r\n`),
    Buffer.from(content),
    Buffer.from('\r\n'),
  ]);
  return Buffer.concat([...encoded, Buffer.from(`--${boundary}--\r\n`)]);
}
