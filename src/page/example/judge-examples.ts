/** Holds the examples of pages against the contract that their tables make. */
import type { Contract } from '../../contract/contract.ts';
import { indexLines } from '../../contract/document/index-lines.ts';
import { formatPointer } from '../../contract/json-pointer.ts';
import { type Operation, responseFor } from '../../contract/operation.ts';
import type { SchemaNode } from '../../contract/schema.ts';
import type { Violation } from '../../contract/schema/violation.ts';
import type { Diagnose, PageDiagnostics } from '../diagnostic/page-diagnostics.ts';
import { JSON_TYPE, type PageExample } from '../operation/page.ts';
import { parseExample } from '../text/parse-example.ts';
import { isKnownType } from '../text/read-type.ts';

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

/** The examples that conform; what contradicts its table is told. */
export function judgeExamples(
  contract: Contract,
  examples: readonly PageExample[],
  diagnostics: PageDiagnostics,
): SoundExample[] {
  const operations = new Map(contract.operations.map((operation) => [operation.id, operation]));
  return examples.flatMap((example) => {
    const diagnose = diagnostics.on(example.page.file);
    const value = readExample(example, diagnose);
    if (value === undefined) return [];
    const node = nodeOf(contract, operations.get(example.owner), example);
    const direction = example.part === 'request' ? 'request' : 'response';
    const violations = node ? contract.validators.violations(node, value, { direction, demand: 'documented' }) : [];
    const placeholders = violations.filter((violation) => isPlaceholder(violation, value));
    for (const each of placeholders) {
      const found = `${each.at.join('.')}: ${JSON.stringify(valueOf(value, each.at))}`;
      diagnose('placeholder-type', {
        line: example.fence.line,
        found,
        taken: 'the name of its type; the example is left out',
      });
    }
    diagnoseViolations(
      example,
      violations.filter((violation) => !placeholders.includes(violation)),
      diagnose,
    );
    const { page, fence, ...rest } = example;
    return violations.length > 0
      ? []
      : [{ ...rest, value, file: page.file, line: fence.line, sample: isSample(value) }];
  });
}

/** Whether a value is nothing but the name of the type that it should have: `"container_port": "int"`. */
function isPlaceholder({ at }: Violation, value: unknown): boolean {
  const text = valueOf(value, at);
  return typeof text === 'string' && (isKnownType(text) || /^(?:any|json|enum|<\w+>|\$?\{\w+\})$/i.test(text));
}

function valueOf(value: unknown, at: readonly (string | number)[]): unknown {
  return at.reduce<unknown>(
    (inner, key) => (typeof inner === 'object' && inner !== null ? (inner as Record<string, unknown>)[key] : undefined),
    value,
  );
}

function readExample({ fence, mediaType }: PageExample, diagnose: Diagnose): unknown {
  if (mediaType !== JSON_TYPE || fence.text.trim() === '') return undefined;
  const parsed = parseExample(fence.text);
  if (parsed?.isJson) return parsed.value;
  const meant = parsed && `what it means: ${JSON.stringify(parsed.value)?.slice(0, 80)}`;
  diagnose('bad-json', {
    line: fence.line,
    found: fence.text.trim().slice(0, 80),
    taken: meant ?? 'nothing: it is left out',
  });
  return parsed?.value;
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

function diagnoseViolations({ fence }: PageExample, violations: readonly Violation[], diagnose: Diagnose): void {
  if (violations.length === 0) return;
  const lines = fence.text.length < 1_000_000 ? linesOf(fence.text) : undefined;
  for (const { at, message } of violations.slice(0, MOST_TOLD)) {
    const line = fence.line + (lines?.get(formatPointer(at)) ?? 1);
    diagnose('example-contradicts', { line, found: message, taken: 'the table; the example is left out' });
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
