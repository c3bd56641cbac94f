/** A real Chromium, driven over its DevTools protocol, for the report's page. */
import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findChromium } from './find-chromium.ts';

export interface BrowserPage {
  /** Opens the address and waits until it is loaded. */
  open(url: string): Promise<void>;
  /** The value of an expression in the page. */
  evaluate<T>(expression: string): Promise<T>;
  /** Presses a key, `Tab` or `ArrowRight` for example. */
  press(key: string): Promise<void>;
  resize(width: number): Promise<void>;
  /** What the page logged, refused requests and scripts included. */
  readonly log: readonly string[];
  close(): Promise<void>;
}

interface Reply {
  id?: number;
  method?: string;
  params?: unknown;
  result?: { result?: { value?: unknown } };
  error?: { message: string };
}

const flags = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--remote-debugging-port=0',
];

/** Starts Chromium with one page. */
export async function startBrowser(): Promise<BrowserPage> {
  const profile = mkdtempSync(join(tmpdir(), 'docpact-chromium-'));
  const child = spawn(findChromium(), [...flags, `--user-data-dir=${profile}`, 'about:blank'], {
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const endpoint = new URL(await listening(child));
  const targets = (await (await fetch(`http://${endpoint.host}/json`)).json()) as Array<Record<string, string>>;
  const socket = new WebSocket(targets.find(({ type }) => type === 'page')?.['webSocketDebuggerUrl'] ?? '');
  await new Promise((resolve) => socket.addEventListener('open', resolve, { once: true }));
  const log: string[] = [];
  const waiting = new Map<number, (reply: Reply) => void>();
  let loaded = (): void => {};
  socket.addEventListener('message', ({ data }) => {
    const reply = JSON.parse(String(data)) as Reply;
    if (reply.id !== undefined) waiting.get(reply.id)?.(reply);
    if (reply.method === 'Page.loadEventFired') loaded();
    if (/^(?:Log\.entryAdded|Runtime\.exceptionThrown|Page\.javascriptDialogOpening)$/.test(reply.method ?? '')) {
      log.push(JSON.stringify(reply.params));
    }
  });
  let last = 0;
  const send = async (method: string, params: object = {}): Promise<Reply> => {
    const id = ++last;
    const answered = new Promise<Reply>((resolve) => waiting.set(id, resolve));
    socket.send(JSON.stringify({ id, method, params }));
    const reply = await answered;
    if (reply.error) throw new Error(`${method}: ${reply.error.message}`);
    return reply;
  };
  for (const domain of ['Page', 'Log', 'Runtime']) await send(`${domain}.enable`);
  return {
    log,
    async open(url) {
      const done = new Promise<void>((resolve) => (loaded = resolve));
      await send('Page.navigate', { url });
      await done;
    },
    async evaluate<T>(expression: string) {
      const reply = await send('Runtime.evaluate', { expression, returnByValue: true, awaitPromise: true });
      return reply.result?.result?.value as T;
    },
    async press(key) {
      await send('Input.dispatchKeyEvent', { type: 'keyDown', key });
      await send('Input.dispatchKeyEvent', { type: 'keyUp', key });
    },
    async resize(width) {
      await send('Emulation.setDeviceMetricsOverride', { width, height: 900, deviceScaleFactor: 1, mobile: false });
    },
    async close() {
      const ended = new Promise((resolve) => child.once('close', resolve));
      child.kill('SIGKILL');
      await ended;
      rmSync(profile, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
    },
  };
}

function listening(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let text = '';
    child.stderr?.on('data', (part: Buffer) => {
      text += String(part);
      const found = /DevTools listening on (\S+)/.exec(text)?.[1];
      if (found !== undefined) resolve(found);
    });
    child.once('exit', () => reject(new Error(`Chromium ended: ${text}`)));
  });
}
