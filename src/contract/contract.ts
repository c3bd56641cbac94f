/** A contract as the rest of the kit sees it, with its scenarios. */
import type { Place } from '../errors.ts';
import type { ContractRule } from './contract-rule.ts';
import type { Diagnostic } from './diagnostic.ts';
import type { Operation, RequestValues } from './operation.ts';
import type { SchemaNode, SchemaObject } from './schema.ts';
import type { Validators } from './schema/compile-validators.ts';

export interface Contract {
  /** `info.title`. */
  title: string;
  /** The OpenAPI file that it was loaded from, absolute. */
  file: string;
  /** Every file that it consists of, absolute. */
  files: readonly string[];
  /** One OpenAPI document whose references are all `#/components/schemas/NAME`. */
  document: SchemaObject;
  operations: readonly Operation[];
  /** The schemas under `components`, by name. */
  schemas: ReadonlyMap<string, SchemaNode>;
  /** By operationId, each list in the order of the file names. */
  scenarios: ReadonlyMap<string, readonly Scenario[]>;
  /** Faker's name of the locale in which fixtures read. */
  locale: string;
  /** What the values of members are made with by their names, where a config says so. */
  fakes?: Fakes;
  validators: Validators;
  /** What was odd about the files, and what was made of it; by file and line. */
  readonly diagnostics: readonly Diagnostic<ContractRule>[];
  /** Where a pointer into `document` is written. */
  placeOf(pointer: string): Place;
}

/** Methods of faker by patterns of member names: `{ '*_sku': 'commerce.isbn' }`; each is what `x-faker` takes. */
export type Fakes = Readonly<Record<string, unknown>>;

/** A named exchange: one YAML file, `<x-scenarios>/<operationId>/<name>.yaml`. */
export interface Scenario {
  name: string;
  operation: string;
  /** One sentence for people. */
  description: string;
  /** What holds before: exchanges that were carried out, by the names of their scenarios. */
  given: readonly string[];
  request: ScenarioRequest;
  response: ScenarioResponse;
  /** Whether the document says nothing of this answer. */
  undocumented: boolean;
  file: string;
  /** Where a pointer into the file is written. */
  placeOf(pointer: string): Place;
}

/** The request's values, in the first documented media type. */
export type ScenarioRequest = Omit<RequestValues, 'mediaType'>;

interface ScenarioResponse {
  status: number;
  /** Several texts where a header comes in several lines. */
  headers: Readonly<Record<string, string | string[]>>;
  body?: unknown;
}
