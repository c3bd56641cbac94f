/** Server-sent events (WHATWG HTML, section 9.2) for the page: what changed, in batches that no load can drown it with. */
import type { FastifyReply } from 'fastify';
import type { ControlPanel, Topic } from './control-panel.ts';
import { describeMock, describeState } from './describe-mock.ts';
import { showExchanges } from './show-exchange.ts';

/** Milliseconds between two batches, and how many exchanges, or things that were created, one may hold. */
const INTERVAL = 100;
const BATCH = 50;
const CREATIONS = 200;

/** Bytes on the way to a page, beyond which it does not keep up. */
const BEHIND = 1_000_000;

/** How often a silent stream says that it is there, so that nothing between takes it for dead, in milliseconds. */
const HEARTBEAT = 15_000;

/** Streams until the client goes. */
export function streamEvents(panel: ControlPanel, reply: FastifyReply): void {
  reply.hijack();
  const { raw } = reply;
  raw.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store', 'x-accel-buffering': 'no' });
  raw.write('retry: 1000\n\n');
  const waiting = new Set<Topic>();
  let last = panel.log.list().at(-1)?.id ?? 0;
  let timer: NodeJS.Timeout | undefined;

  function send(event: string, data: unknown): void {
    raw.write(`event: ${event}\ndata: ${JSON.stringify(data)}\n\n`);
  }

  function wait(): void {
    timer ??= setTimeout(flush, INTERVAL);
  }

  function flush(): void {
    timer = undefined;
    // A page that does not keep up gets less, and all of it later.
    if (raw.writableLength > BEHIND) return wait();
    if (waiting.has('contract') || waiting.has('settings')) send('mock', describeMock(panel));
    if (waiting.has('state')) send('state', describeState(panel, CREATIONS));
    const fresh = panel.log.list(last);
    last = fresh.at(-1)?.id ?? last;
    if (waiting.has('cleared')) send('exchanges', []);
    if (fresh.length > 0) send('exchanges', showExchanges(fresh.slice(-BATCH), panel.concealer));
    waiting.clear();
  }

  function heed(topic: Topic): void {
    waiting.add(topic);
    wait();
  }

  panel.changes.on('change', heed);
  const heartbeat = setInterval(() => raw.write(': here\n\n'), HEARTBEAT);
  raw.once('close', () => {
    panel.changes.off('change', heed);
    clearTimeout(timer);
    clearInterval(heartbeat);
  });
}
