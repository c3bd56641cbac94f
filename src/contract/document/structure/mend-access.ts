/** Reads where operations are and what lets callers in, of the document or of one of its parts, as what they mean. */
import { formatPointer, valueAt } from '../../json-pointer.ts';
import { plainText } from '../../name-text.ts';
import { nearest } from '../../nearest-name.ts';
import { isSchemaObject, type SchemaObject } from '../../schema.ts';
import { isUnread, type Mending } from './mending.ts';

/** Of the document, or of an operation: a list of what satisfies it. */
export function mendSecurity(mending: Mending, holder: SchemaObject, pointer: string): void {
  const { security } = holder;
  if (security === undefined) return;
  const at = `${pointer}/security`;
  const hint = 'Write security: [{ NAME: [] }].';
  const list = Array.isArray(security) ? (security as unknown[]) : [security];
  if (!Array.isArray(security)) {
    const isOne = isSchemaObject(security) || typeof security === 'string';
    const taken = isOne ? 'a list of this one' : 'none';
    mending.tell('odd-structure', at, { message: 'security takes a list', found: security, taken, hint });
    if (!isOne) {
      // Nobody is asked for anything.
      if (security === false) holder['security'] = [];
      else delete holder['security'];
      return;
    }
    mending.relocate(`${at}/0`, at);
  }
  holder['security'] = list.map((each, index) => readRequirement(mending, each, `${at}/${index}`));
}

/** A scheme by its name alone asks for no permission. */
function readRequirement(mending: Mending, raw: unknown, pointer: string): unknown {
  if (typeof raw === 'string') {
    const read = { [raw]: [] };
    mending.tell('odd-structure', pointer, {
      message: 'a security requirement is a map from schemes to permissions',
      found: raw,
      taken: JSON.stringify(read),
      hint: `Write { ${raw}: [] }.`,
    });
    return read;
  }
  if (isSchemaObject(raw)) return readPermissions(mending, raw, pointer);
  mending.tell('unread-security', pointer, { message: 'a security requirement is a map', found: raw });
  return {};
}

/** Of each scheme a list of texts; a text is one permission. */
function readPermissions(mending: Mending, raw: SchemaObject, pointer: string): SchemaObject {
  return Object.fromEntries(
    Object.entries(raw).map(([scheme, permissions]) => {
      if (Array.isArray(permissions)) return [scheme, permissions];
      const read = typeof permissions === 'string' && permissions !== '' ? [permissions] : [];
      mending.tell('odd-structure', pointer + formatPointer([scheme]), {
        message: 'a security requirement has a list of permissions',
        found: permissions,
        taken: JSON.stringify(read),
        hint: `Write { ${scheme}: ${JSON.stringify(read)} }.`,
      });
      return [scheme, read];
    }),
  );
}

const schemeTypes = ['apiKey', 'http', 'mutualTLS', 'oauth2', 'openIdConnect'];

/** What people name by the way in which a credential is sent. */
const schemeWords: Readonly<Record<string, SchemaObject>> = {
  basic: { type: 'http', scheme: 'basic' },
  bearer: { type: 'http', scheme: 'bearer' },
  jwt: { type: 'http', scheme: 'bearer' },
  oauth: { type: 'oauth2' },
  oidc: { type: 'openIdConnect' },
};

/** What each security scheme is, also where its type is not quite written as one. */
export function mendSchemes(mending: Mending, version: string): void {
  const schemes = valueAt(mending.document, ['components', 'securitySchemes']);
  for (const [name, scheme] of Object.entries(isSchemaObject(schemes) ? schemes : {})) {
    if (!isSchemaObject(scheme) || isUnread(scheme)) continue;
    const at = formatPointer(['components', 'securitySchemes', name]);
    if (!schemeTypes.includes(plainText(scheme['type']))) readType(mending, scheme, { at, version });
    if (scheme['type'] === 'apiKey') readKey(mending, scheme, at);
  }
}

