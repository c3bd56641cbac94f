/** An operation as a clause that a change is about. */
import { pageSource } from '../contract/page-source.ts';
import { type ChangedClause, operationName } from './change.ts';
import type { OperationSide } from './message/contract-pair.ts';

/** `there is POST /things, make a thing`; or what else is said of it. */
export function tellOperation({ contract, operation }: OperationSide, what?: string): ChangedClause {
  const { id, summary, pointer } = operation;
  const page = pageSource(contract.document, pointer);
  const name = operationName(operation);
  return {
    id,
    sentence: what === undefined ? `there is ${name}${summary === '' ? '' : `, ${summary}`}` : `${name} ${what}`,
    value: true,
    source: { ...contract.placeOf(pointer), ...(page === undefined ? {} : { page }) },
  };
}
