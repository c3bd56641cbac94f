/** A contract as the rest of the kit sees it. */
import type { Place } from '../errors.ts';
import type { Validators } from './schema/compile-validators.ts';
import type { Operation } from './operation.ts';
import type { Scenario } from './scenario.ts';
import type { SchemaNode, SchemaObject } from './schema.ts';

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
  validators: Validators;
  /** Where a pointer into `document` is written. */
  placeOf(pointer: string): Place;
}
