/** The command line: which commands there are, and what becomes of their outcome. */
import { Command, CommanderError } from 'commander';
import { readTool } from '../verdict/report-head.ts';
import { addBundle } from './bundle.ts';
import { addDiff } from './diff.ts';
import { addFixtures } from './fixtures.ts';
import { addImport } from './import.ts';
import { addLint } from './lint.ts';
import { addMock } from './mock.ts';
import { addPact } from './pact.ts';
import { addProve } from './prove.ts';
import { addReport } from './report.ts';
import { addResources } from './resources.ts';
import { addVerify } from './verify.ts';
import { exitCodeOf, exitCodes, type ExitCode, type Settle } from './exit-code.ts';
import { beginSecrets } from './given-secrets.ts';
import { tell } from './print.ts';
import { formatError } from './format-error.ts';

/** Runs one command line (without node and script) and tells the exit code. */
export async function run(args: readonly string[]): Promise<ExitCode> {
  // A reader that has seen enough, as head does, ends the output and nothing else.
  if (process.stdout.listenerCount('error', refuseOthers) === 0) process.stdout.on('error', refuseOthers);
  beginSecrets();
  let code: ExitCode = exitCodes.done;
  const program = createProgram((outcome) => {
    code = outcome;
  }, args);
  try {
    await program.parseAsync(args, { from: 'user' });
    return code;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? exitCodes.done : exitCodes.usage;
    tell(formatError(error, { debug: program.opts<{ debug?: boolean }>().debug === true }));
    return exitCodeOf(error);
  }
}

function refuseOthers(error: NodeJS.ErrnoException): void {
  if (error.code !== 'EPIPE') throw error;
}

/** What is wrong with a command's flags is answered by the help of that command. */
function nameHelp(command: Command, name: string = command.name()): void {
  for (const each of command.commands) {
    const own = `${name} ${each.name()}`;
    each.showHelpAfterError(`(${own} --help shows what there is)`);
    nameHelp(each, own);
  }
}

function createProgram(settle: Settle, args: readonly string[]): Command {
  const program = new Command('docpact')
    .description('From the documentation of an API to a mock server, fixtures and a conformance verdict.')
    .option('--debug', 'show the stack of an error')
    .exitOverride()
    .configureOutput({ writeErr: (text) => tell(text.trimEnd()) })
    .showHelpAfterError('(docpact --help shows what there is)');
  // Of `docpact pact can-i-deploy --version 1.2.3`, the version is for Pact's client.
  if (args[0] !== 'pact') program.version(readTool().version);
  const commands = [
    addMock,
    addFixtures,
    addVerify,
    addPact,
    addReport,
    addLint,
    addResources,
    addProve,
    addImport,
    addDiff,
    addBundle,
  ];
  for (const add of commands) add(program, settle);
  nameHelp(program);
  return program;
}
