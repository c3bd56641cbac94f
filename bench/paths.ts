/**
 * How much of the kit one thing passes through: the files and functions of src/ that a warm 201 of the mock calls, and
 * those that a quick `verify` against that mock does, by V8's own count of calls.
 *
 *     node bench/paths.ts [--list]
 *
 * What a module does while it is loaded is no call. The mock is quiet, and the 201 is the first after a hundred. Both run in
 * one process, so that the mock's own files are among those of verify. `--list` names the files, each with how many of its
 * functions were called.
 */
import { Session } from 'node:inspector/promises';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { loadContract } from '../src/contract/load-contract.ts';
import { startMock } from '../src/mock/start-mock.ts';
import { verify } from '../src/verify/verify.ts';
import { postOnce } from './mock/post.ts';
import { alignColumns } from './mock/render-table.ts';

/** The called functions of each file, most of them first. */
type Passed = readonly (readonly [file: string, functions: number])[];

const sources = new URL('../src/', import.meta.url).href;
const { values: flags } = parseArgs({ options: { list: { type: 'boolean', default: false } } });

const contract = loadContract(fileURLToPath(new URL('../contracts', import.meta.url)));
const mock = await startMock(contract, { port: 0 });
const operation = mock.url + (contract.operations[0]?.path ?? '');
for (let sent = 0; sent < 100; sent += 1) await postOnce(operation);

const paths: readonly (readonly [name: string, passed: Passed])[] = [
  ['a warm 201', await passedBy(() => expect201(operation))],
  ['a quick verify', await passedBy(() => verify({ contract, target: mock.url, depth: 'quick' }))],
];
await mock.close();

const rows = paths.map(([name, passed]) => [name, String(passed.length), String(count(passed))]);
console.log(alignColumns([['', 'files', 'functions'], ...rows]));
if (flags.list) for (const [name, passed] of paths) console.log(`\n${name}\n${list(passed)}`);

async function expect201(url: string): Promise<void> {
  const status = await postOnce(url);
  if (status !== 201) throw new Error(`the mock answered ${status}`);
}

/** What of src/ is called while `act` runs. */
async function passedBy(act: () => Promise<unknown>): Promise<Passed> {
  const session = new Session();
  session.connect();
  await session.post('Profiler.enable');
  await session.post('Profiler.startPreciseCoverage', { callCount: true, detailed: false });
  await act();
  const { result } = await session.post('Profiler.takePreciseCoverage');
  session.disconnect();
  return result
    .filter(({ url }) => url.startsWith(sources))
    .map(({ url, functions }) => [url.slice(sources.length), functions.filter(isCalled).length] as const)
    .filter(([, functions]) => functions > 0)
    .sort(([, a], [, b]) => b - a);
}

interface Covered {
  functionName: string;
  ranges: { startOffset: number; count: number }[];
}

/** The module itself is the function without a name that begins where its file does. */
function isCalled({ functionName, ranges: [range] }: Covered): boolean {
  const isModule = functionName === '' && range?.startOffset === 0;
  return !isModule && (range?.count ?? 0) > 0;
}

function count(passed: Passed): number {
  return passed.reduce((sum, [, functions]) => sum + functions, 0);
}

function list(passed: Passed): string {
  return passed.map(([file, functions]) => `${String(functions).padStart(5)}  ${file}`).join('\n');
}
