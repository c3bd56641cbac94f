/** The errors of the kit: raised when it cannot do its job, never for a mismatch between a provider and a contract. */

interface ErrorDetails {
  /** What the user can do about it, as one sentence. */
  hint?: string;
  cause?: unknown;
}

/** Base of every error that docpact raises on purpose; its message says what is wrong and where. */
export abstract class DocpactError extends Error {
  abstract readonly code: 'contract' | 'page' | 'target' | 'mock' | 'pact' | 'usage';
  readonly hint: string | undefined;

  constructor(message: string, details: ErrorDetails = {}) {
    super(message, { cause: details.cause });
    this.name = new.target.name;
    this.hint = details.hint;
  }
}

/** A place in a contract's files. */
export interface Place {
  file: string;
  /** JSON Pointer (RFC 6901) into the file. */
  pointer: string;
  /** 1-based. */
  line?: number;
}

/** The contract cannot be read, or contradicts itself. */
export class ContractError extends DocpactError {
  readonly code = 'contract';
  readonly place: Place | undefined;
  /** The message without its place. */
  readonly reason: string;

  constructor(message: string, details: ErrorDetails & { place?: Place } = {}) {
    super(details.place ? `${describePlace(details.place)}: ${message}` : message, details);
    this.place = details.place;
    this.reason = message;
  }
}

/** A page says nothing that a contract could be made of. */
export class PageError extends DocpactError {
  readonly code = 'page';
}

/** The mock cannot serve: its port is taken, its host cannot be bound. */
export class MockError extends DocpactError {
  readonly code = 'mock';
}

/** A pact cannot be verified: a provider state failed, Pact itself did. */
export class PactError extends DocpactError {
  readonly code = 'pact';
}

/** The server under test cannot be reached, or its URL is none. */
export class TargetError extends DocpactError {
  readonly code = 'target';
}

/** The caller asked for something that does not exist. */
export class UsageError extends DocpactError {
  readonly code = 'usage';
}

/** `file:line#pointer`, as far as it is known. */
export function describePlace({ file, pointer, line }: Place): string {
  return `${file}${line === undefined ? '' : `:${line}`}${pointer === '' ? '' : `#${pointer}`}`;
}

/** What the system says of a file, without the name that it knows it by: that of a draft means nothing to the user. */
export function systemReason(cause: unknown): string {
  return (cause as Error).message.replace(/, .*$/s, '');
}
