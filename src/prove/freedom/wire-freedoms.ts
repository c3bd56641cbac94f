/** Freedoms in how an answer is put on a connection: chunks, compression, a connection that ends. */
import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib';
import type { Freedom, ListFreedoms } from './freedom.ts';
import { writePlain, type WriteWire } from '../serve/serve-wire.ts';

export const wireFreedoms: ListFreedoms = () => [
  wire('plain', 'answers through a port', writePlain),
  wire('chunked', 'answers in chunks', ({ status, headers, bytes }, response) => {
    response.writeHead(status, headers);
    for (let at = 0; at < bytes.length; at += 17) response.write(bytes.subarray(at, at + 17));
    response.end();
  }),
  wire('close', 'closes the connection after each answer', (answer, response) => {
    response.setHeader('connection', 'close');
    writePlain(answer, response);
  }),
  wire('gzip', 'compresses for whoever offers gzip', compress('gzip', gzipSync)),
  wire('deflate', 'compresses for whoever offers deflate', compress('deflate', deflateSync)),
  wire('brotli', 'compresses for whoever offers br', compress('br', brotliCompressSync)),
];

function wire(name: string, sentence: string, write: WriteWire): Freedom {
  return { name: `wire/${name}`, sentence, wire: write };
}

function compress(name: string, pack: (bytes: Buffer) => Buffer): WriteWire {
  return (answer, response) => {
    const offered = String(answer.request.headers['accept-encoding'] ?? '')
      .split(/\s*,\s*/)
      .includes(name);
    if (!offered || answer.bytes.length === 0) return writePlain(answer, response);
    writePlain(
      {
        ...answer,
        headers: { ...answer.headers, 'content-encoding': name, vary: 'accept-encoding' },
        bytes: pack(answer.bytes),
      },
      response,
    );
  };
}
