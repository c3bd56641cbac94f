/** A target at a URL. */
import { Agent as HttpAgent } from 'node:http';
import { Agent as HttpsAgent, type AgentOptions } from 'node:https';
import type { SecureContextOptions, TLSSocketOptions } from 'node:tls';
import { UsageError } from '../../errors.ts';
import { exchangeOnce } from './exchange-once.ts';
import { credentialsInHeader, plainUrl } from './plain-url.ts';
import type { Connection, Exchange, SentRequest, Target } from './exchange.ts';

export interface HttpTargetOptions {
  /** Milliseconds for a whole answer. */
  timeout: number;
  /** Whom to trust, and who the client is. */
  tls?: TlsSettings | undefined;
}

/** PEM texts; `rejectUnauthorized: false` trusts any certificate. */
export type TlsSettings = Pick<SecureContextOptions & TLSSocketOptions, 'ca' | 'cert' | 'key' | 'rejectUnauthorized'>;

/** The target at `url`, through the proxy that the environment names (HTTPS_PROXY, HTTP_PROXY, NO_PROXY) unless it is this machine; throws a UsageError for text that is no http(s) URL. */
export function httpTarget(url: string, { timeout, tls = {} }: HttpTargetOptions): Target {
  const base = readBase(url);
  const settings: AgentOptions = {
    keepAlive: true,
    maxSockets: 1,
    ...tls,
    ...(isLoopback(new URL(base).hostname) ? {} : { proxyEnv: process.env }),
  };
  const openAgent = (): HttpAgent => (base.startsWith('https:') ? new HttpsAgent(settings) : new HttpAgent(settings));
  return { name: base, base, openConnection: () => new HttpConnection(openAgent, timeout) };
}

/** Whether a host is the machine itself, which no proxy is asked for. */
function isLoopback(host: string): boolean {
  return /^(?:localhost|.*\.localhost|127(?:\.\d+){3}|\[::1\])$/.test(host);
}

/** Origin and path, without a slash at the end. */
function readBase(text: string): string {
  const url = plainUrl(text, { instead: credentialsInHeader, example: 'the base URL: http://127.0.0.1:8080' });
  if (url.search !== '' || url.hash !== '') {
    throw new UsageError('a base URL has no query and no fragment', {
      hint: `Name it as ${url.origin}${url.pathname}`,
    });
  }
  return url.origin + url.pathname.replace(/\/$/, '');
}

/** Opens another where a request broke the last. */
class HttpConnection implements Connection {
  readonly #openAgent: () => HttpAgent;
  readonly #timeout: number;
  #agent: HttpAgent | undefined;

  constructor(openAgent: () => HttpAgent, timeout: number) {
    this.#openAgent = openAgent;
    this.#timeout = timeout;
  }

  async send(request: SentRequest): Promise<Exchange> {
    const begun = performance.now();
    const first = await this.#attempt(request);
    // A server may close a connection that lies idle just when the next request is on its way.
    const again = first.reused && first.silent && first.failure?.kind === 'connection-lost';
    const { response, failure } = again ? await this.#attempt(request) : first;
    return {
      request,
      ...(response ? { response } : {}),
      ...(failure ? { failure } : {}),
      ...(again ? { reconnected: true } : {}),
      duration: performance.now() - begun,
    };
  }

  async close(): Promise<void> {
    this.#agent?.destroy();
    this.#agent = undefined;
  }

  async #attempt(request: SentRequest) {
    this.#agent ??= this.#openAgent();
    const attempt = await exchangeOnce(request, { agent: this.#agent, timeout: this.#timeout });
    if (attempt.failure) await this.close();
    return attempt;
  }
}
