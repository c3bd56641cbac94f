/** verify's client, and verify: a server that answers with spoiled bytes, stops short, or says something else than it does. */
import { createServer, type AddressInfo, type Socket } from 'node:net';
import { gzipSync } from 'node:zlib';
import { loadContract } from '../../src/contract/load-contract.ts';
import { httpTarget } from '../../src/http/client/http-target.ts';
import { formats } from '../../src/report/render-options.ts';
import { renderReport } from '../../src/report/render-report.ts';
import { verify } from '../../src/verify/verify.ts';
import { createDice, type Dice } from './dice.ts';
import { mutateBytes } from './mutate.ts';
import type { Room } from './room.ts';

const body = '{"id":"7","customer":"Ann","lines":[{"sku":"a","quantity":1}],"status":"open"}';
const packed = gzipSync(body);
const answers: readonly Buffer[] = [
  `HTTP/1.1 201 Created\r\ncontent-type: application/json\r\nlocation: /orders/7\r\ncontent-length: ${body.length}\r\n\r\n${body}`,
  `HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ntransfer-encoding: chunked\r\n\r\n5\r\n${body.slice(0, 5)}\r\n${(body.length - 5).toString(16)}\r\n${body.slice(5)}\r\n0\r\n\r\n`,
  'HTTP/1.1 204 No Content\r\n\r\n',
  'HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 400 Bad Request\r\ncontent-type: application/problem+json\r\ncontent-length: 2\r\n\r\n{}',
  'HTTP/1.0 200 OK\r\ncontent-type: text/html; charset="x\r\n\r\n<html>',
  'HTTP/1.1 302 Found\r\nlocation: //evil\r\nset-cookie: a=b\r\nset-cookie: c\r\ncontent-length: 0\r\n\r\n',
  'HTTP/1.1 101 Switching Protocols\r\nupgrade: x\r\nconnection: upgrade\r\n\r\n',
]
  .map((text) => Buffer.from(text))
  .concat(
    Buffer.concat([
      Buffer.from(
        `HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-encoding: gzip\r\ncontent-length: ${packed.length}\r\n\r\n`,
      ),
      packed,
    ]),
  );

/** Cases between two whole runs of verify. */
const RUNS = 25;

export async function fuzzClient(): Promise<Room> {
  const contract = loadContract('test/prove/contracts/orders');
  let dice: Dice = createDice(0, 0);
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined).once('close', () => sockets.delete(socket));
    socket.on('data', () => {
      const bytes = dice.below(4) === 0 ? dice.pick(answers) : mutateBytes(dice.pick(answers), dice);
      socket.write(bytes);
      if (dice.below(3) === 0) socket.end();
      else if (dice.below(6) === 0) socket.resetAndDestroy();
    });
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    close: async () => {
      for (const socket of sockets) socket.destroy();
      server.close();
    },
    async fuzz(own) {
      dice = own;
      if (own.below(RUNS) > 0) {
        const connection = httpTarget(url, { timeout: 150 }).openConnection();
        const method = own.pick(['GET', 'POST', 'HEAD', 'DELETE']);
        const { response, failure } = await connection.send({
          method,
          url: `${url}/orders`,
          headers: {},
          body: undefined,
        });
        await connection.close();
        if (!response && !failure) throw new Error('neither an answer nor a failure came');
        return;
      }
      const report = await verify({
        contract,
        target: url,
        depth: 'quick',
        timeout: 100,
        maxRequests: 40,
        maxTime: 5,
        concurrency: 4,
      });
      for (const format of formats) renderReport(report, { format });
      if (report.conforms) throw new Error('a server that answers anything conforms');
    },
  };
}
