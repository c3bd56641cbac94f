/** `--wait SECONDS`: a server that is just being started is given time. */
import { setTimeout } from 'node:timers/promises';
import { TargetError } from '../errors.ts';
import { httpTarget, type TlsSettings } from '../http/client/http-target.ts';

/** Milliseconds between two tries. */
const PAUSE = 250;

/** What a proxy answers whose server is not up yet. */
const notYet: ReadonlySet<number | undefined> = new Set([502, 503, 504]);

export interface WaitOptions {
  seconds: number;
  tls?: TlsSettings | undefined;
}

/** Resolves when something answers at `url`; throws a TargetError where nothing has until then. */
export async function waitForTarget(url: string, { seconds, tls }: WaitOptions): Promise<void> {
  const target = httpTarget(url, { timeout: 5_000, tls });
  const end = performance.now() + seconds * 1_000;
  for (;;) {
    const connection = target.openConnection();
    const headers = { host: new URL(target.base).host, accept: '*/*', 'accept-encoding': 'identity' };
    const { response, failure } = await connection.send({
      method: 'GET',
      url: `${target.base}/`,
      headers,
      body: undefined,
    });
    await connection.close();
    if (failure === undefined && !notYet.has(response?.status)) return;
    if (performance.now() + PAUSE >= end) {
      const last = failure?.message ?? `it answers ${response?.status}`;
      throw new TargetError(`${target.name} was not up after ${seconds} s: ${last}`, {
        hint: 'Is it being started at all? Give it more time with --wait, or look at its own log.',
      });
    }
    await setTimeout(PAUSE);
  }
}
