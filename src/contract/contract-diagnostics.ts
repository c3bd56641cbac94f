/** What is odd about a contract's files, gathered while they are read: each thing once, in the order of its place. */
import type { Place } from '../errors.ts';
import { type ContractRule, contractRules } from './contract-rule.ts';
import type { Diagnostic, Severity } from './diagnostic.ts';
import { parsePointer, valueAt } from './json-pointer.ts';

/** What is told of one case, beyond what its rule says of all. */
export interface Told {
  /** What is wrong here, as one sentence without its full stop; the rule's own where this is absent. */
  message?: string;
  /** What stands there. */
  found?: unknown;
  /** What it was read as. */
  taken?: string;
  /** What to write instead. */
  hint?: string;
}

/** The member that silences rules beside it: `true`, a rule id, or a list of them. */
const ignoreKeyword = 'x-docpact-ignore';

/** A part of a file, and whether rules are silenced there. */
export interface Spot {
  file: string;
  pointer: string;
  /** Tells the place; asked only when diagnostics are listed, since lines are costly. */
  place: () => Place;
  /** The whole value in which the pointer, or the place's own, leads to the spot. */
  value: unknown;
}

/** Longest text of a file that a diagnostic repeats. */
const LONGEST = 80;

export class ContractDiagnostics {
  readonly #told = new Map<string, { rule: ContractRule; spot: Spot; told: Told }>();

  /** Takes what is odd at a spot; the same rule at the same spot is told once. */
  add(rule: ContractRule, spot: Spot, told: Told = {}): void {
    const key = `${rule} ${spot.file}#${spot.pointer} ${told.message ?? ''}`;
    if (this.#told.has(key)) return;
    this.#told.set(key, { rule, spot, told });
  }

  /** What was told and is not silenced, by file and line. */
  list(): Diagnostic<ContractRule>[] {
    return sortByPlace(
      [...this.#told.values()].flatMap(({ rule, spot, told }) =>
        isIgnored(rule, spot.value, spot.pointer) ? [] : [writeDiagnostic(rule, spot.place(), told)],
      ),
    );
  }
}

/** The diagnostic of a rule at a place. */
export function writeDiagnostic(rule: ContractRule, place: Place, told: Told = {}): Diagnostic<ContractRule> {
  const { severity, message, hint } = contractRules[rule];
  const { found, taken } = told;
  return {
    rule,
    severity,
    place,
    message: told.message ?? message.replace(/\.$/, ''),
    ...(found === undefined ? {} : { found: quoteValue(found) }),
    ...(taken === undefined ? {} : { taken: shorten(taken, LONGEST_TAKEN) }),
    hint: told.hint ?? hint,
  };
}

/** Whether `x-docpact-ignore` silences a rule at a pointer: in what stands there, or in anything around it. */
export function isIgnored(rule: string, value: unknown, pointer: string): boolean {
  const tokens = parsePointer(pointer);
  for (let length = 0; length <= tokens.length; length += 1) {
    const ignored = valueAt(value, [...tokens.slice(0, length), ignoreKeyword]);
    if (ignored === true || ignored === rule || (Array.isArray(ignored) && ignored.includes(rule))) return true;
  }
  return false;
}

/** By file, then by line; what has no line comes first. */
export function sortByPlace<D extends Diagnostic>(diagnostics: readonly D[]): D[] {
  return diagnostics.toSorted(
    ({ place: a }, { place: b }) => a.file.localeCompare(b.file) || (a.line ?? 0) - (b.line ?? 0),
  );
}

/** So many names are told at most. */
const FEW = 3;

/** The first of many names, and how many more there are. */
export function fewOf(names: readonly (string | number)[]): string[] {
  const more = names.length - FEW;
  return [...names.slice(0, FEW).map(String), ...(more > 0 ? [`${more} more`] : [])];
}

/** A value of a file as a message has it. */
export function quoteValue(value: unknown): string {
  const text = typeof value === 'number' ? String(value) : (JSON.stringify(value) ?? String(value));
  return shorten(text, LONGEST);
}

/** Longest text that says what something is read as. */
const LONGEST_TAKEN = 1_000;

function shorten(text: string, longest: number): string {
  return text.length > longest ? `${text.slice(0, longest)}…` : text;
}

/** What a rule may be set to. */
export const ruleLevels: readonly string[] = ['off', 'note', 'warning', 'error'] satisfies (Severity | 'off')[];

/** What rules count as, where they do not count as they are. */
export type RuleSettings = Readonly<Record<string, Severity | 'off'>>;

/** Diagnostics as the settings have them; without those that are off. */
export function applyRules<D extends Diagnostic>(diagnostics: readonly D[], settings: RuleSettings): D[] {
  return diagnostics.flatMap((diagnostic) => {
    const severity = settings[diagnostic.rule] ?? diagnostic.severity;
    return severity === 'off' ? [] : [{ ...diagnostic, severity }];
  });
}
