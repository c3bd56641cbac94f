/** Asks a mock in one line. */
import type { Contract } from '../../src/contract/contract.ts';
import type { MockOptions } from '../../src/mock/start-mock.ts';
import { serve } from './serve.ts';

export interface Told {
  status: number;
  headers: Headers;
  // oxlint-disable-next-line typescript/no-explicit-any
  body: any;
}

/** Asks a mock that is started for it: `ask('POST /pets', { name: 'Rex' })`. */
export async function asking(contract: Contract, options: MockOptions = {}) {
  const url = await serve({ contract, ...options });
  return async (line: string, body?: unknown, headers: Record<string, string> = {}): Promise<Told> => {
    const [method = '', path = ''] = line.split(' ');
    const sent = body === undefined ? {} : { body: JSON.stringify(body) };
    const response = await fetch(url + path, {
      method,
      ...sent,
      headers: { ...(body === undefined ? {} : { 'content-type': 'application/json' }), ...headers },
    });
    const raw = await response.text();
    return { status: response.status, headers: response.headers, body: raw === '' ? undefined : JSON.parse(raw) };
  };
}
