/** Scenarios: named exchanges, one YAML file each, in `<x-scenarios>/<operationId>/<name>.yaml`. */
import type { Place } from '../errors.ts';

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

export interface ScenarioRequest {
  path?: Readonly<Record<string, unknown>>;
  query?: Readonly<Record<string, unknown>>;
  header?: Readonly<Record<string, unknown>>;
  cookie?: Readonly<Record<string, unknown>>;
  body?: unknown;
}

export interface ScenarioResponse {
  status: number;
  headers: Readonly<Record<string, string>>;
  body?: unknown;
}
