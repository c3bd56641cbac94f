/** Every fault that a contract makes possible. */
import type { Kit } from '../kit.ts';
import { prepareOperation } from '../probe/probed-operation.ts';
import { carriedOver } from './family/carried-over.ts';
import { combined } from './family/combined.ts';
import { echo } from './family/echo.ts';
import { errorBody } from './family/error-body.ts';
import { fresh } from './family/fresh.ts';
import { openInput } from './family/open-input.ts';
import { protocol } from './family/protocol.ts';
import { requestAccepted } from './family/request-accepted.ts';
import { requestBody } from './family/request-body.ts';
import { requestChanged } from './family/request-changed.ts';
import { requestForm } from './family/request-form.ts';
import { requestRefused } from './family/request-refused.ts';
import { responseMember } from './family/response-member.ts';
import { status } from './family/status.ts';
import { time } from './family/time.ts';
import { unique } from './family/unique.ts';
import { wire } from './family/wire.ts';
import { faultFamilies, type Fault, type FaultFamily, type ListFaults } from './fault.ts';

/** Those of single operations; laws bind several. */
const families: Readonly<Record<Exclude<FaultFamily, 'law'>, ListFaults>> = {
  'response-member': responseMember,
  'request-accepted': requestAccepted,
  'request-refused': requestRefused,
  'request-changed': requestChanged,
  'request-body': requestBody,
  'request-form': requestForm,
  combined,
  status,
  'error-body': errorBody,
  protocol,
  echo,
  unique,
  fresh,
  time,
  'carried-over': carriedOver,
  'open-input': openInput,
  wire,
};

/** Faults of all families, or of one, in a fixed order; no two ids are alike. */
export function listFaults(kit: Kit, only?: FaultFamily): Fault[] {
  const wanted = faultFamilies.flatMap((family) =>
    family !== 'law' && (only === undefined || family === only) ? [family] : [],
  );
  const faults = new Map<string, Fault>();
  for (const operation of kit.contract.operations) {
    const probed = prepareOperation(kit, operation);
    for (const family of wanted) {
      probed.restart(family);
      for (const draft of families[family](probed)) {
        const id = `${operation.id}/${family}/${draft.id}`;
        const { clause = `${operation.id}.response` } = draft;
        if (!faults.has(id)) faults.set(id, { ...draft, id, family, clause, operation: operation.id });
      }
    }
  }
  return [...faults.values()];
}
