/** Scenarios: named exchanges, one YAML file each, in `<x-scenarios>/<operationId>/<name>.yaml`. */
import type { Place } from '../errors.ts';
import type { RequestValues } from './zone-of.ts';

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

export interface ScenarioResponse {
  status: number;
  headers: Readonly<Record<string, string>>;
  body?: unknown;
}
