/** The command line: which commands there are, and what becomes of their outcome. */
import { readFileSync } from 'node:fs';
import { Command, CommanderError } from 'commander';
import { addBundle } from './add-bundle.ts';
import { addDiff } from './add-diff.ts';
import { addFixtures } from './add-fixtures.ts';
import { addImport } from './add-import.ts';
import { addLint } from './add-lint.ts';
import { addMock } from './add-mock.ts';
import { addPact } from './add-pact.ts';
import { addProve } from './add-prove.ts';
import { addReport } from './add-report.ts';
import { addVerify } from './add-verify.ts';
import { exitCodeOf, exitCodes, type ExitCode } from './exit-code.ts';
import { formatError } from './format-error.ts';

/** Takes the exit code of a command that has run. */
export type Settle = (code: ExitCode) => void;

/** Runs one command line (without node and script) and tells the exit code. */
export async function run(args: readonly string[]): Promise<ExitCode> {
  // A reader that has seen enough, as head does, ends the output and nothing else.
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
  });
  let code: ExitCode = exitCodes.done;
  const program = createProgram((outcome) => {
    code = outcome;
  }, args);
  try {
    await program.parseAsync(args, { from: 'user' });
    return code;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? exitCodes.done : exitCodes.usage;
    process.stderr.write(`${formatError(error, { debug: program.opts<{ debug?: boolean }>().debug === true })}\n`);
    return exitCodeOf(error);
  }
}

function createProgram(settle: Settle, args: readonly string[]): Command {
  const program = new Command('docpact')
    .description('From the documentation of an API to a mock server, fixtures and a conformance verdict.')
    .option('--debug', 'show the stack of an error')
    .exitOverride()
    .showHelpAfterError('(docpact --help shows what there is)');
  // Of `docpact pact can-i-deploy --version 1.2.3`, the version is for Pact's client.
  if (args[0] !== 'pact') program.version(version());
  const commands = [
    addMock,
    addFixtures,
    addVerify,
    addPact,
    addReport,
    addLint,
    addProve,
    addImport,
    addDiff,
    addBundle,
  ];
  for (const add of commands) add(program, settle);
  return program;
}

function version(): string {
  const text = readFileSync(new URL('../../package.json', import.meta.url), 'utf8');
  return (JSON.parse(text) as { version: string }).version;
}
