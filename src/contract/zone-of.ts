/** Zones: whether a request must succeed, must be refused, or is left open by the document. */
import { contentViolations, whyUnjudged } from './content-violations.ts';
import type { Contract } from './contract.ts';
import { contentOf, heedsBody, type Operation, type Parameter, parameterKey, type RequestValues } from './operation.ts';
import { isSchemaObject, type SchemaNode } from './schema.ts';
import { type Demand, expectedKeyword } from './schema/view-schema.ts';
import type { Violation } from './schema/violation.ts';

/** `valid` must succeed, `invalid` must be refused as documented, `open` may be either. */
export type Zone = 'valid' | 'invalid' | 'open';

/** A zone and what decided it: the broken clauses of an invalid request, the doubts about an open one. */
export interface Judgement {
  zone: Zone;
  violations: readonly RequestViolation[];
}

export interface RequestViolation extends Violation {
  in: 'path' | 'query' | 'header' | 'cookie' | 'body';
}

/** The zone of a request to `operation`. */
export function zoneOf(contract: Contract, operation: Operation, request: RequestValues): Zone {
  return judgeRequest(contract, operation, request).zone;
}

/** The zone of a request, with the reasons. */
export function judgeRequest(contract: Contract, operation: Operation, request: RequestValues): Judgement {
  const broken = violationsOf(contract, operation, request, 'documented');
  if (broken.length > 0) return { zone: 'invalid', violations: broken };
  const doubts = [
    ...(operation.unread === undefined ? [] : [unreadPart]),
    ...violationsOf(contract, operation, request, 'expected'),
    ...unjudgedIn(contract, operation, request),
  ];
  return { zone: doubts.length > 0 ? 'open' : 'valid', violations: doubts };
}

const unreadPart: RequestViolation = {
  in: 'body',
  at: [],
  keyword: 'unread',
  message: 'a part of the request could not be read',
};

function violationsOf(
  contract: Contract,
  operation: Operation,
  request: RequestValues,
  demand: Demand,
): RequestViolation[] {
  const violations = bodyViolations(contract, operation, request, demand);
  if (demand === 'expected') violations.unshift(...unknownParameters(operation, request));
  if (operation.parameters.length === 0) return violations;
  return [
    ...operation.parameters.flatMap((parameter) => parameterViolations(contract, parameter, request, demand)),
    ...violations,
  ];
}

/** Parts of which nobody can tell whether they are right. */
function unjudgedIn(contract: Contract, operation: Operation, request: RequestValues): RequestViolation[] {
  const view = { direction: 'request', demand: 'documented' } as const;
  const told = (
    place: RequestViolation['in'],
    at: readonly string[],
    message: string | undefined,
  ): RequestViolation[] => (message === undefined ? [] : [{ in: place, at, keyword: 'unjudged', message }]);
  const content = contentOf(operation, request.mediaType);
  const ofBody =
    content && request.body !== undefined ? whyUnjudged(contract, { content, value: request.body }, view) : undefined;
  return [
    ...operation.parameters.flatMap((parameter) => {
      const value = request[parameter.in]?.[parameterKey(parameter)];
      const reason = value === undefined ? undefined : contract.validators.unjudged(parameter.node, value, view);
      return told(parameter.in, [parameter.name], reason);
    }),
    ...told('body', [], ofBody),
  ];
}

function parameterViolations(
  contract: Contract,
  parameter: Parameter,
  request: RequestValues,
  demand: Demand,
): RequestViolation[] {
  const { name, in: place, node, required } = parameter;
  const values = request[place] ?? {};
  const key = parameterKey(parameter);
  if (!Object.hasOwn(values, key)) {
    return required ? [{ in: place, at: [name], keyword: 'required', message: `${name} is required` }] : [];
  }
  if (parameter.allowEmptyValue && values[key] === '') return [];
  return judge(contract, node, values[key], demand).map((violation) => ({
    ...violation,
    in: place,
    at: [name, ...violation.at],
    message: violation.message.replace(/^the value/, name),
  }));
}

/** Query parameters that no document names; unknown headers and cookies are every client's right. */
function unknownParameters(operation: Operation, request: RequestValues): RequestViolation[] {
  const names = Object.keys(request.query ?? {});
  if (names.length === 0) return [];
  const places = [...operation.parameters, ...operation.security.flat().flatMap(({ at }) => at ?? [])];
  const known = new Set(places.filter(({ in: place }) => place === 'query').map(({ name }) => name));
  return names
    .filter((name) => !known.has(name))
    .map((name) => ({ in: 'query', at: [name], keyword: 'unknown', message: `${name} is not a known parameter` }));
}

function bodyViolations(
  contract: Contract,
  operation: Operation,
  request: RequestValues,
  demand: Demand,
): RequestViolation[] {
  const { body } = operation;
  if (demand === 'documented' && !heedsBody(operation)) return [];
  if (!body) {
    const doubtful = request.body !== undefined && demand === 'expected';
    return doubtful ? [{ in: 'body', at: [], keyword: 'unknown', message: 'no body is documented' }] : [];
  }
  if (request.body === undefined) {
    if (body.required) return [{ in: 'body', at: [], keyword: 'required', message: 'the body is required' }];
    const isExpected = demand === 'expected' && hasExpectedShape(contentOf(operation, request.mediaType)?.node);
    return isExpected ? [{ in: 'body', at: [], keyword: 'required', message: 'a body is expected' }] : [];
  }
  const content = contentOf(operation, request.mediaType);
  const view = { direction: 'request', demand } as const;
  return contentViolations(contract, { content, value: request.body }, view).map((violation) => ({
    ...violation,
    in: 'body',
    message: violation.message.replace(/^the value/, 'the body'),
  }));
}

/** Whether the document expects something of the body as a whole. */
function hasExpectedShape(node: SchemaNode | undefined): boolean {
  return isSchemaObject(node?.schema) && expectedKeyword in node.schema;
}

function judge(contract: Contract, node: SchemaNode, value: unknown, demand: Demand): Violation[] {
  return contract.validators.violations(node, value, { direction: 'request', demand });
}
