/**
 * Loads what decides in Prism which documented answer a request gets: the negotiator, an inner file of
 * `@stoplight/prism-http`, and the reader of OpenAPI, which is public. No other file of the kit reaches into Prism.
 *
 * The public door, `createInstance(…).request(…)`, would tell the same by a marker in place of each example. Measured in
 * November 2026 (Prism 5.16, Node 24.21, two cores), alone in a process, and as a mock with one operation:
 *
 *                                        loading         process   mock at rest   CPU until rest
 *     these two files                    0.05-0.08 s      65 MB       126 MB          0.37 s
 *     the package                        0.44-0.67 s     135 MB       170 MB          0.66 s
 *     the package in one file of 5 MB    0.23-0.39 s   130-160 MB
 *     the package behind the first
 *     answers, which plain-engine gives  as the package               168 MB          0.63 s
 *
 * Tests fail on a Prism whose inner file is elsewhere, or decides otherwise than its door.
 */
import { createRequire } from 'node:module';
import type { SchemaObject } from '../../contract/schema.ts';
import type { Engine, EngineOperation, EngineOptions, EngineOutcome } from './engine.ts';

type Logged = (logger: unknown) => EngineOutcome;

interface NegotiatorModule {
  default: {
    negotiateOptionsForValidRequest(operation: EngineOperation, options: EngineOptions): Logged;
    negotiateOptionsForInvalidRequest(responses: EngineOperation['responses'], statuses: readonly string[]): Logged;
  };
}

interface ReaderModule {
  transformOas3Operations(document: SchemaObject): EngineOperation[];
}

let loaded: Engine | undefined;

/** Prism, loaded at the first call. */
export function loadPrism(): Engine {
  loaded ??= connect();
  return loaded;
}

function connect(): Engine {
  const require = createRequire(import.meta.url);
  const inner = createRequire(require.resolve('@stoplight/prism-http'));
  const { default: negotiator } = inner('./mocker/negotiator/NegotiatorHelpers.js') as NegotiatorModule;
  const reader = require('@stoplight/http-spec/oas3/operation') as ReaderModule;
  return {
    readOperation(document) {
      const [operation] = reader.transformOas3Operations(document);
      if (!operation) throw new Error('Prism found no operation');
      return operation;
    },
    negotiateAnswer: (operation, options) => negotiator.negotiateOptionsForValidRequest(operation, options)(silent),
    negotiateRefusal: (operation, statuses) =>
      negotiator.negotiateOptionsForInvalidRequest(operation.responses, statuses)(silent),
  };
}

const ignore = (): void => undefined;
const silent = { debug: ignore, error: ignore, info: ignore, success: ignore, trace: ignore, warn: ignore };
