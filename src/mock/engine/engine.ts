/** What decides which documented answer a request gets: Prism, or in a browser what decides as Prism does. */
import type { SchemaObject } from '../../contract/schema.ts';

/** An operation as Prism's own model has it, as far as it is read here. */
export interface EngineOperation {
  responses: { code: string; contents?: { mediaType: string; examples?: { key: string }[] }[] }[];
}

/** The choices that Prism's `Prefer` header gives a client. */
export interface EngineOptions {
  dynamic: boolean;
  code?: number;
  exampleKey?: string;
  mediaTypes?: string[];
}

/** The answer that Prism chose. */
export interface EngineChoice {
  code: string;
  mediaType?: string;
  bodyExample?: { value?: unknown };
}

/** fp-ts's Either, as far as it is read here. */
export type EngineOutcome =
  | { _tag: 'Left'; left: Error & { status?: number } }
  | { _tag: 'Right'; right: EngineChoice };

export interface Engine {
  readOperation(document: SchemaObject): EngineOperation;
  negotiateAnswer(operation: EngineOperation, options: EngineOptions): EngineOutcome;
  negotiateRefusal(operation: EngineOperation, statuses: readonly string[]): EngineOutcome;
}
