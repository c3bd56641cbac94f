/** Parsers of option values, for commander: each returns the value or says what it must be. */
import { InvalidArgumentError } from 'commander';
import { UsageError } from '../errors.ts';
import { plainUrl } from '../http/client/plain-url.ts';
import { ruleLevels, type RuleSettings } from '../contract/contract-diagnostics.ts';
import { nearest } from '../contract/nearest-name.ts';
import { keepSecrets } from './given-secrets.ts';
import { faultKinds, parseFault, type FaultRate } from '../mock/trouble/fault.ts';
import { parseLatency, type Latency } from '../mock/trouble/latency.ts';
import { severityOrder, type ProblemKind } from '../verdict/problem-kind.ts';

/** What `--contract` takes, everywhere. */
export const contractHelp =
  'contract folder, OpenAPI document (2.0 to 3.2), Postman collection, http(s) URL, - for stdin, or Markdown pages';

/** Whole numbers within bounds. */
export function integer(least: number, most: number): (text: string) => number {
  return (text) => {
    const number = Number(text);
    if (/^\d+$/.test(text) && number >= least && number <= most) return number;
    throw new InvalidArgumentError(`It must be a whole number from ${least} to ${most}.`);
  };
}

/** `Name: value`, as curl writes headers; repeated, they are collected. */
export function readHeader(text: string, known: Readonly<Record<string, string>> = {}): Record<string, string> {
  const [, name, value] = /^([\w!#$%&'*+.^`|~-]+)\s*:\s*(.*)$/s.exec(text) ?? [];
  if (name === undefined || value === undefined || /[\r\n\0]/.test(value)) {
    // Not by commander, which repeats what was given.
    throw new UsageError("a --header must be written as 'Name: value'");
  }
  keepSecrets({ [name]: value });
  return { ...known, [name]: value };
}

/** `SCHEME=VALUE`; repeated, they are collected. */
export function readAuth(text: string, known: Readonly<Record<string, string>> = {}): Record<string, string> {
  const [, scheme, value] = /^([^=]+)=(.+)$/s.exec(text) ?? [];
  if (scheme === undefined || value === undefined || /[\r\n\0]/.test(value)) {
    throw new UsageError('--auth must be written as SCHEME=VALUE', {
      hint: 'SCHEME is the name that the document gives the scheme.',
    });
  }
  keepSecrets({ [scheme]: value });
  return { ...known, [scheme]: value };
}

/** `2/4`: the second of four parts. */
export function readShard(text: string): { index: number; count: number } {
  const [, index = 0, count = 0] = (/^(\d{1,4})\/(\d{1,4})$/.exec(text) ?? []).map(Number);
  if (index >= 1 && index <= count) return { index, count };
  throw new InvalidArgumentError('It must be written as I/N, with I from 1 to N.');
}

/** `20/s`, or `20`: requests a second. */
export function readRate(text: string): number {
  const [, rate = 0] = (/^(\d{1,5}(?:\.\d+)?)(?:\/s)?$/.exec(text) ?? []).map(Number);
  if (rate > 0) return rate;
  throw new InvalidArgumentError('It must be requests a second, such as 20/s.');
}

/** A kind of problem; repeated, they are collected. */
export function readKind(text: string, known: readonly ProblemKind[] = []): ProblemKind[] {
  const kind = severityOrder.find((each) => each === text);
  if (kind) return [...known, kind];
  throw new InvalidArgumentError(`The kinds are ${severityOrder.join(', ')}.`);
}

/** `odd-type=off`: what a rule of these counts as; repeated, they are collected. */
export function ruleReader(
  rules: readonly string[],
  page: string,
): (text: string, known?: RuleSettings) => RuleSettings {
  return (text, known = {}) => {
    const [, rule = '', severity = ''] = /^([\w-]+)=(\w+)$/.exec(text) ?? [];
    if (!rules.includes(rule)) {
      const [near] = nearest(rule === '' ? text : rule, rules);
      throw new InvalidArgumentError(
        near === undefined
          ? `There is no such rule; ${page} lists them.`
          : `There is no such rule; did you mean ${near}?`,
      );
    }
    if (!ruleLevels.includes(severity))
      throw new InvalidArgumentError('It must be written as ID=off, ID=note, ID=warning or ID=error.');
    return { ...known, [rule]: severity as RuleSettings[string] };
  };
}

/** Texts; repeated, they are collected. */
export function collect(text: string, known: readonly string[] = []): string[] {
  return [...known, text];
}

/** An address with http or https. */
export function readUrl(text: string): URL {
  const url = plainUrl(text, { instead: 'Its clients send them.', example: 'a URL such as http://127.0.0.1:8080' });
  if (url.search === '' && url.hash === '') return url;
  throw new UsageError('a base URL has no query and no fragment', { hint: `Name it as ${url.origin}${url.pathname}` });
}

/** Milliseconds: `800`, or `200-800`. */
export function readLatency(text: string): Latency {
  const value = parseLatency(text);
  if (value) return value;
  throw new InvalidArgumentError('It must be milliseconds up to 600000: 800, or 200-800.');
}

/** `reset:5%`; repeated, they are collected. */
export function readFault(text: string, known: readonly FaultRate[] = []): FaultRate[] {
  const value = parseFault(text);
  if (value) return [...known, value];
  throw new InvalidArgumentError(`It must be written as reset:5%. The faults are ${faultKinds.join(', ')}.`);
}
