/** Finds something once a contract, which is never changed: each of its operations asks the same again. */
import type { Contract } from './contract.ts';

export function oncePerContract<Found extends object>(
  find: (contract: Contract) => Found,
): (contract: Contract) => Found {
  const known = new WeakMap<Contract, Found>();
  return (contract) => {
    const found = known.get(contract) ?? find(contract);
    known.set(contract, found);
    return found;
  };
}
