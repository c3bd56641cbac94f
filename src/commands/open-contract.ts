/** The contract that a command works on. */
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Contract } from '../contract/contract.ts';
import { lintScenarios } from '../contract/lint/lint-scenarios.ts';
import { loadContract, loadSource, shippedContract } from '../contract/load-contract.ts';
import { decodeText, isRemote, parseDocument, type SourceDocument } from '../contract/document/read-document.ts';
import { ContractError, UsageError } from '../errors.ts';
import { credentialsInHeader, plainUrl } from '../http/client/plain-url.ts';
import { quoteShell } from '../http/display/quote-shell.ts';
import { listPages } from '../page/list-pages.ts';
import { countNoun } from '../verdict/count-noun.ts';
import type { ContractOptions } from './contract-options.ts';
import { tell } from './print.ts';
import { loadConfig } from './load-config.ts';
import { type FetchedDocument, fetchDocument, nameAddress } from './fetch-document.ts';
import { readInput } from './read-input.ts';

export type OpenOptions = Omit<ContractOptions, 'contract'>;

/**
 * The named contract or pages, else the working folder's `contracts` or `openapi.yaml`, else the package's own. Throws a
 * ContractError for one that cannot be read.
 */
export async function openContract(
  path: string | readonly string[] | undefined,
  options: OpenOptions = {},
): Promise<Contract> {
  const found = ['contracts/openapi.yaml', 'openapi.yaml'].find((file) => existsSync(file));
  const paths = [path ?? []].flat();
  const [first = found ?? shippedContract, ...others] = paths;
  const pages = [first, ...others].flatMap((each) => listPages(each) ?? []);
  if (pages.length > 0 && paths.every((each) => listPages(each))) return openPages(pages, paths, options);
  if (others.length > 0) {
    throw new UsageError('several contracts are given', { hint: 'Name one contract, or any number of pages (.md).' });
  }
  return openDocuments(first, options);
}

/** The same, for a command that has nothing to do without an operation. Says in one line on stderr what was odd. */
export async function openOperations(
  path: string | readonly string[] | undefined,
  options: OpenOptions = {},
): Promise<Contract> {
  const contract = await openContract(path, options);
  if (contract.operations.length === 0) throw noOperations(contract);
  sumUp(contract, [path ?? []].flat());
  return contract;
}

/** The same contract, whose values are made as the config says. Throws a UsageError for what faker cannot do. */
export async function withFakes(contract: Contract, { config }: OpenOptions): Promise<Contract> {
  const { fakes } = await loadConfig(config);
  if (!fakes) return contract;
  const { loadFaker } = await import('../fixture/chance/load-faker.ts');
  const { checkFakes } = await import('../fixture/draw/compile-fake.ts');
  checkFakes(fakes, await loadFaker(contract.locale));
  contract.fakes = fakes;
  return contract;
}

/** The contract that a mock serves: its scenarios obey it, since the mock answers with them as they are. Throws a ContractError for the first that does not hold. */
export async function openMockContract(
  path: string | readonly string[] | undefined,
  options: OpenOptions = {},
): Promise<Contract> {
  const contract = await withFakes(await openOperations(path, options), options);
  const [broken] = lintScenarios(contract);
  if (broken) {
    throw new ContractError(broken.message, {
      place: broken.place,
      hint: 'docpact lint shows everything that is wrong with the contract.',
    });
  }
  return contract;
}

/** What a page leaves open is said on stderr: the verdict is on what was assumed. */
async function openPages(
  pages: readonly string[],
  paths: readonly string[],
  { strict = false }: OpenOptions,
): Promise<Contract> {
  const { importPages } = await import('../page/import-pages.ts');
  const { contract, diagnostics } = importPages(pages);
  const odd = diagnostics.filter(({ severity }) => severity !== 'note');
  if (odd.length > 0) {
    const things = odd.length === 1 ? 'one thing was' : `${odd.length} things were`;
    const sentence = `${things} odd or open and had to be assumed; list: docpact import ${paths.map(quoteShell).join(' ')}`;
    if (strict) throw new ContractError(`${sentence}; --strict allows none`);
    tell(`docpact: ${sentence}`);
  }
  return contract;
}

