/** The command line: which commands there are, and what becomes of their outcome. */
import { readFileSync } from 'node:fs';
import { Command, CommanderError, InvalidArgumentError } from 'commander';
import { exitCodeOf, exitCodes, type ExitCode } from './exit-code.ts';
import { formatError } from './format-error.ts';
import type { LintOptions } from './lint.ts';
import type { MockCommandOptions } from './mock.ts';

/** Runs one command line (without node and script) and tells the exit code. */
export async function run(args: readonly string[]): Promise<ExitCode> {
  let code: ExitCode = exitCodes.done;
  const program = createProgram((outcome) => {
    code = outcome;
  });
  try {
    await program.parseAsync(args, { from: 'user' });
    return code;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? exitCodes.done : exitCodes.usage;
    process.stderr.write(`${formatError(error, { debug: program.opts<{ debug?: boolean }>().debug === true })}\n`);
    return exitCodeOf(error);
  }
}

function createProgram(settle: (code: ExitCode) => void): Command {
  const program = new Command('docpact')
    .description('From a page of API documentation to a mock server, fixtures, Pact tests and a conformance verdict.')
    .version(version())
    .option('--debug', 'show the stack of an error')
    .exitOverride()
    .showHelpAfterError('(docpact --help shows what there is)');
  program
    .command('mock')
    .description('serve the contract: answers like the real thing, refuses what the contract refuses')
    .option('--contract <path>', 'contract folder or OpenAPI file')
    .option('--port <number>', 'port; 0 takes any free one', integer(0, 65_535), 4010)
    .option('--host <address>', 'address to listen on', '127.0.0.1')
    .option('--seed <number>', 'same seed, same answers', integer(0, 2 ** 32 - 1), 1)
    .option('--locale <name>', "faker's locale of the answers, zh_CN for example")
    .option('--dynamic', 'optional members come and go; the document’s examples are not used')
    .option('--stateless', 'remember nothing from one request to the next')
    .option('--latency <ms>', 'let every answer wait', integer(0, 600_000), 0)
    .option('--quiet', 'no line for each request on stderr')
    .action(async (options: MockCommandOptions) => {
      const { runMock } = await import('./mock.ts');
      settle(await runMock(options));
    });
  program
    .command('lint')
    .description('check the contract itself: schemas, examples, scenarios, laws')
    .option('--contract <path>', 'contract folder or OpenAPI file')
    .action(async (options: LintOptions) => {
      const { runLint } = await import('./lint.ts');
      settle(await runLint(options));
    });
  return program;
}

function version(): string {
  const text = readFileSync(new URL('../../package.json', import.meta.url), 'utf8');
  return (JSON.parse(text) as { version: string }).version;
}

/** A parser of whole numbers within bounds, for commander. */
function integer(least: number, most: number): (text: string) => number {
  return (text) => {
    const number = Number(text);
    if (/^\d+$/.test(text) && number >= least && number <= most) return number;
    throw new InvalidArgumentError(`It must be a whole number from ${least} to ${most}.`);
  };
}
