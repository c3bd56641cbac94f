/** `docpact mock`: a mock server that runs until it is interrupted. */
import { setFlagsFromString } from 'node:v8';
import { type Command, Option } from 'commander';
import type { Contract } from '../contract/contract.ts';
import { describePlace } from '../errors.ts';
import { type Language, languages } from '../language/languages.ts';
import { controlPrefix } from '../mock/control/control-panel.ts';
import { visibleLine } from '../http/display/visible-text.ts';
import type { Mock } from '../mock/start-mock.ts';
import type { FaultRate } from '../mock/trouble/fault.ts';
import type { Latency } from '../mock/trouble/latency.ts';
import { shownPath } from '../verdict/report-head.ts';
import { addContractOptions, configOption, type ContractOptions } from './contract-options.ts';
import type { ExitCode, Settle } from './exit-code.ts';
import { collect, integer, readFault, readLatency, readUrl } from './option-values.ts';
import { tell } from './print.ts';
import { interrupted, runGuest } from './run-guest.ts';
import { watchContract, type Watched } from './watch-contract.ts';

interface MockCommandOptions extends ContractOptions {
  port: number;
  host: string;
  allowHost?: readonly string[];
  allowOrigin?: readonly string[];
  seed: number;
  locale?: string;
  dynamic?: boolean;
  stateless?: boolean;
  security: boolean;
  items: number;
  unknownIds: 'adopt' | 'refuse';
  state?: string;
  scenario?: string;
  latency?: Latency;
  fault?: readonly FaultRate[];
  upstream?: URL;
  har?: string;
  watch: boolean;
  quiet?: boolean;
  lang?: Language;
}

export function addMock(program: Command, settle: Settle): void {
  const mock = program
    .command('mock')
    .description('serve the contract: answers like the real thing, refuses what the contract refuses')
    .argument('[path...]', 'what to serve: as --contract, or several pages')
    .option('--port <number>', 'port; 0 takes any free one', integer(0, 65_535), 4010)
    .option('--host <address>', 'address to listen on', '127.0.0.1')
    .option('--allow-host <name>', 'a name by which pages may reach it on this machine (may be repeated)', collect)
    .option('--allow-origin <origin>', 'pages from there may send credentials; * is all (may be repeated)', collect)
    .option('--seed <number>', 'same seed, same answers', integer(0, 2 ** 32 - 1), 1)
    .option('--locale <name>', "faker's locale of the answers, zh_CN for example")
    .option('--dynamic', "optional members come and go; the document's examples are not used")
    .option('--items <number>', 'made-up things that each collection begins with', integer(0, 1_000), 3)
    .addOption(
      new Option('--unknown-ids <how>', 'an identifier that was never given: make such a thing up, or answer 404')
        .choices(['adopt', 'refuse'])
        .default('adopt'),
    )
    .option('--stateless', 'remember nothing from one request to the next')
    .option(
      '--state <file>',
      'keep what was created in this file, over a restart; or redis://HOST:PORT/N for several mocks',
    )
    .option('--no-security', 'ask for no credentials, whatever the contract demands')
    .option('--scenario <name>', 'answer every request with the scenario of this name')
    .option('--latency <ms>', 'let every answer wait: 800, or 200-800', readLatency)
    .option('--fault <kind:rate>', 'reset, cut, slow or unavailable: reset:5% (may be repeated)', readFault)
    .option('--upstream <url>', 'pass everything on to a real server, and judge both sides', readUrl)
    .option('--har <file>', 'record what is asked and answered there, secrets left out; for docpact verify --har')
    .addOption(configOption())
    .option('--no-watch', 'do not reload when a file of the contract changes')
    .addOption(new Option('--lang <language>', "of the mock's page; the browser's unless given").choices(languages))
    .option('--quiet', 'no line for each request on stderr')
    .addHelpText(
      'after',
      '\n-- command                     runs once the mock is up; then both end, with its exit code',
    )
    .action(async (operands: readonly string[], options: MockCommandOptions, command: Command) => {
      const guest = behindDashes(command);
      settle(await runMock(operands.slice(0, operands.length - guest.length), options, guest));
    });
  addContractOptions(mock);
}

/** What stands behind `--`: a command that is run while the mock is up. */
function behindDashes(command: Command): readonly string[] {
  const { rawArgs } = command.parent as Command & { rawArgs: readonly string[] };
  const dashes = rawArgs.indexOf('--');
  return dashes < 0 ? [] : rawArgs.slice(dashes + 1);
}