/** The document that comes by standard input. */
async function readDocument(): Promise<string> {
  try {
    return decodeText(await readInput());
  } catch (cause) {
    throw new ContractError(`standard input cannot be read: ${(cause as Error).message}`, { cause });
  }
}

/** What other hosts have is fetched when it is asked for, and the contract read again with it. */
async function openDocuments(named: string, options: OpenOptions): Promise<Contract> {
  const { root, strict = false, allowRemote = [] } = options;
  if (isRemote(named)) plainUrl(named, { instead: credentialsInHeader });
  const path = isRemote(named) ? nameAddress(named) : named;
  const fetched = new Map<string, FetchedDocument | ContractError>();
  const home = isRemote(path) ? new URL(path).host : undefined;
  const wanted = new Set<string>(isRemote(path) ? [path] : []);
  const allowed = new Set(allowRemote);
  const read = (url: string): SourceDocument | undefined => {
    const known = fetched.get(url);
    if (known instanceof ContractError) throw known;
    if (known) return parseDocument(known.address, known.text);
    const { host, hostname } = new URL(url);
    if (host === home || allowed.has(host) || allowed.has(hostname)) wanted.add(url);
    return undefined;
  };
  const text = path === '-' ? await readDocument() : undefined;
  for (;;) {
    for (const url of wanted) {
      if (fetched.size >= MOST_FETCHED)
        throw new ContractError(`the contract has more than ${MOST_FETCHED} documents on other hosts`);
      const isHome = new URL(url).host === home;
      const asked = fetchDocument(url, isHome ? options : { ...options, header: {} });
      // What it refers to costs a document what it touches.
      const document = await (url === path ? asked : asked.catch(asContractError));
      if (document) fetched.set(url, document);
      // Where its own host sends whoever asks for it, it may refer to.
      if (url === path && document && 'address' in document) allowed.add(new URL(document.address).host);
    }
    wanted.clear();
    const settings = { read, strict: false, ...(root === undefined ? {} : { root }) };
    const contract = isRemote(path)
      ? loadSource(read(path) ?? parseDocument(path, ''), settings, path)
      : text === undefined
        ? loadContract(path, settings)
        : loadSource(parseDocument(resolve('stdin'), text), settings);
    if (wanted.size > 0) continue;
    if (strict) refuseSlips(contract);
    return contract;
  }
}

function asContractError(error: unknown): ContractError {
  if (error instanceof ContractError) return error;
  throw error;
}

/** Most documents that one contract may have on other hosts. */
const MOST_FETCHED = 1000;

function refuseSlips({ diagnostics }: Contract): void {
  const [first, ...others] = diagnostics.filter(({ severity }) => severity !== 'note');
  if (!first) return;
  const more = others.length === 0 ? '' : ` (and ${others.length} more)`;
  throw new ContractError(`${first.message}${more}`, {
    place: first.place,
    hint: '--strict allows no slip; docpact lint shows all of them.',
  });
}

function noOperations({ file, diagnostics, placeOf }: Contract): ContractError {
  const lost = diagnostics.find(({ severity }) => severity === 'error');
  const reason = lost ? `: what it has was left out, first ${lost.message}` : '';
  return new ContractError(`the contract has no operation${reason}`, {
    place: lost?.place ?? { ...placeOf('/paths'), file },
    hint: 'An operation is a method under a path under "paths".',
  });
}

/** `17 warnings, 2 operations left out: docpact lint`. */
function sumUp({ diagnostics }: Contract, paths: readonly string[]): void {
  const warnings = diagnostics.filter(({ severity }) => severity === 'warning').length;
  const errors = diagnostics.filter(({ severity }) => severity === 'error');
  const operations = errors.filter(({ rule }) => rule === 'unread-operation' || rule === 'path-twice').length;
  const parts = errors.length - operations;
  const said = [
    ...(warnings > 0 ? [countNoun(warnings, 'warning')] : []),
    ...(operations > 0 ? [`${countNoun(operations, 'operation')} left out`] : []),
    ...(parts > 0 ? [`${countNoun(parts, 'part')} not read`] : []),
  ];
  if (said.length === 0) return;
  const named =
    paths.length === 0
      ? ''
      : ` --contract ${paths
          .map(nameAddress)
          .map((path) => quoteShell(path))
          .join(' ')}`;
  tell(`docpact: ${said.join(', ')}: docpact lint${named}`);
}
