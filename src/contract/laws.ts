/** Laws: clauses that no schema can say, declared per operation under `x-laws`. */
import { joinedText } from './name-text.ts';
import type { Expression } from './runtime-expression.ts';
import { integerOf, isWideInteger } from './wide-integer.ts';

/** How a value changes on its way from the request into the answer. */
export type Conversion = 'string' | 'number' | 'integer' | 'boolean';

/** An answer's member that repeats a part of its request. */
export interface EchoLaw {
  /** Tokens into the answer's body. */
  to: readonly string[];
  from: Expression;
  as?: Conversion;
  /** Whether the document only suggests it, and says so. */
  inferred?: true | undefined;
  pointer: string;
}

/** A part of the request, or of the answer, that may not come twice. */
export interface ValueLaw {
  of: Expression;
  inferred?: true | undefined;
  pointer: string;
}

export interface Laws {
  echo: readonly EchoLaw[];
  /** A second creation with the same value is refused. */
  unique: readonly ValueLaw[];
  /** An identifier is never given twice. */
  fresh: readonly ValueLaw[];
}

/** Whether the author says what of a request comes back: anything else of it that does is none of the answer. */
export function declaresEchoes({ echo }: Laws): boolean {
  return echo.some(({ inferred }) => inferred === undefined);
}

/** The value that the echo of `value` has in an answer. */
export function convert(value: unknown, as: Conversion | undefined): unknown {
  switch (as) {
    case undefined:
      return value;
    case 'string':
      return value === null ? null : typeof value === 'string' ? value : JSON.stringify(value);
    case 'boolean':
      return value === true || value === 'true';
    default:
      if (isWideInteger(value)) return value;
      return typeof value === 'string' && /^-?\d+$/.test(value)
        ? integerOf(value)
        : Number(typeof value === 'object' && value !== null ? joinedText(value) : value);
  }
}
