/**
 * Loads the part of Prism that answers need. `@stoplight/prism-http` as a whole is a thousand modules and half a second;
 * its negotiator and its reader of OpenAPI are a hundred and a tenth of that. That both decide alike is a test.
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
  const prism = createRequire(createRequire(import.meta.url).resolve('@stoplight/prism-http'));
  const { default: negotiator } = prism('./mocker/negotiator/NegotiatorHelpers.js') as NegotiatorModule;
  const reader = prism('@stoplight/http-spec/oas3/operation') as ReaderModule;
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
