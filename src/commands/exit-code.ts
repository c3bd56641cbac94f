/** Exit codes, which scripts depend on. */
import { DocpactError } from '../errors.ts';

export const exitCodes = {
  /** Conforms, or done. */
  done: 0,
  /** Problems were found. */
  problems: 1,
  /** Wrong use: an unknown flag, an unreadable contract. */
  usage: 2,
  /** It could not do its job: the target cannot be reached, the port is taken. */
  failed: 3,
} as const;

/** One of `exitCodes`, or that of a command that was run. */
export type ExitCode = number;

/** Takes the exit code of a command that has run. */
export type Settle = (code: ExitCode) => void;

/** The exit code that an error ends the process with. */
export function exitCodeOf(error: unknown): ExitCode {
  if (!(error instanceof DocpactError)) return exitCodes.failed;
  return ['target', 'mock', 'pact'].includes(error.code) ? exitCodes.failed : exitCodes.usage;
}
