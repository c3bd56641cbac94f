/** From pages to a contract: the whole way, in memory. */
import { dirname, relative, resolve, sep } from 'node:path';
import { assembleContract } from '../contract/assemble-contract.ts';
import type { Contract, Scenario } from '../contract/contract.ts';
import type { Diagnostic } from '../contract/diagnostic.ts';
import { bundleDocument } from '../contract/document/bundle-document.ts';
import type { SchemaObject } from '../contract/schema.ts';
import { PageError } from '../errors.ts';
import { addCoverage, type Coverage, type PageAccount } from './diagnostic/page-account.ts';
import { PageDiagnostics } from './diagnostic/page-diagnostics.ts';
import type { PageRule } from './diagnostic/page-rule.ts';
import { buildDocument } from './document/build-document.ts';
import { createPagePlaces } from './document/page-places.ts';
import { proposeLaws } from './document/propose-laws.ts';
import { readBlocks } from './draft/read-blocks.ts';
import { judgeExamples } from './example/judge-examples.ts';
import { listScenarios } from './example/list-scenarios.ts';
import { placeExamples } from './example/place-examples.ts';
import { comparePages } from './operation/compare-pages.ts';
import { finishPage } from './operation/finish-page.ts';
import type { Page } from './operation/page.ts';
import { scanPage } from './scan/scan-page.ts';

export interface ImportedPages {
  contract: Contract;
  /** OpenAPI 3.1, as it can be written to files. */
  document: SchemaObject;
  /** What was odd about the pages, in the order of pages and lines. */
  diagnostics: readonly Diagnostic<PageRule>[];
  /** What became of the parts of each page, by its name. */
  accounts: ReadonlyMap<string, PageAccount>;
  coverage: Coverage;
}

/** Makes one contract of pages; throws a NoOperationError where none of them has an operation, a ContractError for a file that cannot be read. */
export function importPages(files: readonly string[]): ImportedPages {
  const diagnostics = new PageDiagnostics();
  const unique = [...new Map(files.map((file) => [resolve(file), file])).values()];
  const pages = unique.map((file) => readPage(file, diagnostics));
  comparePages(pages, diagnostics);
  const first = pages.find(({ operations }) => operations.length > 0);
  if (!first) throw new NoOperationError(unique, diagnostics.list(unique));
  const root = commonFolder(unique.map((file) => resolve(file)));
  const nameOf = (page: Page): string => relative(root, resolve(page.file)).replaceAll(sep, '/');
  const sources = new Map(pages.map((page) => [nameOf(page), resolve(page.file)]));
  const { document, examples } = buildDocument(pages, {
    title: pages.length === 1 ? first.title || first.heading || first.name : titleOf(root, first),
    nameOf,
    diagnostics,
  });
  const file = resolve(first.file);
  const bundle = bundleDocument({ file, value: document, placeOf: createPagePlaces(document, sources) }, { root });
  const assemble = (scenarios: Contract['scenarios']): Contract => {
    const contract = assembleContract({ bundle, file, readScenarios: () => scenarios });
    return { ...contract, files: unique.map((each) => resolve(each)) };
  };
  const bare = assemble(new Map());
  const sound = judgeExamples(bare, examples, diagnostics);
  const scenarios = listScenarios(bare, sound);
  // What is added stands in what was bundled, too.
  const both = [document, bundle.document];
  const placed = placeExamples(
    both,
    bare.operations,
    sound.filter(({ owner }) => !scenarios.has(owner)),
  );
  const proposed = proposeLaws({ ...bare, scenarios }, both, { diagnostics, files: sources });
  const contract = placed + proposed === 0 && scenarios.size === 0 ? bare : assemble(scenarios);
  const accounts = new Map(unique.map((each) => [each, diagnostics.accountOf(each)]));
  const coverage = addCoverage([...accounts.values()].map((account) => account.coverage()));
  return { contract, document, diagnostics: diagnostics.list(unique), accounts, coverage };
}

function readPage(file: string, diagnostics: PageDiagnostics): Page {
  const diagnose = diagnostics.on(file);
  const account = diagnostics.accountOf(file);
  const page = finishPage(readBlocks(scanPage(file, diagnose), { diagnose, account }), diagnose);
  if (page.operations.length === 0) {
    const { length } = page.models;
    const found = length > 0 ? `${length} models and no request line` : 'no request line';
    diagnose(length > 0 ? 'models-only' : 'no-operation', {
      line: 1,
      found,
      taken: length > 0 ? 'models' : 'no operation',
    });
  }
  return page;
}

/** The folder that holds all files. */
function commonFolder(files: readonly string[]): string {
  const [first = [], ...others] = files.map((file) => dirname(file).split(sep));
  const shared = first.findIndex((part, index) => others.some((other) => other[index] !== part));
  return (shared === -1 ? first : first.slice(0, shared)).join(sep) || sep;
}

function titleOf(root: string, { title, heading, name }: Page): string {
  return root.split(sep).at(-1) || title || heading || name;
}

/** The scenarios of a contract, one after the other. */
export function scenariosOf({ scenarios }: Contract): Scenario[] {
  return [...scenarios.values()].flat();
}

/** The error of pages that yield no contract, with all that is odd about them. */
export class NoOperationError extends PageError {
  readonly diagnostics: readonly Diagnostic<PageRule>[];

  constructor(files: readonly string[], diagnostics: readonly Diagnostic<PageRule>[]) {
    const [first = ''] = files;
    const message =
      files.length === 1 ? `${first} has no operation` : `none of the ${files.length} pages has an operation`;
    const other = diagnostics.find(({ rule }) => rule === 'other-format');
    super(other ? `${message}: it is ${other.found}` : message, {
      hint:
        other?.taken ??
        'An operation begins with its method and path, such as POST /things, in a code block titled 请求路径 or on a line of its own.',
    });
    this.diagnostics = diagnostics;
  }
}
