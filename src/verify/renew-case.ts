/** The same case with fresh values, to be sent again. */
import { replaceAll, replaceTexts } from './change-values.ts';
import type { Case, Step } from './case.ts';
import type { SentRequest } from '../http/client/exchange.ts';

/** `next` gives a text of digits that no request has had; it is as long as the one that it replaces. */
export function renewCase(each: Case, next: () => string): Case {
  const replacements = new Map(each.tokens.map((token) => [token, next()]));
  return {
    ...each,
    tokens: [...replacements.values()],
    steps: each.steps.map((step) => renewStep(step, replacements)),
  };
}

/** Requests that were sent, with fresh values in place of the case's: whoever sends them is the first to do so. */
export function renewRequests(
  requests: readonly SentRequest[],
  { tokens, next }: { tokens: readonly string[]; next: () => string },
): SentRequest[] {
  const replacements = new Map(tokens.map((token) => [token, next()]));
  return requests.map(({ url, body, ...rest }) => ({
    ...rest,
    url: replaceAll(url, replacements),
    body: body && renewBytes(body, replacements),
  }));
}

/** Byte for byte: a body that is no UTF-8 must stay as broken as it is. */
function renewBytes(bytes: Buffer, replacements: ReadonlyMap<string, string>): Buffer {
  return Buffer.from(replaceAll(bytes.toString('latin1'), replacements), 'latin1');
}

function renewStep(step: Step, replacements: ReadonlyMap<string, string>): Step {
  const { raw } = step.form;
  const renewed = raw && renewBytes(raw, replacements);
  return {
    ...step,
    values: replaceTexts(step.values, replacements),
    form: { ...step.form, ...(renewed ? { raw: renewed } : {}) },
    ...(step.foreign ? { foreign: replaceTexts(step.foreign, replacements) } : {}),
  };
}
