/** Prints the resources of a contract: for people, as `x-resource`, as JSON. */
import { yamlToWrite } from '../contract/document/yaml-schemas.ts';
import type { ContractOptions } from './contract-options.ts';
import { dump } from 'js-yaml';
import type { Contract } from '../contract/contract.ts';
import { pathSources, type Source } from '../contract/resource/find-sources.ts';
import { referenceSources } from '../contract/resource/find-references.ts';
import { listResources } from '../contract/resource/list-resources.ts';
import type { Resource } from '../contract/resource/resource.ts';
import { pathOfResource, writeResource } from '../contract/resource/write-resource.ts';
import { formatExpression } from '../contract/runtime-expression.ts';
import { countNoun } from '../verdict/count-noun.ts';
import { type ExitCode, exitCodes } from './exit-code.ts';
import { print, printLines } from './print.ts';
import { openOperations } from './open-contract.ts';

export interface ResourcesOptions extends ContractOptions {
  format: 'text' | 'yaml' | 'json';
}

export async function printResources({ contract: path, format, ...source }: ResourcesOptions): Promise<ExitCode> {
  const contract = await openOperations(path, source);
  const resources = listResources(contract);
  if (format === 'text') printLines(listFacts(contract, resources));
  else print(`${{ yaml: renderYaml, json: renderJson }[format](contract, resources)}\n`);
  return exitCodes.done;
}

function listFacts(contract: Contract, resources: readonly Resource[]): string[] {
  const blocks = resources.flatMap((resource) => [
    `${resource.name}  ${pathOfResource(resource)}`,
    ...factsOf(contract, resource).map((fact) => `  ${fact}`),
    '',
  ]);
  return [...blocks, countNoun(resources.length, 'resource')];
}

function factsOf(contract: Contract, resource: Resource): string[] {
  const { collections, identity, parents, uses, laws, declared, single } = resource;
  const width = Math.max(...uses.map(({ role }) => role.length));
  const member = identity?.member?.at(-1);
  const above = parents.map(({ parameter, resource: parent }) => (parent === undefined ? `{${parameter}}` : parent));
  return [
    ...(collections.length > 0 && resource.item !== undefined ? [`in ${collections.join(', ')}`] : []),
    ...(single ? ['one for each'] : []),
    ...(above.length > 0 ? [`below ${above.join(', ')}`] : []),
    ...(identity?.parameter === undefined
      ? []
      : [`identity {${identity.parameter}}${member === undefined ? '' : `, the member ${member}`}`]),
    ...uses.map(({ role, operation, evidence }) => `${role.padEnd(width)}  ${operation.id}  (${evidence})`),
    ...feedsOf(contract, resource).map(
      ({ parameter, operation, from, evidence }) => `${parameter} <- ${operation}: ${from}  (${evidence})`,
    ),
    laws.length === 0
      ? 'no laws'
      : `laws ${laws.map((law) => `${law.name} (${law.declared ? 'declared' : 'inferred'})`).join(', ')}`,
    ...(declared ? ['declared by x-resource'] : []),
  ];
}

/** Where values of a request come from. */
interface Feed {
  operation: string;
  parameter: string;
  from: string;
  evidence: string;
}

/** Each parameter or member once with each operation that gives it. */
function feedsOf(contract: Contract, { uses }: Resource): Feed[] {
  const feeds = uses.flatMap(({ operation }) =>
    [...pathSources(contract, operation), ...referenceSources(contract, operation)].flatMap(readFeeds),
  );
  return [...new Map(feeds.map((feed) => [`${feed.parameter} ${feed.operation} ${feed.evidence}`, feed])).values()];
}

function readFeeds({ operation, evidence, gives }: Source): Feed[] {
  return gives.flatMap(({ at, from: [origin] }) => {
    if (!origin) return [];
    const from = formatExpression(origin.expression) + (origin.lastSegment ? ', its last segment' : '');
    return [{ operation: operation.id, parameter: at.join('.'), from, evidence }];
  });
}

/** As it can be pasted into the document, operations in its order. */
function renderYaml(contract: Contract, resources: readonly Resource[]): string {
  const paths = resources.map((resource) => [
    pathOfResource(resource),
    { 'x-resource': writeResource(contract, resource) },
  ]);
  return dump({ paths: Object.fromEntries(paths) }, { schema: yamlToWrite, flowLevel: 5, lineWidth: 120 }).trimEnd();
}

function renderJson(contract: Contract, resources: readonly Resource[]): string {
  const all = resources.map((resource) => ({
    name: resource.name,
    path: pathOfResource(resource),
    declared: resource.declared,
    single: resource.single,
    collections: resource.collections,
    identity: resource.identity ?? null,
    parents: resource.parents,
    operations: resource.uses.map(({ operation, role, evidence }) => ({ id: operation.id, role, evidence })),
    feeds: feedsOf(contract, resource),
    laws: resource.laws,
  }));
  return JSON.stringify(all, null, 2);
}
