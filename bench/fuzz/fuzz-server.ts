/** The mock: raw bytes on sockets, whole and in pieces; after each it still answers as it should. */
import { connect } from 'node:net';
import { loadContract } from '../../src/contract/load-contract.ts';
import { startMock } from '../../src/mock/start-mock.ts';
import { mutateBytes } from './mutate.ts';
import type { Room } from './room.ts';

const json = (method: string, target: string, body: string, more = ''): string =>
  `${method} ${target} HTTP/1.1\r\nhost: localhost\r\ncontent-type: application/json\r\n${more}content-length: ${Buffer.byteLength(body)}\r\n\r\n${body}`;

const requests: readonly string[] = [
  json('POST', '/orders', '{"customer":"Ann","lines":[{"sku":"a","quantity":1}]}'),
  json('POST', '/orders', '{"customer":"Ann"}', 'prefer: code=400, wait=1\r\n'),
  json('POST', '/orders', '{"a":1e400,"b":[[[[]]]],"__proto__":{}}', 'accept: */*;q=2, text/html\r\n'),
  'GET /orders?limit=2&offset=1&status=open HTTP/1.1\r\nhost: localhost\r\nif-none-match: "a"\r\n\r\n',
  'GET /orders/%F0%28%8C%28?a[b][c]=1&&=&%zz HTTP/1.1\r\nhost: localhost\r\n\r\n',
  'DELETE /orders/1 HTTP/1.1\r\nhost: localhost\r\ncookie: a=b; =; a="\r\n\r\n',
  'POST /orders HTTP/1.1\r\nhost: localhost\r\ntransfer-encoding: chunked\r\ncontent-type: application/json\r\n\r\n4\r\n{"a"\r\n4\r\n:1}\n\r\n0\r\n\r\n',
  'OPTIONS * HTTP/1.1\r\nhost: localhost\r\norigin: http://a\r\naccess-control-request-method: PUT\r\n\r\n',
  'POST /orders HTTP/1.1\r\nhost: localhost\r\nexpect: 100-continue\r\ncontent-length: 2\r\n\r\n{}',
  'POST /orders HTTP/1.1\r\nhost: localhost\r\ncontent-type: multipart/form-data; boundary=b\r\ncontent-length: 60\r\n\r\n--b\r\ncontent-disposition: form-data; name="a"\r\n\r\n1\r\n--b--\r\n',
  'GET /__docpact/exchanges HTTP/1.1\r\nhost: localhost\r\n\r\n',
  json('PATCH', '/__docpact/settings', '{"latency":"0","faults":["cut:1%"]}'),
];

/** Milliseconds that a connection may stay open once all is sent. */
const PATIENCE = 8_000;

export async function fuzzServer(): Promise<Room> {
  const mock = await startMock(loadContract('test/prove/contracts/orders'), { port: 0 });
  const port = Number(new URL(mock.url).port);
  const send = (parts: readonly Buffer[]): Promise<string> =>
    new Promise((resolve, reject) => {
      const socket = connect(port, '127.0.0.1');
      let text = '';
      socket.setTimeout(PATIENCE, () => {
        socket.destroy();
        reject(
          new Error(
            `a connection is neither answered nor closed: ${JSON.stringify(Buffer.concat(parts).toString('latin1')).slice(0, 2_000)}`,
          ),
        );
      });
      socket.on('data', (part) => (text += part.toString('latin1')));
      socket.on('error', () => undefined).once('close', () => resolve(text));
      for (const part of parts) socket.write(part);
      socket.end();
    });
  return {
    close: () => mock.close(),
    async fuzz(dice) {
      const bytes = Array.from({ length: 1 + dice.below(3) }, () => {
        const whole = Buffer.from(dice.pick(requests));
        return dice.below(6) === 0 ? whole : mutateBytes(whole, dice);
      });
      const text = await send(bytes);
      if (/^HTTP\/1\.1 500 /m.test(text) && !/code=500/.test(Buffer.concat(bytes).toString('latin1')))
        throw new Error(`the mock failed: ${text.slice(0, 2_000)}`);
      const calm = await fetch(`${mock.url}/__docpact/settings`, {
        method: 'PATCH',
        headers: { 'content-type': 'application/json' },
        body: '{"faults":[],"latency":"0","scenario":null}',
      });
      await calm.arrayBuffer();
      const right = await fetch(`${mock.url}/__docpact/exchanges`);
      await right.arrayBuffer();
      if (right.status !== 200) throw new Error(`afterwards it answers ${right.status}`);
    },
  };
}
