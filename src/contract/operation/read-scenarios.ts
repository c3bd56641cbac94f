/** Reads the scenarios of a contract. */
import { existsSync, readdirSync, statSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { isInside } from '../inside-folder.ts';
import { ContractError } from '../../errors.ts';
import type { Scenario, ScenarioRequest } from '../contract.ts';
import type { Bundle } from '../document/bundle-document.ts';
import { readDocument, type SourceDocument } from '../document/read-document.ts';
import { plainText } from '../name-text.ts';
import { isSchemaObject, type SchemaObject } from '../schema.ts';

const parts = ['path', 'query', 'header', 'cookie'] as const;

/** The scenarios below the folder that the contract's `x-scenarios` names, by operationId; one that cannot be read is told and left out. */
export function readScenarios(
  file: string,
  { document, diagnostics }: Pick<Bundle, 'document' | 'diagnostics'>,
  operations: readonly { id: string }[],
): Map<string, Scenario[]> {
  const scenarios = new Map<string, Scenario[]>();
  const folder = document['x-scenarios'];
  if (folder === undefined) return scenarios;
  const tell = (error: ContractError): void => {
    const place = error.place ?? { file, pointer: '/x-scenarios' };
    diagnostics.add('unread-scenario', { ...place, place: () => place, value: undefined }, { message: error.reason });
  };
  const root = findScenarioFolder(file, folder);
  if (root === undefined) {
    const message = `x-scenarios must name a folder in or beside the contract's, not ${JSON.stringify(folder)}`;
    tell(new ContractError(message, { place: { file, pointer: '/x-scenarios' } }));
    return scenarios;
  }
  for (const { id } of operations) {
    const paths = orTold(tell, () => listScenarioFiles(root, id)) ?? [];
    if (paths.length > 0)
      scenarios.set(
        id,
        paths.flatMap((path) => orTold(tell, () => readScenario(readDocument(path), id)) ?? []),
      );
  }
  return scenarios;
}

function orTold<T>(tell: (error: ContractError) => void, read: () => T): T | undefined {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof ContractError)) throw error;
    tell(error);
    return undefined;
  }
}

/** The folder that `x-scenarios` names: in the contract's own, or beside it, not further away; undefined for any other. */
export function findScenarioFolder(file: string, folder: unknown): string | undefined {
  if (typeof folder !== 'string') return undefined;
  const home = dirname(file);
  const root = resolve(home, folder);
  return root === resolve(home) || isInside(dirname(home), root) ? root : undefined;
}

/** Those of an operation, in order; an id, or a link, may lead nowhere else. */
function listScenarioFiles(root: string, id: string): string[] {
  const inside = (path: string): string => {
    if (isInside(root, path)) return path;
    throw new ContractError(`${JSON.stringify(id)} leads out of the folder of the scenarios: ${path}`);
  };
  const own = join(root, id);
  // What is longer than a path can be does not exist, either.
  if (!existsSync(own) || !statSync(own).isDirectory()) return [];
  return readdirSync(inside(own))
    .filter((name) => /\.ya?ml$/.test(name))
    .sort()
    .map((name) => inside(join(own, name)));
}

function readScenario(source: SourceDocument, operation: string): Scenario {
  const raw = source.value;
  const error = (pointer: string, message: string) => new ContractError(message, { place: source.placeOf(pointer) });
  if (!isSchemaObject(raw)) throw error('', 'a scenario is a map with description, request and response');
  for (const member of Object.keys(raw)) {
    if (!['description', 'given', 'request', 'response', 'undocumented'].includes(member)) {
      throw error(`/${member}`, `a scenario has no member "${member}"`);
    }
  }
  const response = raw['response'];
  if (!isSchemaObject(response) || !Number.isInteger(response['status'])) {
    throw error('/response', 'a scenario needs a response with a status');
  }
  const given = raw['given'] ?? [];
  if (!Array.isArray(given)) throw error('/given', 'given is a list of scenario names');
  return {
    name: basename(source.file).replace(/\.ya?ml$/, ''),
    operation,
    description: typeof raw['description'] === 'string' ? raw['description'] : '',
    given: given.map(plainText),
    request: readRequest(raw['request']),
    response: {
      status: response['status'] as number,
      headers: isSchemaObject(response['headers']) ? mapTexts(response['headers']) : {},
      ...('body' in response ? { body: response['body'] } : {}),
    },
    undocumented: raw['undocumented'] === true,
    file: source.file,
    placeOf: (pointer) => source.placeOf(pointer),
  };
}

function readRequest(raw: unknown): ScenarioRequest {
  if (!isSchemaObject(raw)) return {};
  const values = parts.filter((part) => isSchemaObject(raw[part])).map((part) => [part, raw[part]]);
  return { ...Object.fromEntries(values), ...('body' in raw ? { body: raw['body'] } : {}) } as ScenarioRequest;
}

function mapTexts(values: SchemaObject): Record<string, string | string[]> {
  const entries = Object.entries(values);
  return Object.fromEntries(
    entries.map(([name, value]) => [name, Array.isArray(value) ? value.map(plainText) : plainText(value)]),
  );
}
