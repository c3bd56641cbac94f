/** Both logs that we write, of a run and of changes, obey SARIF 2.1.0, as far as the standard speaks of what is in them. */
import { Ajv2020 } from 'ajv/dist/2020.js';
import { expect, it } from 'vitest';
import { diffContracts } from '../../../src/diff/diff-contracts.ts';
import { loadContract } from '../../../src/contract/load-contract.ts';
import { renderDiffSarif } from '../../../src/report/diff/render-diff-sarif.ts';
import { renderSarif } from '../../../src/report/render-sarif.ts';
import type { Report } from '../../../src/verdict/report.ts';
import { documentWith, writeContract } from '../../write-contract.ts';
import { conforming, cwd, hostile, ofPacts, troubled, unreachable } from './sample-reports.ts';

const text = { type: 'string', minLength: 1 };
const closed = (required: readonly string[], properties: object) => ({
  type: 'object',
  required,
  properties,
  additionalProperties: false,
});
const message = closed(['text'], { text });
const time = { type: 'string', pattern: String.raw`^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$` };
const properties = { type: 'object' };

/** Sections 3.13, 3.14, 3.18 to 3.20, 3.27 to 3.30, 3.35 and 3.49 of the standard. */
const schema = closed(['version', 'runs'], {
  $schema: { type: 'string', pattern: '^https://.*sarif.*2\\.1\\.0' },
  version: { const: '2.1.0' },
  runs: {
    type: 'array',
    items: closed(['tool', 'results'], {
      tool: closed(['driver'], {
        driver: closed(['name'], {
          name: text,
          semanticVersion: { type: 'string', pattern: String.raw`^\d+\.\d+\.\d+` },
          rules: { type: 'array', uniqueItems: true, items: closed(['id'], { id: text, shortDescription: message }) },
        }),
      }),
      invocations: {
        type: 'array',
        items: closed(['executionSuccessful'], {
          executionSuccessful: { type: 'boolean' },
          startTimeUtc: time,
          endTimeUtc: time,
          commandLine: text,
        }),
      },
      columnKind: { enum: ['utf16CodeUnits', 'unicodeCodePoints'] },
      properties,
      results: {
        type: 'array',
        items: closed(['message'], {
          ruleId: text,
          ruleIndex: { type: 'integer', minimum: 0 },
          level: { enum: ['none', 'note', 'warning', 'error'] },
          message,
          locations: {
            type: 'array',
            items: closed([], {
              physicalLocation: closed(['artifactLocation'], {
                artifactLocation: closed(['uri'], {
                  // RFC 3986, 4.1: a reference has no blanks, no quotes and no letters beyond ASCII.
                  uri: { type: 'string', pattern: String.raw`^[\w.~!$&'()*+,;=:@/%?-]+$` },
                }),
                region: closed([], { startLine: { type: 'integer', minimum: 1 } }),
              }),
            }),
          },
          partialFingerprints: { type: 'object', minProperties: 1, additionalProperties: text },
          suppressions: {
            type: 'array',
            items: closed(['kind'], { kind: { enum: ['inSource', 'external'] }, justification: { type: 'string' } }),
          },
          properties,
        }),
      },
    }),
  },
});

const obeys = new Ajv2020({ strict: false, allErrors: true }).compile(schema);

interface Log {
  $schema: string;
  runs: [{ tool: { driver: { rules: { id: string }[] } }; results: { ruleId: string; ruleIndex: number }[] }];
}

function check(written: string): Log {
  const log = JSON.parse(written) as Log;
  obeys(log);
  expect(obeys.errors ?? []).toEqual([]);
  const [{ tool, results }] = log.runs;
  const { rules } = tool.driver;
  expect(new Set(rules.map(({ id }) => id)).size).toBe(rules.length);
  for (const { ruleId, ruleIndex } of results) expect(rules[ruleIndex]?.id).toBe(ruleId);
  return log;
}

const known: Report = { ...troubled, problems: troubled.problems.map((problem) => ({ ...problem, known: 'old' })) };

it.each([
  ['that conforms', conforming],
  ['with every kind of problem', troubled],
  ['that the baseline knows', known],
  ['of pacts', ofPacts],
  ['that reached nothing', unreachable],
  ['full of hostile text', hostile],
])('a report %s is a log', (_, report) => {
  check(renderSarif(report, { cwd }));
});

it('changes are one of the same version, in a file of any name', () => {
  const [old, now] = [{ type: 'string' }, { type: 'integer' }].map((schemaOfName) =>
    loadContract(
      `${writeContract({ 'a "folder" #1/openapi.yaml': documentWith({ type: 'object', properties: { name: schemaOfName } }) })}/a "folder" #1`,
    ),
  );
  const diff = diffContracts(old!, now!);
  const log = check(renderDiffSarif(diff, '/'));
  expect(log.runs[0].results).not.toEqual([]);
  expect(log.$schema).toBe(check(renderSarif(conforming)).$schema);
});
