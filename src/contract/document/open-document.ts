/** Takes a document for what it is: OpenAPI 3 or Swagger 2.0; or says why it is neither. */
import { ContractError } from '../../errors.ts';
import type { Told } from '../contract-diagnostics.ts';
import type { ContractRule } from '../contract-rule.ts';
import { formatPointer } from '../json-pointer.ts';
import { plainText } from '../name-text.ts';
import { nearest } from '../nearest-name.ts';
import { isSchemaObject, type SchemaObject } from '../schema.ts';
import type { SourceDocument } from './read-document.ts';
import type { PartShape } from './structure/part-shape.ts';
import { shapeOf } from './structure/part-shapes.ts';
import { findSimilar, tellSimilar } from './structure/similar-member.ts';

/** A document that can be bundled, and the version that it is read by: "2.0", or one of 3. */
export interface OpenedDocument {
  /** With the names that are meant where references lead through them. */
  source: SourceDocument;
  value: SchemaObject;
  version: string;
  /** What is odd about how the version and those names are written. */
  slips: readonly OpeningSlip[];
}

interface OpeningSlip {
  rule: ContractRule;
  pointer: string;
  told: Told;
}

/** Throws a ContractError for a document that is no description of an API. */
export function openDocument(source: SourceDocument): OpenedDocument {
  const { value } = source;
  if (!isSchemaObject(value)) throw notOpenApi(source, 'it is no map');
  const member = versionMembers.find((name) => value[name] !== undefined && value[name] !== null) ?? nearVersion(value);
  if (member === undefined) throw notOpenApi(source, 'it has no "openapi" member');
  const written = value[member];
  const text = plainText(written).trim().replace(/^v/i, '');
  const version = versionOf(text);
  if (version === undefined) {
    throw new ContractError(`OpenAPI ${text} is not supported; 2.0, 3.0, 3.1 and 3.2 are`, {
      place: source.placeOf(`/${member}`),
    });
  }
  const rightMember = version === '2.0' ? 'swagger' : 'openapi';
  const isExact =
    written === text && member === rightMember && (version === '2.0' ? text === '2.0' : /^3\.\d+\.\d+/.test(text));
  const told = {
    message: `${member}: ${JSON.stringify(written)} is read as ${version}`,
    hint: `Write ${rightMember}: "${version}".`,
  };
  const slips: OpeningSlip[] = isExact ? [] : [{ rule: 'odd-version', pointer: `/${member}`, told }];
  if (member === 'openapi' && value['swagger'] !== undefined)
    slips.push({ rule: 'odd-version', pointer: '/swagger', told: besideOpenApi });
  if (version === '2.0' && value['components'] !== undefined)
    slips.push({ rule: 'odd-structure', pointer: '/components', told: laterComponents });
  const { swagger: _, openapi: __, [member]: ___, ...others } = value;
  const corrector = new NameCorrector(slips);
  const corrected = corrector.correct({ [rightMember]: written, ...others }, version);
  if (slips.length === 0) return { source, value, version, slips };
  const placeOf: SourceDocument['placeOf'] = (pointer) => source.placeOf(corrector.writtenAt(pointer));
  return { source: { ...source, value: corrected, placeOf }, value: corrected, version, slips };
}

const versionMembers = ['openapi', 'swagger'];

const besideOpenApi: Told = {
  message: 'swagger stands beside openapi',
  taken: 'nothing: the document is read as OpenAPI 3',
  hint: 'Remove one of the two.',
};

const laterComponents: Told = {
  message: '"components" is a member of the document in OpenAPI 3, not in Swagger 2.0',
  taken: 'what it means there',
  hint: 'Write definitions, parameters, responses and securityDefinitions.',
};

/** A member that nearly says that the document is one, with a version that there is. */
function nearVersion(value: SchemaObject): string | undefined {
  return Object.keys(value).find(
    (name) => nearest(name, versionMembers).length > 0 && versionOf(plainText(value[name]).trim().replace(/^v/i, '')),
  );
}

/** The parts that references lead through: their names have to be right before any is followed. */
const containers = new Set(['components', 'definitions', 'parameters', 'paths', 'responses', 'securityDefinitions']);

class NameCorrector {
  readonly #slips: OpeningSlip[];
  /** Where what has another name now is written. */
  readonly #written = new Map<string, string>();

  constructor(slips: OpeningSlip[]) {
    this.#slips = slips;
  }

  correct(document: SchemaObject, version: string): SchemaObject {
    const shape = shapeOf('document', version);
    const corrected = this.#rename(document, { shape, pointer: '', isContainer: (name) => containers.has(name) });
    const { components } = corrected;
    if (version === '2.0' || !isSchemaObject(components)) return corrected;
    const inner = shapeOf('components', version);
    return {
      ...corrected,
      components: this.#rename(components, { shape: inner, pointer: '/components', isContainer: () => true }),
    };
  }

  /** Where a pointer into the corrected document stands in the one that was written. */
  writtenAt(pointer: string): string {
    let written = pointer;
    for (const [now, before] of [...this.#written].toReversed())
      if (written === now || written.startsWith(`${now}/`)) written = before + written.slice(now.length);
    return written;
  }

  #rename(
    part: SchemaObject,
    { shape, pointer, isContainer }: { shape: PartShape; pointer: string; isContainer: (name: string) => boolean },
  ): SchemaObject {
    return Object.fromEntries(
      Object.entries(part).map(([written, value]) => {
        const isOwn = written.startsWith('x-') || written.startsWith('$');
        const isKnown = isOwn || Object.hasOwn(shape.members, written) || shape.borrowed?.[written] !== undefined;
        const near = isKnown ? undefined : findSimilar(written, shape);
        if (near === undefined || !isContainer(near) || part[near] !== undefined) return [written, value];
        const at = pointer + formatPointer([written]);
        this.#slips.push({
          rule: 'similar-member',
          pointer: at,
          told: tellSimilar(written, near, { shape, taken: true }),
        });
        this.#written.set(pointer + formatPointer([near]), at);
        return [near, value];
      }),
    );
  }
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
