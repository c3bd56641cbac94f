/** Reads which credentials an operation demands: its own `security`, else the document's (OpenAPI 3.1, "Security Requirement Object"). */
import type { Bundle } from '../document/bundle-document.ts';
import { formatPointer, valueAt } from '../json-pointer.ts';
import { plainText } from '../name-text.ts';
import { nearest } from '../nearest-name.ts';
import type { SecurityDemand } from '../operation.ts';
import { isSchemaObject, type SchemaObject } from '../schema.ts';

/** The alternatives; one that names a scheme which the document does not have asks for nothing that anybody could send, and is none. */
export function readSecurity(bundle: Bundle, operation: SchemaObject, pointer: string): SecurityDemand[][] {
  const { document } = bundle;
  const own = 'security' in operation;
  const raw = own ? operation['security'] : document['security'];
  if (!Array.isArray(raw)) return [];
  const at = `${own ? pointer : ''}/security`;
  return raw.flatMap((requirement, index) => {
    if (!isSchemaObject(requirement)) return [];
    const demands = Object.entries(requirement).map(([scheme, permissions]) => {
      const place = `${at}/${index}${formatPointer([scheme])}`;
      const demand = readDemand(document, { scheme, permissions, pointer: place });
      if (!demand) tellUnread(bundle, scheme, place);
      return demand;
    });
    return demands.every((demand) => demand !== undefined) ? [demands] : [];
  });
}

function tellUnread(bundle: Bundle, scheme: string, place: string): void {
  const schemes = valueAt(bundle.document, ['components', 'securitySchemes']);
  const names = Object.keys(isSchemaObject(schemes) ? schemes : {}).filter((name) => name !== scheme);
  const [near] = nearest(scheme, names);
  bundle.tell('unread-security', place, {
    message: `no scheme "${scheme}" can be read`,
    found: scheme,
    ...(near === undefined ? {} : { hint: `Did you mean "${near}"?` }),
  });
}

function readDemand(
  document: SchemaObject,
  { scheme, permissions, pointer }: { scheme: string; permissions: unknown; pointer: string },
): SecurityDemand | undefined {
  const raw = valueAt(document, ['components', 'securitySchemes', scheme]);
  if (!isSchemaObject(raw)) return undefined;
  const found = { scheme, permissions: Array.isArray(permissions) ? permissions.map(plainText) : [], pointer };
  const inAuthorization = { in: 'header', name: 'authorization' } as const;
  switch (raw['type']) {
    case 'apiKey': {
      const at = placeOfKey(raw);
      return at && { ...found, kind: 'apiKey', at };
    }
    case 'http':
      return { ...found, kind: 'http', at: inAuthorization, word: plainText(raw['scheme'] ?? 'basic').toLowerCase() };
    case 'oauth2':
    case 'openIdConnect':
      return { ...found, kind: raw['type'], at: inAuthorization, word: 'bearer' };
    case 'mutualTLS':
      return { ...found, kind: 'mutualTLS' };
    default:
      return undefined;
  }
}

function placeOfKey({ in: place, name }: SchemaObject): SecurityDemand['at'] | undefined {
  if (typeof name !== 'string' || name === '') return undefined;
  if (place === 'header') return { in: place, name: name.toLowerCase() };
  return place === 'query' || place === 'cookie' ? { in: place, name } : undefined;
}
