/** What can be switched while the mock runs: the scenario that answers everything, latency, faults. */
import type { Contract } from '../contract/contract.ts';
import { plainText } from '../contract/name-text.ts';
import { nearest } from '../contract/nearest-name.ts';
import type { WrittenSettings } from './client/shapes.ts';
import { faultProblem, type FaultRate, formatFault, parseFault } from './trouble/fault.ts';
import { formatLatency, type Latency, parseLatency } from './trouble/latency.ts';

export interface Settings {
  /** Answers every request to an operation that has a scenario of this name. */
  scenario: string | undefined;
  latency: Latency;
  faults: readonly FaultRate[];
}

/** Holds the settings, and tells of every change. */
export interface Switches {
  readonly current: Settings;
  change(to: Settings): void;
}

const noTrouble: Settings = { scenario: undefined, latency: { from: 0, to: 0 }, faults: [] };

export function createSwitches(initial: Partial<Settings>, changed: () => void): Switches {
  const switches = {
    current: { ...noTrouble, ...initial },
    change(to: Settings) {
      switches.current = to;
      changed();
    },
  };
  return switches;
}

export function writeSettings({ scenario, latency, faults }: Settings): WrittenSettings {
  return { scenario: scenario ?? null, latency: formatLatency(latency), faults: faults.map(formatFault) };
}

/** The settings after a change that came as JSON, or the sentence that says what is wrong with it. */
export function readSettings(raw: unknown, current: Settings, contract: Contract): Settings | string {
  if (typeof raw !== 'object' || raw === null || Array.isArray(raw)) return 'settings are an object';
  const unknown = Object.keys(raw).find((name) => !['scenario', 'latency', 'faults'].includes(name));
  if (unknown !== undefined) return `there is no setting ${JSON.stringify(unknown)}`;
  const { scenario = current.scenario ?? null, latency, faults } = raw as Record<string, unknown>;
  if (scenario !== null && typeof scenario !== 'string') return 'scenario is a name or null';
  const problem = scenario === null ? undefined : scenarioProblem(contract, scenario);
  if (problem !== undefined) return problem;
  const wait = latency === undefined ? current.latency : parseLatency(plainText(latency));
  if (!wait) return 'latency is milliseconds: 800, or 200-800';
  const rates = faults === undefined ? current.faults : readFaults(faults);
  if (typeof rates === 'string') return rates;
  return { scenario: scenario ?? undefined, latency: wait, faults: rates };
}

function readFaults(raw: unknown): FaultRate[] | string {
  const rates = Array.isArray(raw) ? raw.map((text) => parseFault(plainText(text))) : [undefined];
  const known = rates.filter((rate) => rate !== undefined);
  if (known.length < rates.length) return 'faults is a list of texts such as "reset:5%"';
  return faultProblem(known) ?? known;
}

/** Why no request can be answered by the scenario; undefined where one can. */
export function scenarioProblem(contract: Contract, name: string): string | undefined {
  const names = [...new Set([...contract.scenarios.values()].flat().map((scenario) => scenario.name))];
  if (names.includes(name)) return undefined;
  const near = nearest(name, names)[0];
  const hint = near === undefined ? `there is ${names.join(', ') || 'none'}` : `did you mean "${near}"?`;
  return `there is no scenario "${name}"; ${hint}`;
}
