/** What a contract says of one operation: the types that the rest of the kit reads. */
import type { Laws } from './laws.ts';
import type { BodyFormat, BodyShape } from './operation/body-format.ts';
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
  /** How arrays and objects are written (OpenAPI 3.2, "Style Values"); `whole` for one that is all of the query. */
  style: string;
  explode: boolean;
  /** Of a parameter that has `content`: the format of its text. */
  format?: BodyFormat;
  /** Whether reserved characters are written as they are. */
  allowReserved?: true;
  /** Whether it may come without a value, whatever its schema says. */
  allowEmptyValue?: true;
  node: SchemaNode;
  example?: unknown;
  pointer: string;
}

/** One media type of a body, with the schema of its value. */
export interface Content {
  /** As documented: with parameters perhaps, or a range. */
  mediaType: string;
  /** What is sent: never a range. */
  wireType: string;
  format: BodyFormat;
  shape: BodyShape;
  /** Absent where the document gives no schema. */
  node?: SchemaNode;
  /** Of one item of a sequence (OpenAPI 3.2, "Sequential Media Types"). */
  itemNode?: SchemaNode;
  /** Of the members of a form, by their names. */
  encoding: ReadonlyMap<string, Encoding>;
  pointer: string;
  examples: ReadonlyMap<string, unknown>;
}

/** How a member of a form is written (OpenAPI 3.2, "Encoding Object"). */
export interface Encoding {
  /** Media types, or ranges, in lower case; empty where the document names none. */
  contentTypes: readonly string[];
  style?: string;
  explode?: boolean;
  /** Of its parts, where the form is one of parts. */
  headers: readonly DocumentedHeader[];
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
  headers: readonly DocumentedHeader[];
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

export interface DocumentedHeader {
  name: string;
  required: boolean;
  /** Whether members are written `a=1` rather than `a,1`. */
  /** `simple`, but for lists of Swagger 2.0. */
  style: string;
  explode: boolean;
  /** Of a header that has `content`: the format of its text. */
  format?: BodyFormat;
  node: SchemaNode;
  example?: unknown;
  pointer: string;
}

/** One credential that a request must carry, by a scheme of the document (OpenAPI 3.1, "Security Scheme Object"). */
export interface SecurityDemand {
  /** The scheme's name in the document. */
  scheme: string;
  kind: 'apiKey' | 'http' | 'oauth2' | 'openIdConnect' | 'mutualTLS';
  /** Where the credential stands; absent for a client's certificate. A header's name is in lower case. */
  at?: { in: 'header' | 'query' | 'cookie'; name: string };
  /** The word before it in `Authorization` (RFC 9110, 11.1), in lower case: `basic`, `bearer`. */
  word?: string;
  permissions: readonly string[];
  pointer: string;
}

/** One method + path of a contract. */
export interface Operation {
  id: string;
  method: Method;
  /** With its templates: `/things/{id}`. */
  path: string;
  summary: string;
  tags: readonly string[];
  parameters: readonly Parameter[];
  body?: RequestBody;
  responses: readonly DocumentedResponse[];
  laws: Laws;
  /** Alternatives, each of credentials that are demanded together; an empty one asks for none. Without any, nothing is demanded. */
  security: readonly (readonly SecurityDemand[])[];
  pointer: string;
  /** Where a part of the request stands that could not be read: which request is right, only the server knows. */
  unread?: string;
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

/** The answers that say that a request succeeded; where the document has one for all, and names no success, that one. */
export function successResponses({ responses }: Operation): DocumentedResponse[] {
  const named = responses.filter(({ status }) => status.startsWith('2'));
  return named.length > 0 ? named : responses.filter(({ status }) => status === 'default');
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
  return body?.contents[0]?.format === 'form';
}

/** The content of a body by its documented media type; the first where none is named. */
export function contentOf({ body }: Operation, mediaType?: string): Content | undefined {
  return body?.contents.find((content) => content.mediaType === mediaType) ?? body?.contents[0];
}

/** The schema of a body in its first media type; of a sequence of which the items alone are described, a list of them. */
export function bodyNode({ body }: Operation): SchemaNode | undefined {
  const { node, itemNode, pointer } = body?.contents[0] ?? {};
  if (node || !itemNode) return node;
  return { schema: { type: 'array', items: itemNode.schema }, pointer: `${pointer}/itemSchema/list` };
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
