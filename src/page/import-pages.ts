/** From pages to a contract: the whole way, in memory. */
import { dirname, relative, resolve, sep } from 'node:path';
import { assembleContract } from '../contract/assemble-contract.ts';
import type { Contract, Scenario } from '../contract/contract.ts';
import { bundleDocument } from '../contract/document/bundle-document.ts';
import type { SchemaObject } from '../contract/schema.ts';
import { type Anomaly, createReport } from './anomaly.ts';
import { comparePages } from './compare-pages.ts';
import { judgeExamples } from './judge-examples.ts';
import { listScenarios } from './list-scenarios.ts';
import { NoOperationError } from './no-operation.ts';
import { buildDocument } from './page-document.ts';
import { createPagePlaces } from './page-place.ts';
import type { Page } from './page.ts';
import { placeExamples } from './place-examples.ts';
import { readPage } from './read-page.ts';

export interface ImportedPages {
  contract: Contract;
  /** OpenAPI 3.1, as it can be written to files. */
  document: SchemaObject;
  /** What was odd about the pages, in the order of pages and lines. */
  anomalies: readonly Anomaly[];
}

/** Makes one contract of pages; throws a NoOperationError where none of them has an operation, a ContractError for a file that cannot be read. */
export function importPages(files: readonly string[]): ImportedPages {
  const anomalies: Anomaly[] = [];
  const unique = [...new Map(files.map((file) => [resolve(file), file])).values()];
  const pages = unique.map((file) => readOperationPage(file, anomalies));
  comparePages(pages, anomalies);
  const first = pages.find(({ operations }) => operations.length > 0);
  if (!first) throw new NoOperationError(unique, sorted(anomalies, unique));
  const root = commonFolder(unique.map((file) => resolve(file)));
  const nameOf = (page: Page): string => relative(root, resolve(page.file)).replaceAll(sep, '/');
  const sources = new Map(pages.map((page) => [nameOf(page), resolve(page.file)]));
  const { document, examples } = buildDocument(pages, {
    title: pages.length === 1 ? first.title || first.name : titleOf(root, first),
    nameOf,
    anomalies,
  });
  const file = resolve(first.file);
  const assemble = (scenarios: Contract['scenarios']): Contract => {
    const source = { file, value: document, placeOf: createPagePlaces(document, sources) };
    const contract = assembleContract({ bundle: bundleDocument(source, root), file, readScenarios: () => scenarios });
    return { ...contract, files: unique.map((each) => resolve(each)) };
  };
  const bare = assemble(new Map());
  const sound = judgeExamples(bare, examples, anomalies);
  const scenarios = listScenarios(bare, sound);
  const placed = placeExamples(
    document,
    bare.operations,
    sound.filter(({ owner }) => !scenarios.has(owner)),
  );
  const contract = placed === 0 && scenarios.size === 0 ? bare : assemble(scenarios);
  return { contract, document, anomalies: sorted(anomalies, unique) };
}

function readOperationPage(file: string, anomalies: Anomaly[]): Page {
  const page = readPage(file, anomalies);
  if (page.operations.length === 0) {
    const read = page.models.length > 0 ? `${page.models.length} models and no request line` : 'no request line';
    createReport(file, anomalies)('no-operation', 1, read, 'no operation');
  }
  return page;
}

/** The folder that holds all files. */
function commonFolder(files: readonly string[]): string {
  const [first = [], ...others] = files.map((file) => dirname(file).split(sep));
  const shared = first.findIndex((part, index) => others.some((other) => other[index] !== part));
  return (shared === -1 ? first : first.slice(0, shared)).join(sep) || sep;
}

function titleOf(root: string, { title, name }: Page): string {
  return root.split(sep).at(-1) || title || name;
}

function sorted(anomalies: readonly Anomaly[], files: readonly string[]): Anomaly[] {
  const order = new Map(files.map((file, index) => [file, index]));
  const rank = (file: string) => order.get(file) ?? order.size;
  const once = new Map(anomalies.map((each) => [JSON.stringify([each.file, each.line, each.kind, each.read]), each]));
  return [...once.values()].toSorted((a, b) => rank(a.file) - rank(b.file) || a.line - b.line);
}

/** The scenarios of a contract, one after the other. */
export function scenariosOf({ scenarios }: Contract): Scenario[] {
  return [...scenarios.values()].flat();
}
