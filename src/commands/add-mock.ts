/** The command `docpact mock`. */
import type { Command } from 'commander';
import type { MockCommandOptions } from './mock.ts';
import { contractHelp, fault, httpUrl, integer, latency } from './option-values.ts';
import type { Settle } from './run.ts';

export function addMock(program: Command, settle: Settle): void {
  program
    .command('mock')
    .description('serve the contract: answers like the real thing, refuses what the contract refuses')
    .argument('[path...]', 'what to serve: as --contract, or several pages')
    .option('--contract <path>', contractHelp)
    .option('--port <number>', 'port; 0 takes any free one', integer(0, 65_535), 4010)
    .option('--host <address>', 'address to listen on', '127.0.0.1')
    .option('--seed <number>', 'same seed, same answers', integer(0, 2 ** 32 - 1), 1)
    .option('--locale <name>', "faker's locale of the answers, zh_CN for example")
    .option('--dynamic', "optional members come and go; the document's examples are not used")
    .option('--stateless', 'remember nothing from one request to the next')
    .option('--state <file>', 'keep what was created in this file, also over a restart')
    .option('--scenario <name>', 'answer every request with the scenario of this name')
    .option('--latency <ms>', 'let every answer wait: 800, or 200-800', latency)
    .option('--fault <kind:rate>', 'reset, cut, slow or unavailable: reset:5% (may be repeated)', fault)
    .option('--upstream <url>', 'pass everything on to a real server, and judge both sides', httpUrl)
    .option('--no-watch', 'do not reload when a file of the contract changes')
    .option('--quiet', 'no line for each request on stderr')
    .action(async (paths: readonly string[], options: MockCommandOptions) => {
      const { runMock } = await import('./mock.ts');
      settle(await runMock(paths, options));
    });
}
