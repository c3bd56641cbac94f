/** Sends one request over and over: `node bare-client.ts URL REQUESTS CONNECTIONS`. Nothing of the kit is loaded. */
import { Agent, request } from 'node:http';
import { writeBody } from '../mock/write-body.ts';

const [url = '', requests = '0', connections = '1'] = process.argv.slice(2);
const agent = new Agent({ keepAlive: true, maxSockets: Number(connections) });
let sent = 0;

await Promise.all(Array.from({ length: Number(connections) }, drive));
agent.destroy();

async function drive(): Promise<void> {
  while (sent < Number(requests)) {
    sent += 1;
    await send(writeBody());
  }
}

/** Settles once all of the answer is read. */
function send(body: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const headers = { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) };
    const outgoing = request(url, { method: 'POST', agent, headers }, (answer) => {
      const chunks: Buffer[] = [];
      answer.on('data', (chunk: Buffer) => chunks.push(chunk));
      answer.on('end', () => resolve());
      answer.on('error', reject);
    });
    outgoing.on('error', reject);
    outgoing.end(body);
  });
}
