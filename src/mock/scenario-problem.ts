/** Says why a scenario cannot be switched on. */
import type { Contract } from '../contract/contract.ts';
import { nearest } from '../contract/nearest-name.ts';

/** Why no request can be answered by the scenario; undefined where one can. */
export function scenarioProblem(contract: Contract, name: string): string | undefined {
  const names = [...new Set([...contract.scenarios.values()].flat().map((scenario) => scenario.name))];
  if (names.includes(name)) return undefined;
  const near = nearest(name, names)[0];
  const hint = near === undefined ? `there is ${names.join(', ') || 'none'}` : `did you mean "${near}"?`;
  return `there is no scenario "${name}"; ${hint}`;
}