/** Starts the mock, says how to use it, and ends when a signal comes, or the command that it is for has ended. */
async function runMock(
  paths: readonly string[],
  options: MockCommandOptions,
  guest: readonly string[],
): Promise<ExitCode> {
  const { contract: path, quiet, watch, state, fault, upstream, allowHost, allowOrigin, ...settings } = options;
  const open = (): Promise<Contract> => openMockContract(named, options);
  const named = [...(path === undefined ? [] : [path]), ...paths];
  const { openMockContract } = await import('./open-contract.ts');
  // A mock runs all day beside other things: V8 keeps both generations small, at no cost that was measured.
  setFlagsFromString('--semi-space-growth-factor=1');
  setFlagsFromString('--heap-growing-percent=40');
  const contract = await open();
  const { startMock } = await import('../mock/start-mock.ts');
  const mock = await startMock(contract, {
    ...settings,
    ...(state === undefined ? {} : { stateFile: state }),
    ...(fault ? { faults: fault } : {}),
    ...(allowHost ? { allowHosts: allowHost } : {}),
    ...(allowOrigin ? { allowOrigins: allowOrigin } : {}),
    ...(upstream
      ? { upstream: { url: upstream, judge: (await import('../verify/judge-watched.ts')).judgeWatched } }
      : {}),
    ...(quiet ? {} : { log: process.stderr }),
    warn,
  });
  const stop =
    watch && !named.includes('-')
      ? watchContract(contract, { ...reloading(mock, quiet ? () => undefined : warn), open, source: options })
      : undefined;
  const introduction = await introduce(contract, mock.url, options);
  if (guest.length === 0) process.stdout.write(introduction);
  else if (!quiet) process.stderr.write(introduction);
  await warnOfExamples(contract);
  try {
    return guest.length === 0 ? await interrupted() : await runGuest(guest, mock.url);
  } finally {
    stop?.();
    await mock.close();
  }
}

/** What becomes of a mock whose contract changes. */
function reloading(mock: Mock, say: (message: string) => void): Pick<Watched, 'accept' | 'refuse'> {
  return {
    async accept(contract) {
      await mock.replace(contract);
      say('the contract was reloaded');
    },
    refuse(message) {
      mock.showProblem(message);
      say(`${message}\nThe contract as it was before is served on.`);
    },
  };
}

function warn(message: string): void {
  tell(`docpact: ${visibleLine(message)}`);
}

/** The document's own examples may be wrong: the mock makes up values in their place. */
async function warnOfExamples(contract: Contract): Promise<void> {
  const { lintExamples } = await import('../contract/lint/lint-contract.ts');
  const wrong = lintExamples(contract);
  const [first] = wrong;
  if (!first) return;
  const more = wrong.length === 1 ? '' : ` (and ${wrong.length - 1} more: docpact lint)`;
  warn(
    `${describePlace({ ...first.place, file: shownPath(first.place.file) })}: ${first.message}; it is not used${more}`,
  );
}

async function introduce(
  contract: Contract,
  url: string,
  { seed, locale = contract.locale, scenario, upstream }: MockCommandOptions,
): Promise<string> {
  const { sampleCurl } = await import('./sample-curl.ts');
  const width = Math.max(...contract.operations.map(({ method }) => method.length));
  const shown = contract.operations.slice(0, LISTED);
  const left = contract.operations.length - shown.length;
  const lines = [
    `docpact mock: ${contract.title} on ${url}`,
    `contract ${shownPath(contract.file)}, seed ${seed}, locale ${locale}; stop it with Ctrl-C`,
    ...(upstream
      ? [`everything is passed on to ${upstream.origin}${upstream.pathname.replace(/\/$/, '')}, and judged on its way`]
      : []),
    ...(scenario === undefined ? [] : [`every request gets the scenario ${scenario}`]),
    '',
    ...shown.map(({ method, path, summary }) =>
      `  ${method.toUpperCase().padEnd(width)} ${path}  ${summary}`.trimEnd(),
    ),
    ...(left > 0 ? [`  and ${left} more`] : []),
    '',
    'Requests, scenarios, state and the API reference in your browser:',
    `  ${url}${controlPrefix}/`,
    '',
    ...(await sampleCurl(contract, { url, seed, locale })),
    '',
  ];
  return lines.map(visibleLine).join('\n');
}

/** How many operations, or findings, are listed. */
const LISTED = 20;
