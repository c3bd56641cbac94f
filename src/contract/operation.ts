/** What a contract says of one operation: the types that the rest of the kit reads. */
import type { Laws } from './laws.ts';
import type { Expression } from './runtime-expression.ts';
import type { SchemaNode } from './schema.ts';

/** HTTP methods that OpenAPI has members for, in lower case; 3.2 added `query`. */
export const methods = ['get', 'put', 'post', 'delete', 'options', 'head', 'patch', 'trace', 'query'] as const;

/** Others come from `additionalOperations`, in lower case as well. */
export type Method = (typeof methods)[number] | (string & {});

/** Where a parameter stands in a request. */
export type ParameterPlace = 'path' | 'query' | 'header' | 'cookie';

export interface Parameter {
  name: string;
  in: ParameterPlace;
  required: boolean;
  /** How arrays and objects are written (OpenAPI 3.1, "Style Values"). */
  style: string;
  explode: boolean;
  node: SchemaNode;
  example?: unknown;
  pointer: string;
}

/** One media type of a body, with the schema of its value. */
export interface Content {
  mediaType: string;
  /** Absent where the document gives no schema. */
  node?: SchemaNode;
  pointer: string;
  examples: ReadonlyMap<string, unknown>;
}

export interface RequestBody {
  required: boolean;
  contents: readonly Content[];
  pointer: string;
}

/** A documented answer: `status` is a code ("201"), a range ("4XX") or "default". */
export interface DocumentedResponse {
  status: string;
  description: string;
  contents: readonly Content[];
  headers: readonly ResponseHeader[];
  links: readonly Link[];
  pointer: string;
}

/** How an answer feeds another operation's parameters (OpenAPI 3.1, "Link Object"). */
export interface Link {
  /** Id of the operation that is fed. */
  to: string;
  parameters: readonly LinkedParameter[];
  pointer: string;
}

export interface LinkedParameter {
  /** The parameter's place and name. */
  at: readonly [place: ParameterPlace, name: string];
  /** A part of the request, or of its answer, that gives the value. */
  from: Expression;
}

export interface ResponseHeader {
  name: string;
  required: boolean;
  node: SchemaNode;
  pointer: string;
}

/** One method + path of a contract. */
export interface Operation {
  id: string;
  method: Method;
  /** With its templates: `/things/{id}`. */
  path: string;
  summary: string;
  parameters: readonly Parameter[];
  body?: RequestBody;
  responses: readonly DocumentedResponse[];
  laws: Laws;
  pointer: string;
}

/** The values of a request, as JSON values; an absent body is undefined. */
export interface RequestValues {
  path?: Readonly<Record<string, unknown>>;
  query?: Readonly<Record<string, unknown>>;
  header?: Readonly<Record<string, unknown>>;
  cookie?: Readonly<Record<string, unknown>>;
  body?: unknown;
  /** Which of the documented media types the body has; the first where this is absent. */
  mediaType?: string;
}

/** The name under which a parameter's value stands among a request's: header names have no case. */
export function parameterKey({ in: place, name }: Pick<Parameter, 'in' | 'name'>): string {
  return place === 'header' ? name.toLowerCase() : name;
}

/** The answers that say that a request succeeded. */
export function successResponses({ responses }: Operation): DocumentedResponse[] {
  return responses.filter(({ status }) => status.startsWith('2'));
}

/** The media types of these answers, as documented. */
export function successMediaTypes(operation: Operation): string[] {
  const types = successResponses(operation).flatMap(({ contents }) => contents.map(({ mediaType }) => mediaType));
  return [...new Set(types)];
}

/** Whether HTTP gives a body a meaning with the operation's method (RFC 9110, 9.3.1): one on GET may be read, ignored or refused. */
export function heedsBody({ method }: Operation): boolean {
  return method !== 'get' && method !== 'head';
}

/** Whether the body is a form rather than a document. */
export function takesForm({ body }: Operation): boolean {
  return body?.contents[0]?.mediaType === formType;
}

export const formType = 'application/x-www-form-urlencoded';

export const partsType = 'multipart/form-data';

/** Whether the body is a form in parts, with files perhaps. */
export function takesParts({ body }: Operation): boolean {
  return body?.contents[0]?.mediaType === partsType;
}

/** The documented response for a status code: its own entry, its range, or `default`. */
export function responseFor(operation: Operation, status: number): DocumentedResponse | undefined {
  const wanted = [String(status), `${Math.trunc(status / 100)}XX`, 'default'];
  for (const key of wanted) {
    const found = operation.responses.find((response) => response.status.toUpperCase() === key.toUpperCase());
    if (found) return found;
  }
  return undefined;
}
