/** `docpact/msw`: handlers for MSW, for this contract unless another is given. */
import { faker } from '@faker-js/faker/locale/zh_CN';
import type { HttpHandler } from 'msw/http';
import type { ContractSnapshot } from '#kit/contract/contract-snapshot';
import { createHandlers, type HandlerOptions } from '#kit/msw/create-handlers';
import snapshot from './contract.json' with { type: 'json' };

export type { HandlerOptions } from '#kit/msw/create-handlers';
export type { ContractSnapshot } from '#kit/contract/contract-snapshot';

/**
 * Handlers that answer as `docpact mock` does with the same seed, and remember what was created.
 * A contract of your own comes with the faker of its language.
 *
 * @example
 * const server = setupServer(...handlers({ seed: 7 }));
 */
export function handlers(options: Partial<HandlerOptions> = {}): HttpHandler[] {
  return createHandlers({ contract: snapshot as unknown as ContractSnapshot, faker, ...options });
}
