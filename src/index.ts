/** docpact: from the documentation of an API to a mock server, fixtures and a conformance verdict. */
export type { Clause, ClauseSource } from './contract/clause/clause.ts';
export type { Contract } from './contract/contract.ts';
export type { Diagnostic, Severity } from './contract/diagnostic.ts';
export { lintContract } from './contract/lint/lint-contract.ts';
export { listClauses } from './contract/clause/list-clauses.ts';
export { loadContract } from './contract/load-contract.ts';
export type { Operation, RequestValues } from './contract/operation.ts';
export { zoneOf, type Zone } from './contract/zone-of.ts';
export { ContractError, DocpactError, MockError, PageError, TargetError, UsageError } from './errors.ts';
export type { Change, Diff } from './diff/change.ts';
export { diffContracts, type DiffOptions } from './diff/diff-contracts.ts';
export type { PageRule } from './page/diagnostic/page-rule.ts';
export { importPages, type ImportedPages } from './page/import-pages.ts';
export { assertConforms, ConformanceError } from './verify/assert-conforms.ts';
export type { Depth } from './verify/plan/case.ts';
export { defineConfig, type DocpactConfig } from './verify/config.ts';
export type { FetchLike } from './http/client/function-target.ts';
export { problemKinds, type ProblemKind } from './verdict/problem-kind.ts';
export type { PactReport, Problem, Report, VerifyReport } from './verdict/report.ts';
export { verify } from './verify/verify.ts';
export type { VerifyOptions } from './verify/verify-options.ts';
export type { FixtureCase } from './fixture/factory/compile-cases.ts';
export {
  createFactory,
  type BuildOptions,
  type CaseOptions,
  type Factory,
  type ListOptions,
} from './fixture/factory/create-factory.ts';
export type { Overrides } from './fixture/factory/overrides.ts';
export { startMock, type Mock, type MockOptions } from './mock/start-mock.ts';
