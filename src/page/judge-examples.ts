/** Holds the examples of pages against the contract that their tables make. */
import type { Contract } from '../contract/contract.ts';
import { indexLines } from '../contract/document/index-lines.ts';
import { formatPointer } from '../contract/json-pointer.ts';
import { type Operation, responseFor } from '../contract/operation.ts';
import type { SchemaNode } from '../contract/schema.ts';
import type { Violation } from '../contract/schema/violation.ts';
import { type Anomaly, createReport, type Report } from './anomaly.ts';
import type { PageExample } from './page-example.ts';
import { parseExample } from './parse-example.ts';

/** An example that conforms. */
export interface SoundExample extends Omit<PageExample, 'page' | 'fence'> {
  value: unknown;
  /** The page, and the example's line on it. */
  file: string;
  line: number;
  /** Whether a generator made it up: nobody ever sent it. */
  sample: boolean;
}

/** Contradictions of one example that are told. */
const MOST_TOLD = 5;

/** The examples that conform; what contradicts its table is reported. */
export function judgeExamples(
  contract: Contract,
  examples: readonly PageExample[],
  anomalies: Anomaly[],
): SoundExample[] {
  const operations = new Map(contract.operations.map((operation) => [operation.id, operation]));
  return examples.flatMap((example) => {
    const report = createReport(example.page.file, anomalies);
    const value = readExample(example, report);
    if (value === undefined) return [];
    const node = nodeOf(contract, operations.get(example.owner), example);
    const direction = example.part === 'request' ? 'request' : 'response';
    const violations = node ? contract.validators.violations(node, value, { direction, demand: 'documented' }) : [];
    reportViolations(example, violations, report);
    const { page, fence, ...rest } = example;
    return violations.length > 0
      ? []
      : [{ ...rest, value, file: page.file, line: fence.line, sample: isSample(value) }];
  });
}

function readExample({ fence, mediaType }: PageExample, report: Report): unknown {
  if (mediaType !== 'application/json' || fence.text.trim() === '') return undefined;
  const parsed = parseExample(fence.text);
  if (parsed?.fault === undefined && parsed) return parsed.value;
  report(
    'bad-json',
    fence.line,
    firstWords(fence.text),
    parsed ? `what it means: ${JSON.stringify(parsed.value)?.slice(0, 80)}` : 'nothing: it is left out',
  );
  return parsed?.value;
}

function firstWords(text: string): string {
  return text.trim().slice(0, 80);
}

function nodeOf(
  { schemas }: Contract,
  operation: Operation | undefined,
  { part, owner, status, mediaType }: PageExample,
): SchemaNode | undefined {
  if (part === 'model') return schemas.get(owner);
  const response = operation && responseFor(operation, Number(status));
  const contents = part === 'request' ? operation?.body?.contents : response?.contents;
  return contents?.find((content) => content.mediaType === mediaType)?.node;
}

function reportViolations({ fence }: PageExample, violations: readonly Violation[], report: Report): void {
  if (violations.length === 0) return;
  const lines = fence.text.length < 1_000_000 ? linesOf(fence.text) : undefined;
  for (const { at, message } of violations.slice(0, MOST_TOLD)) {
    const line = fence.line + (lines?.get(formatPointer(at)) ?? 1);
    report('example-contradicts', line, message, 'the table; the example is left out');
  }
}

/** None for a text that is neither JSON nor YAML. */
function linesOf(text: string): ReadonlyMap<string, number> | undefined {
  try {
    return indexLines(text);
  } catch {
    return undefined;
  }
}

/** Whether a generator's placeholder stands in it. */
function isSample(value: unknown): boolean {
  if (value === 'string') return true;
  return typeof value === 'object' && value !== null && Object.values(value).some(isSample);
}
