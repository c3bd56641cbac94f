/** Holds a contract against itself, and prints what was found. */
import { countClauses } from '../contract/clause/list-clauses.ts';
import type { Contract } from '../contract/contract.ts';
import { applyRules, type RuleSettings, sortByPlace } from '../contract/contract-diagnostics.ts';
import type { Diagnostic } from '../contract/diagnostic.ts';
import { parsePointer, valueAt } from '../contract/json-pointer.ts';
import { type LackOfValue, lintContract, lintValues } from '../contract/lint/lint-contract.ts';
import { isSchemaObject, unreadKeyword } from '../contract/schema.ts';
import { ContractError, describePlace } from '../errors.ts';
import { loadFaker } from '../fixture/chance/load-faker.ts';
import { compileGenerator } from '../fixture/compile-generator.ts';
import { NoValueError } from '../fixture/draw/no-value.ts';
import { countNoun } from '../verdict/count-noun.ts';
import { shownPath } from '../verdict/report-head.ts';
import type { ContractOptions } from './contract-options.ts';
import { type ExitCode, exitCodes } from './exit-code.ts';
import { printLines } from './print.ts';
import { openContract } from './open-contract.ts';

export interface LintOptions extends ContractOptions {
  rule?: RuleSettings;
}

/** Values that are tried out in all: of a large contract, few of each schema. */
const MOST_TRIALS = 1000;

/** Prints what is wrong with the contract, or what it consists of; exit 1 for an error, and with `strict` for a warning. */
export async function printLint({
  contract: path,
  rule = {},
  strict = false,
  ...source
}: LintOptions): Promise<ExitCode> {
  const contract = await openContract(path, source);
  const faker = await loadFaker(contract.locale);
  const { locale } = contract;
  const trials = Math.min(40, Math.ceil(MOST_TRIALS / (contract.operations.length * 4 + 1)));
  const found = [
    ...lintContract(contract),
    ...lintValues(contract, ({ node, direction }) => {
      try {
        const { lost } = compileGenerator(contract, node, { faker, locale, direction, trials });
        return lost.flatMap(({ error }) => lackOf(contract, error));
      } catch (error) {
        if (error instanceof ContractError) return lackOf(contract, error);
        throw error;
      }
    }),
  ];
  const told = [...new Map(sortByPlace(applyRules(found, rule)).map((each) => [formatDiagnostic(each), each]))];
  const lines = told.map(([line]) => line);
  const diagnostics = told.map(([, diagnostic]) => diagnostic);
  printLines([...lines, summarize(contract, diagnostics)]);
  const failed = diagnostics.some(({ severity }) => severity === 'error' || (strict && severity === 'warning'));
  return failed ? exitCodes.problems : exitCodes.done;
}

/** Of what could not be read, that is told already. */
function lackOf({ document }: Contract, error: ContractError): LackOfValue[] {
  if (!(error instanceof NoValueError)) return [{ rule: 'unread-faker', error }];
  const schema = valueAt(document, parsePointer(error.pointer));
  if (isSchemaObject(schema) && schema[unreadKeyword] !== undefined) return [];
  return [{ rule: error.proof ? 'impossible-schema' : 'no-value', error }];
}

/** `file:line#pointer: error: what is wrong [rule]; what was made of it; what to do`, on one line. */
function formatDiagnostic({ place, severity, message, rule, taken, hint }: Diagnostic): string {
  const head = `${describePlace({ ...place, file: shownPath(place.file) })}: ${severity}: ${message} [${rule}]`;
  return [head, ...(taken === undefined ? [] : [`read as ${taken}`]), ...(hint === undefined ? [] : [hint])].join('; ');
}

function summarize(contract: Contract, told: readonly Diagnostic[]): string {
  const scenarios = [...contract.scenarios.values()].flat().length;
  const counts = [
    countNoun(contract.operations.length, 'operation'),
    countNoun(contract.schemas.size, 'schema'),
    countNoun(countClauses(contract), 'clause'),
    countNoun(scenarios, 'scenario'),
  ].join(', ');
  const sums = (['error', 'warning', 'note'] as const).flatMap((severity) => {
    const count = told.filter((each) => each.severity === severity).length;
    return count === 0 ? [] : [countNoun(count, severity)];
  });
  const verdict =
    told.length === 0 ? 'holds together' : `has ${countNoun(told.length, 'problem')} (${sums.join(', ')})`;
  return `${shownPath(contract.file)} ${verdict}: ${counts}`;
}
