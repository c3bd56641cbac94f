/** The headers of a request that are more than parameters, or less: the media type, credentials, those that only a shown request has. */
import type { Diagnose } from '../diagnostic/page-diagnostics.ts';
import type { OperationDraft } from '../draft/draft.ts';
import type { ShownHeader } from '../scan/block.ts';
import { rootField, type Field } from './field.ts';

/** Headers of a request as it is shown, that no row describes: each may be sent. */
export function shownParameters({ shown, parameters }: OperationDraft, diagnose: Diagnose): Field[] {
  return shown.flatMap(({ name, value, line }) => {
    const has = parameters.some((row) => row.place === 'header' && row.name.toLowerCase() === name.toLowerCase());
    if (has || ofTransport.test(name)) return [];
    diagnose('shown-header', { line, found: `${name}: ${value}`, taken: 'a header that may be sent' });
    return [{ ...rootField(line, 'string'), name, place: 'header' as const, depth: 0 }];
  });
}

/** Headers that are no parameters: HTTP's own, and credentials. */
const ofTransport =
  /^(?:host|accept|accept-.*|content-.*|user-agent|connection|cache-control|cookie|authorization|x-[a-z-]*(?:key|token)|api[_-]?key)$/i;

/** A row for the media type says what the body is, and is no parameter of its own (OpenAPI 3.1, Parameter Object). */
export function isOfHttp({ name, place, line, description, example }: Field, diagnose: Diagnose): boolean {
  if (place !== 'header' || !/^(?:content-type|accept)$/i.test(name)) return false;
  const said = `${example} ${description}`.trim();
  diagnose('media-row', { line, found: `${name}: ${said}`, taken: 'the media type, and no parameter' });
  return true;
}

/** OpenAPI ignores a parameter of this name: it is security. */
export function isCredentialRow({ name, place }: Field): boolean {
  return place === 'header' && name.toLowerCase() === 'authorization';
}

/** The credentials that rows name. */
export function rowCredentials(fields: readonly Field[], diagnose: Diagnose): ShownHeader[] {
  return fields.filter(isCredentialRow).map(({ name, line, example, description, default: standard, required }) => {
    const value = [example, standard, description].find((text) => /\b(?:bearer|basic)\b/i.test(text)) ?? '';
    const [word = name] = /bearer|basic/i.exec(value) ?? [];
    const isOptional = required !== true;
    diagnose('credential', { line, found: name, taken: `security: ${word}${isOptional ? ', or none' : ''}` });
    return { name, value: word === name ? '' : word, line, isOptional };
  });
}
