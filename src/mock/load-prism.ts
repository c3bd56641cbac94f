/**
 * Loads the part of Prism that answers need. `@stoplight/prism-http` as a whole is a thousand modules and half a second;
 * its negotiator and its reader of OpenAPI are a hundred and a tenth of that. That both decide alike is a test.
 */
import { createRequire } from 'node:module';
import type { SchemaObject } from '../contract/schema.ts';

/** An operation as Prism's own model has it, as far as it is read here. */
export interface PrismOperation {
  responses: { code: string; contents?: { mediaType: string; examples?: { key: string }[] }[] }[];
}

/** The choices that Prism's `Prefer` header gives a client. */
export interface PrismOptions {
  dynamic: boolean;
  code?: number;
  exampleKey?: string;
  mediaTypes?: string[];
}

/** The answer that Prism chose. */
export interface PrismChoice {
  code: string;
  mediaType?: string;
  bodyExample?: { value?: unknown };
}

/** fp-ts's Either, as far as it is read here. */
type PrismOutcome = { _tag: 'Left'; left: Error & { status?: number } } | { _tag: 'Right'; right: PrismChoice };

export interface Prism {
  readOperation(document: SchemaObject): PrismOperation;
  negotiateAnswer(operation: PrismOperation, options: PrismOptions): PrismOutcome;
  negotiateRefusal(operation: PrismOperation, statuses: readonly string[]): PrismOutcome;
}

type Logged = (logger: unknown) => PrismOutcome;

interface NegotiatorModule {
  default: {
    negotiateOptionsForValidRequest(operation: PrismOperation, options: PrismOptions): Logged;
    negotiateOptionsForInvalidRequest(responses: PrismOperation['responses'], statuses: readonly string[]): Logged;
  };
}

interface ReaderModule {
  transformOas3Operations(document: SchemaObject): PrismOperation[];
}

let loaded: Prism | undefined;

/** Prism, loaded at the first call. */
export function loadPrism(): Prism {
  loaded ??= connect();
  return loaded;
}

function connect(): Prism {
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
