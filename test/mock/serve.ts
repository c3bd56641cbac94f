/** Mocks for a test file: each on a free port, all closed when the file is through. */
import type { Contract } from '../../src/contract/contract.ts';
import { loadContract } from '../../src/contract/load-contract.ts';
import { startMock, type MockOptions } from '../../src/mock/start-mock.ts';
import { whenFileEnds } from '../file-ends.ts';
import { path } from './valid-region.ts';

/** The address of a mock that was started for this file. */
export async function serve(options: MockOptions & { contract?: Contract } = {}): Promise<string> {
  const { contract = loadContract('contracts'), ...rest } = options;
  const mock = await startMock(contract, { port: 0, ...rest });
  whenFileEnds(mock.close);
  return mock.url;
}

export interface Reply {
  status: number;
  headers: Headers;
  body: Record<string, unknown>;
}

export interface PostOptions {
  headers?: Readonly<Record<string, string>>;
  query?: string;
}

/** Posts JSON to the operation. */
export async function post(url: string, body: unknown, { headers = {}, query = '' }: PostOptions = {}): Promise<Reply> {
  const response = await fetch(`${url}${path}${query}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  });
  return readReply(response);
}

/** An answer with its JSON body; an empty one reads as `{}`. */
export async function readReply(response: Response): Promise<Reply> {
  const text = await response.text();
  return {
    status: response.status,
    headers: response.headers,
    body: text === '' ? {} : (JSON.parse(text) as Reply['body']),
  };
}
