/** Holds a contract against itself, and prints what was found. */
import { listClauses } from '../contract/clause/list-clauses.ts';
import type { Contract } from '../contract/contract.ts';
import type { Diagnostic } from '../contract/diagnostic.ts';
import { lintContract, usedSchemas } from '../contract/lint/lint-contract.ts';
import { ContractError, describePlace } from '../errors.ts';
import { loadFaker } from '../fixture/chance/load-faker.ts';
import { compileGenerator } from '../fixture/compile-generator.ts';
import { countNoun } from '../verdict/count-noun.ts';
import { shownPath } from '../verdict/report-head.ts';
import { type ExitCode, exitCodes } from './exit-code.ts';
import { openContract } from './open-contract.ts';

export interface LintOptions {
  contract?: string;
}

/** Prints what is wrong with the contract, or what it consists of. */
export async function printLint(options: LintOptions): Promise<ExitCode> {
  const contract = openContract(options.contract);
  const found = [...lintContract(contract), ...(await lintGenerators(contract))].map(formatDiagnostic);
  const lines = [...new Set(found)];
  process.stdout.write([...lines, summarize(contract, lines.length), ''].join('\n'));
  return lines.length > 0 ? exitCodes.problems : exitCodes.done;
}

/** Every schema has values that docpact can make: its `x-faker` exists, its keywords do not exclude one another. */
async function lintGenerators(contract: Contract): Promise<Diagnostic[]> {
  const { locale } = contract;
  const faker = await loadFaker(locale);
  return usedSchemas(contract.operations).flatMap(({ node, direction }) => {
    try {
      compileGenerator(contract, node, { faker, locale, direction });
      return [];
    } catch (error) {
      if (!(error instanceof ContractError)) throw error;
      const place = error.place ?? contract.placeOf(node.pointer);
      return [
        { rule: 'no-value', severity: 'error', place, message: error.message.replace(`${describePlace(place)}: `, '') },
      ];
    }
  });
}

function formatDiagnostic({ place, message }: Diagnostic): string {
  return `${describePlace({ ...place, file: shownPath(place.file) })}: ${message}`;
}

function summarize(contract: Contract, problems: number): string {
  const scenarios = [...contract.scenarios.values()].flat().length;
  const counts = [
    countNoun(contract.operations.length, 'operation'),
    countNoun(contract.schemas.size, 'schema'),
    countNoun(listClauses(contract).length, 'clause'),
    countNoun(scenarios, 'scenario'),
  ].join(', ');
  const verdict = problems === 0 ? 'holds together' : `has ${countNoun(problems, 'problem')}`;
  return `${shownPath(contract.file)} ${verdict}: ${counts}`;
}
