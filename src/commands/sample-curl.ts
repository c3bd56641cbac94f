/** A curl line that a person can paste to see the mock answer. */
import type { Contract } from '../contract/contract.ts';
import type { Content, Operation } from '../contract/operation.ts';
import { ContractError } from '../errors.ts';
import { sampleCredentials } from '../http/client/credentials.ts';
import { compileGenerator } from '../fixture/compile-generator.ts';
import { loadFaker } from '../fixture/chance/load-faker.ts';

export interface SampleTarget {
  url: string;
  seed: number;
  locale: string;
}

/** "Try it:" and the line, for the first operation that takes a JSON body, else the first that takes nothing. */
export async function sampleCurl(contract: Contract, { url, seed, locale }: SampleTarget): Promise<string[]> {
  const { operations } = contract;
  const operation =
    operations.find(takesJson) ??
    operations.find(({ body, parameters }) => !body && parameters.every(({ required }) => !required));
  if (!operation || operation.path.includes('{')) return [];
  const content = operation.body?.contents[0];
  const method = operation.method.toUpperCase();
  const bare = { method, url: url + operation.path, headers: {}, body: undefined };
  const sent = sampleCredentials(operation).apply(bare, operation);
  const line = [
    `curl -i${method === 'GET' ? '' : ` -X ${method}`} ${quote(sent.url)}`,
    ...Object.entries(sent.headers).map(([name, value]) => `-H ${quote(`${name}: ${value}`)}`),
  ];
  if (content?.node) {
    const body = await sampleBody(contract, content, { seed, locale });
    if (body === undefined) return [];
    line.push(`-H 'content-type: ${content.mediaType}' -d ${quote(JSON.stringify(body))}`);
  }
  return ['Try it:', `  ${line.join(' ')}`];
}

/** A value of the body's schema, else its example; undefined where there is neither. */
async function sampleBody(
  contract: Contract,
  { node, examples }: Content,
  { seed, locale }: Omit<SampleTarget, 'url'>,
): Promise<unknown> {
  if (!node) return undefined;
  try {
    const faker = await loadFaker(locale);
    const generator = compileGenerator(contract, node, { faker, locale, direction: 'request', trials: 1 });
    return generator.generate({ seed, index: 0, members: 'minimal' });
  } catch (error) {
    if (!(error instanceof ContractError)) throw error;
    return [...examples.values()][0];
  }
}

function takesJson({ body, path }: Operation): boolean {
  return body?.contents[0]?.mediaType === 'application/json' && !path.includes('{');
}

/** For a POSIX shell, whatever the text holds. */
function quote(text: string): string {
  return /^[\w./:@-]+$/.test(text) ? text : `'${text.replaceAll("'", String.raw`'\''`)}'`;
}
