/** Takes a document for what it is: OpenAPI 3 or Swagger 2.0; or says why it is neither. */
import { ContractError } from '../../errors.ts';
import type { SourceDocument } from './read-document.ts';
import { isSchemaObject, type SchemaObject } from '../schema.ts';

/** A document that can be bundled, and the version that it is read by: "2.0", or one of 3. */
export interface OpenedDocument {
  source: SourceDocument;
  value: SchemaObject;
  version: string;
  /** What is odd about how the version is written. */
  slip?: string;
}

/** Throws a ContractError for a document that is no description of an API. */
export function openDocument(source: SourceDocument): OpenedDocument {
  const { value } = source;
  if (!isSchemaObject(value)) throw notOpenApi(source, 'it is no map');
  const member = ['openapi', 'swagger'].find((name) => value[name] !== undefined && value[name] !== null);
  if (member === undefined) throw notOpenApi(source, 'it has no "openapi" member');
  const written = value[member];
  const text = String(written).trim().replace(/^v/i, '');
  const version = versionOf(text);
  if (version === undefined) {
    throw new ContractError(`OpenAPI ${text} is not supported; 2.0, 3.0, 3.1 and 3.2 are`, {
      place: source.placeOf(`/${member}`),
    });
  }
  const isExact =
    typeof written === 'string' && (version === '2.0' ? text === '2.0' : /^3\.\d+\.\d+/.test(text)) && written === text;
  return {
    source,
    value,
    version,
    ...(isExact ? {} : { slip: `${member}: ${JSON.stringify(written)} is read as ${version}` }),
  };
}

function versionOf(text: string): string | undefined {
  if (/^2(?:\.0)*$/.test(text)) return '2.0';
  if (/^3$/.test(text)) return '3.0.3';
  const minor = /^3\.(\d+)/.exec(text)?.[1];
  if (minor === undefined) return undefined;
  return /^3\.\d+\.\d+/.test(text) ? text : `3.${minor}.0`;
}

function notOpenApi(source: SourceDocument, reason: string): ContractError {
  const { value } = source;
  const hint =
    isSchemaObject(value) && value['asyncapi'] !== undefined
      ? 'It is an AsyncAPI document: docpact reads those of HTTP.'
      : 'Name a contract folder, an OpenAPI document (2.0 to 3.2), a Postman collection or a page.';
  return new ContractError(`this is not an OpenAPI document: ${reason}`, { place: source.placeOf(''), hint });
}
