/**
 * Changes a valid request so that it stays valid: told by the changed place alone where nothing around it looks into it, since judging
 * the whole of a large body for each value of each member would take minutes.
 */
import type { Contract } from '../../contract/contract.ts';
import { contentOf, heedsBody, type Operation, type RequestValues } from '../../contract/operation.ts';
import { type SchemaNode, unreadKeyword } from '../../contract/schema.ts';
import { expectedKeyword } from '../../contract/schema/view-schema.ts';
import { membersAt, type PlacedSchema, walkPossible } from '../../contract/schema/walk-schema.ts';
import { zoneOf } from '../../contract/zone-of.ts';
import { changeValues } from './change-values.ts';

/** A request to an operation of a contract. */
interface Request {
  contract: Contract;
  operation: Operation;
  values: RequestValues;
}

/** The values of the request with another value in one place; undefined where that is not valid. */
export function changeValidly(
  request: Request,
  { at, value }: { at: readonly string[]; value: unknown },
): RequestValues | undefined {
  const changed = changeValues(request.values, [{ at, value }]);
  const place = isKnownValid(request) ? placeOf(request, at) : undefined;
  if (!place) return isKnownValid({ ...request, values: changed }) ? changed : undefined;
  const { validators } = request.contract;
  const isValid = place.nodes.every((node) =>
    (['documented', 'expected'] as const).every((demand) => {
      const view = { direction: 'request', demand } as const;
      return validators.accepts(node, value, view) && validators.unjudged(node, value, view) === undefined;
    }),
  );
  if (!isValid) return undefined;
  known.set(changed, true);
  return changed;
}

/** Whether the request is valid without what stands in one place. */
export function mayLack(request: Request, at: readonly string[]): boolean {
  const place = isKnownValid(request) ? placeOf(request, at) : undefined;
  const isMember = place?.around.every(({ schema }) => !sizes.some((keyword) => keyword in schema));
  if (place && isMember) return !place.around.some(({ schema }) => demands(schema['required'], at.at(-1)));
  return isKnownValid({ ...request, values: changeValues(request.values, [{ at, remove: true }]) });
}

/** Keywords by which it matters how many parts there are, and where they stand. */
const sizes = ['items', 'prefixItems', 'minItems', 'minProperties'];

function demands(required: unknown, name: string | undefined): boolean {
  return Array.isArray(required) && required.includes(name);
}

/** Values are never changed once they are made. */
const known = new WeakMap<RequestValues, boolean>();

function isKnownValid({ contract, operation, values }: Request): boolean {
  const before = known.get(values);
  if (before !== undefined) return before;
  const isValid = zoneOf(contract, operation, values) === 'valid';
  known.set(values, isValid);
  return isValid;
}

/** Schemas that bind a place, and those around it, which say nothing that depends on what stands there. */
interface Place {
  nodes: readonly SchemaNode[];
  around: readonly PlacedSchema[];
}

const places = new WeakMap<readonly string[], { found: Place | undefined }>();

/** Found once for a member: each of its values is tried there. */
function placeOf(request: Request, at: readonly string[]): Place | undefined {
  const place = places.get(at) ?? { found: plainPlace(request, at) };
  places.set(at, place);
  return place.found;
}

/** A place in a JSON body; undefined where what is around it looks into it. */
function plainPlace(
  { contract: { document }, operation, values }: Request,
  [part, ...tokens]: readonly string[],
): Place | undefined {
  const content = contentOf(operation, values.mediaType);
  if (part !== 'body' || !heedsBody(operation) || content?.format !== 'json') return undefined;
  let nodes: readonly SchemaNode[] = content.node && !content.itemNode ? [content.node] : [];
  let around: readonly PlacedSchema[] = [];
  for (const token of tokens) {
    around = nodes.flatMap((node) => [...walkPossible(document, node)]);
    if (!around.every(isPlain)) return undefined;
    nodes = around.flatMap((each) => membersAt(each, token));
  }
  return nodes.length > 0 && around.length > 0 ? { nodes, around } : undefined;
}

function isPlain({ schema }: PlacedSchema): boolean {
  return Object.keys(schema).every(
    (keyword) => plain.has(keyword) || (keyword.startsWith('x-') && !telling.has(keyword)),
  );
}

/** Keywords that say the same of a value whatever its parts are, or leave each part to a schema of its own. */
const plain = new Set(
  `$ref allOf type required properties patternProperties additionalProperties items prefixItems minItems maxItems minProperties
  maxProperties propertyNames title description $comment default example examples deprecated readOnly writeOnly xml externalDocs
  format nullable`.split(/\s+/),
);

/** Extensions that do. */
const telling = new Set([expectedKeyword, unreadKeyword]);
