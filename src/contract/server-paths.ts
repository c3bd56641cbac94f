/** The paths of the document's servers, which stand before those of its operations (OpenAPI 3.1.1, "Server Object"). */
import type { Contract } from './contract.ts';
import { plainText } from './name-text.ts';
import { isSchemaObject, type SchemaObject } from './schema.ts';

/** Each once, without a slash at its end; `''` where a server has none. Variables have their defaults. */
export function listServerPaths({ document }: Contract): string[] {
  const servers: readonly unknown[] = Array.isArray(document['servers']) ? document['servers'] : [];
  const paths = servers.flatMap((server) => {
    if (!isSchemaObject(server) || typeof server['url'] !== 'string') return [];
    const url = URL.parse(withDefaults(server['url'], server), 'http://host');
    return url ? [url.pathname.replace(/\/+$/, '')] : [];
  });
  return [...new Set(paths)];
}

function withDefaults(url: string, { variables }: SchemaObject): string {
  const known = isSchemaObject(variables) ? variables : {};
  return url.replaceAll(/\{([^{}]*)\}/g, (written, name: string) => {
    const variable = Object.hasOwn(known, name) ? known[name] : undefined;
    return isSchemaObject(variable) && variable['default'] !== undefined ? plainText(variable['default']) : written;
  });
}
