/** Keeps what Ajv finds wrong within bounds: each of a million items may be wrong in every branch of a union. */
import type { ErrorObject } from 'ajv';
import type { Ajv2020 } from 'ajv/dist/2020.js';

/** Errors of one value that are told. */
const MOST_ERRORS = 10_000;

/** A value has more errors than are told. */
export class TooManyErrors extends Error {}

/** How the code that Ajv writes adds errors: it would copy all that there are for each reference that is not met. */
export function boundErrors(code: string): string {
  return code
    .replaceAll('vErrors.push(', 'self.addError(vErrors, ')
    .replaceAll(/vErrors\.concat\(([\w$.]+)\)/g, 'self.addErrors(vErrors, $1)');
}

/** Gives an Ajv what `boundErrors` has its code call. */
export function countErrors(ajv: Ajv2020): void {
  Object.assign(ajv, { addError, addErrors });
}

function addError(errors: ErrorObject[], error: ErrorObject): void {
  if (errors.push(error) > MOST_ERRORS) throw new TooManyErrors();
}

function addErrors(errors: ErrorObject[], more: readonly ErrorObject[]): ErrorObject[] {
  for (const error of more) addError(errors, error);
  return errors;
}