function readType({ tell }: Mending, scheme: SchemaObject, { at, version }: { at: string; version: string }): void {
  const { type: written } = scheme;
  const word =
    typeof written === 'string'
      ? written
          .trim()
          .toLowerCase()
          .replace(/[-_\s]/g, '')
      : '';
  const [near] = word === '' ? [] : nearest(word, schemeTypes);
  const read =
    (Object.hasOwn(schemeWords, word) ? schemeWords[word] : undefined) ??
    (near === undefined ? undefined : { type: near });
  const known = version === '2.0' ? ['basic', 'apiKey', 'oauth2'] : schemeTypes;
  tell('odd-structure', `${at}/type`, {
    message: `the type of a security scheme is one of ${known.join(', ')}`,
    found: written,
    taken: read ? Object.values(read).join(' ') : 'none: nobody can satisfy it',
    hint: version !== '2.0' && read ? `Write ${JSON.stringify(read)}.` : `Write one of ${known.join(', ')}.`,
  });
  Object.assign(scheme, read);
}

const keyPlaces = ['header', 'query', 'cookie'];

/** A key has a name, and a place, which is the header unless another can be meant. */
function readKey({ tell }: Mending, scheme: SchemaObject, at: string): void {
  const { in: written, name } = scheme;
  if (typeof name !== 'string' || name === '')
    tell('odd-structure', `${at}/name`, {
      message: 'a key has a name',
      found: name,
      taken: 'none: nobody can satisfy it',
      hint: 'Write the name of the header or parameter: name: X-Api-Key.',
    });
  if (keyPlaces.includes(plainText(written))) return;
  const [near = 'header'] = typeof written === 'string' ? nearest(written, keyPlaces) : [];
  scheme['in'] = near;
  tell('odd-structure', `${at}/in`, {
    message: `a key is in ${keyPlaces.join(', ')}`,
    found: written,
    taken: near,
    hint: `Write in: ${near}.`,
  });
}

/** A list of maps with a URL; a text is the URL. */
export function mendServers(mending: Mending, holder: SchemaObject, pointer: string): void {
  const { servers } = holder;
  if (servers === undefined) return;
  const at = `${pointer}/servers`;
  if (!Array.isArray(servers)) {
    const isOne = typeof servers === 'string' || isSchemaObject(servers);
    const taken = isOne ? 'a list of this one' : 'none';
    const hint = `Write servers: [{ url: ${typeof servers === 'string' ? servers : '…'} }].`;
    mending.tell('odd-structure', at, { message: 'servers takes a list', found: servers, taken, hint });
    if (isOne) mending.relocate(`${at}/0`, at);
    holder['servers'] = isOne ? [readServer(servers)] : [];
    return;
  }
  holder['servers'] = servers.flatMap((each: unknown, index) => {
    const server = readServer(each);
    const place = `${at}/${index}`;
    if (typeof each === 'string')
      mending.tell('odd-structure', place, {
        message: 'a server is a map with a url',
        found: each,
        taken: 'its url',
        hint: `Write { url: ${each} }.`,
      });
    const missing = server && lackOf(server);
    if (server && missing === undefined) return [server];
    const message = missing ?? 'a server is a map with a url';
    mending.tell('odd-structure', place, {
      message,
      found: each,
      taken: server?.['url'] === undefined ? 'left out' : 'it',
      hint: missing?.includes('variables') ? 'Write variables: { NAME: { default: … } }.' : 'Write { url: … }.',
    });
    return server?.['url'] === undefined ? [] : [server];
  });
}

function readServer(raw: unknown): SchemaObject | undefined {
  return typeof raw === 'string' ? { url: raw } : isSchemaObject(raw) ? raw : undefined;
}

/** What a server has to say and does not. */
function lackOf({ url, variables }: SchemaObject): string | undefined {
  if (typeof url !== 'string') return 'a server needs a url';
  const names = [...url.matchAll(/\{([^{}]+)\}/g)].map(([, name = '']) => name);
  const unknown = names.find((name) => !isSchemaObject(variables) || !isSchemaObject(variables[name]));
  return unknown === undefined ? undefined : `the server's url has {${unknown}}, which its variables lack`;
}
