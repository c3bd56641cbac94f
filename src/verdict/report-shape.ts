/** The shape of a JSON report, checked by hand: this room has no schema validator. */
import { isSchemaObject } from '../contract/schema.ts';
import { problemKinds } from './problem-kind.ts';

/** Tells what is wrong with a value, or undefined; `path` is where the value stands in the report. */
type Check = (value: unknown, path: string) => string | undefined;

const text = typed('string', 'a string');
const flag = typed('boolean', 'true or false');
const count: Check = (value, path) =>
  Number.isFinite(value) && (value as number) >= 0 ? undefined : `${path} is not a number from 0 up`;
const texts = record(text);
const place = shape({ file: text, pointer: text, line: optional(count), page: optional(text) });
const zoneCount = shape({ cases: count, failed: count });

const exchange = shape({
  request: shape({ method: text, url: text, headers: texts, body: optional(text) }),
  response: optional(shape({ status: count, headers: texts, body: text })),
  failure: optional(text),
});

const oldProblem = {
  kind: oneOf(Object.keys(problemKinds)),
  clause: text,
  zone: oneOf(['valid', 'invalid', 'open']),
  message: text,
  expected: text,
  actual: text,
  curl: text,
  source: shape({ place: text, page: optional(text) }),
  case: text,
  count,
  also: optional(list(text)),
  exchanges: list(exchange),
};

const problem = shape({
  id: text,
  severity: oneOf(['error', 'warning']),
  ...oldProblem,
  clauses: optional(list(text)),
  operations: optional(list(text)),
  cases: optional(list(text)),
  known: optional(text),
  again: optional(text),
  at: optional(shape({ in: oneOf(['request', 'answer']), pointer: text })),
});

const outcome = shape({
  id: text,
  sentence: text,
  outcome: oneOf(['held', 'broken', 'not reached']),
  reason: optional(text),
  source: place,
});

/** What every report has, of whichever version. */
const run = {
  conforms: flag,
  headline: optional(text),
  runId: text,
  target: text,
  repeat: text,
  summary: shape({
    cases: count,
    requests: count,
    durationMs: count,
    byZone: shape({ valid: zoneCount, invalid: zoneCount, open: zoneCount }),
  }),
  coverage: shape({ clauses: count, covered: count, uncovered: list(text), outcomes: list(outcome) }),
  created: list(text),
};

/** What only a run of verify has; in 0.1, of pacts too. */
const drawn = { seed: count, depth: text, shard: optional(text), notes: optional(list(text)) };

const head = {
  tool: shape({ name: text, version: text }),
  contract: shape({ title: text, version: text, files: list(text) }),
  startedAt: text,
  problems: list(problem),
  incomplete: optional(shape({ because: text, operations: list(text), credentials: optional(list(text)) })),
  baseline: optional(shape({ file: text, notes: list(text) })),
};

const reports: Readonly<Record<string, Check>> = {
  verify: shape({ ...head, ...run, ...drawn }),
  traffic: shape({ ...head, ...run, entries: count, notes: optional(list(text)) }),
  pact: shape({ ...head, ...run, pacts: count }),
};

const oldReport = shape({
  unit: optional(oneOf(['clause', 'interaction'])),
  ...run,
  ...drawn,
  problems: list(shape(oldProblem)),
});

/** What keeps a parsed JSON value from being a Report: `problems[3].kind is none of …`. */
export function findReportFault(value: unknown): string | undefined {
  if (!isSchemaObject(value)) return 'the report is not an object';
  const { kind } = value;
  return oneOf(Object.keys(reports))(kind, 'kind') ?? reports[String(kind)]?.(value, '');
}

/** The same of what docpact 0.1 wrote. */
export function findOldReportFault(value: unknown): string | undefined {
  return oldReport(value, '');
}

function typed(type: 'string' | 'boolean', name: string): Check {
  return (value, path) => (typeof value === type ? undefined : `${path} is not ${name}`);
}

function oneOf(values: readonly string[]): Check {
  return (value, path) => (values.includes(value as string) ? undefined : `${path} is none of ${values.join(', ')}`);
}

function optional(check: Check): Check {
  return (value, path) => (value === undefined ? undefined : check(value, path));
}

function list(check: Check): Check {
  return (value, path) => {
    if (!Array.isArray(value)) return `${path} is not a list`;
    return firstFault(value.map((item, index) => () => check(item, `${path}[${index}]`)));
  };
}

function record(check: Check): Check {
  return (value, path) => {
    if (!isSchemaObject(value)) return `${path} is not an object`;
    return firstFault(
      Object.entries(value).map(
        ([key, item]) =>
          () =>
            check(item, `${path}.${key}`),
      ),
    );
  };
}

function shape(members: Readonly<Record<string, Check>>): Check {
  return (value, path) => {
    if (!isSchemaObject(value)) return `${path || 'the report'} is not an object`;
    const prefix = path === '' ? '' : `${path}.`;
    return firstFault(
      Object.entries(members).map(
        ([key, check]) =>
          () =>
            check(value[key], `${prefix}${key}`),
      ),
    );
  };
}

function firstFault(checks: ReadonlyArray<() => string | undefined>): string | undefined {
  for (const check of checks) {
    const fault = check();
    if (fault !== undefined) return fault;
  }
  return undefined;
}
