/** Counts the kill table. */
import { faultFamilies } from './fault/fault.ts';
import type { FamilyCount, FaultResult } from './prove-report.ts';

/** One row a family that has faults. */
export function countFamilies(faults: readonly FaultResult[]): FamilyCount[] {
  return faultFamilies.flatMap((family) => {
    const own = faults.filter((fault) => fault.family === family);
    if (own.length === 0) return [];
    const count = (outcome: FaultResult['outcome']): number => own.filter((fault) => fault.outcome === outcome).length;
    const requests = own.flatMap(({ sight }) => (sight ? [sight.requests] : [])).sort((a, b) => a - b);
    return {
      family,
      found: count('found'),
      missed: count('missed'),
      equivalent: count('equivalent'),
      medianRequests: requests[Math.floor(requests.length / 2)] ?? 0,
    };
  });
}
