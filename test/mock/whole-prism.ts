/** Prism as a whole, as its own server runs it: it validates, negotiates and makes up. */
import { createInstance, getHttpOperationsFromSpec } from '@stoplight/prism-http';
import type { Contract } from '../../src/contract/contract.ts';
import type { Operation } from '../../src/contract/operation.ts';
import { prismDocument } from '../../src/contract/schema/prism-document.ts';

export interface Asked {
  body: unknown;
  accept?: string | undefined;
  code?: number | undefined;
  example?: string | undefined;
  dynamic?: boolean | undefined;
}

/** The media type is absent where Prism refuses by itself: it has a shape of its own for that. */
export interface Chosen {
  status: number;
  mediaType?: string | undefined;
}

const ignore = (): void => undefined;
const logger = {
  debug: ignore,
  error: ignore,
  info: ignore,
  success: ignore,
  trace: ignore,
  warn: ignore,
  child: () => logger,
};

/** Asks Prism for the answer to requests for one operation. Scenarios are examples only where one is asked for, as in the mock. */
export async function createWholePrism(
  contract: Contract,
  operation: Operation,
): Promise<(asked: Asked) => Promise<Chosen>> {
  const load = (scenarios: NonNullable<Parameters<typeof prismDocument>[2]>) =>
    getHttpOperationsFromSpec(prismDocument(contract, operation, scenarios));
  const plain = await load({});
  const named = await load({ scenarios: contract.scenarios.get(operation.id) ?? [] });
  return async ({ body, accept, code, example, dynamic = false }) => {
    const mock = {
      dynamic,
      ...(code === undefined ? {} : { code }),
      ...(example === undefined ? {} : { exampleKey: example }),
    };
    const config = {
      mock,
      validateRequest: true,
      validateResponse: false,
      checkSecurity: false,
      errors: false,
      isProxy: false,
      upstreamProxy: undefined,
    };
    const input = {
      method: operation.method as 'post',
      url: { path: operation.path },
      headers: { 'content-type': 'application/json', ...(accept === undefined ? {} : { accept }) },
      body,
    };
    // A config that was used once keeps the media types of its request.
    const prism = createInstance(config as Parameters<typeof createInstance>[0], { logger: logger as never });
    const outcome = await prism.request(input, example === undefined ? plain : named, config as never)();
    if (outcome._tag === 'Left') return { status: (outcome.left as { status?: number }).status ?? 500 };
    const { statusCode, headers } = outcome.right.output;
    return { status: statusCode, mediaType: (headers as Record<string, string> | undefined)?.['Content-type'] };
  };
}
