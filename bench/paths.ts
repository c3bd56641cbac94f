/**
 * How much of the kit one thing passes through: the files and functions of src/ that a warm 201 of the mock calls, and
 * those that a quick `verify` against that mock does, by V8's own count of calls.
 *
 *     node bench/paths.ts [--list]
 *
 * What a module does when it is loaded is no call. `--list` names the files, each with how many of its functions were called.
 */
import { Session } from 'node:inspector/promises';
import { relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { loadContract } from '../src/contract/load-contract.ts';
import { startMock } from '../src/mock/start-mock.ts';
import { verify } from '../src/verify/verify.ts';
import { postOnce } from './mock/post.ts';

/** Called functions by file, the most first. */
type Passed = readonly (readonly [file: string, functions: number])[];

const source = new URL('../src/', import.meta.url);
const { values: flags } = parseArgs({ options: { list: { type: 'boolean', default: false } } });

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
    .filter(({ url }) => url.startsWith(source.href))
    .map(({ url, functions }) => {
      // The first is the module itself.
      const called = functions.filter(({functionName, ranges }) => (ranges[0]?.count ?? 0) > 0 && !(functionName==='' && ranges[0]?.startOffset===0));
      return [relative(fileURLToPath(source), fileURLToPath(url)), called.length] as const;
    })
    .filter(([, called]) => called > 0)
    .sort(([, a], [, b]) => b - a);
}

const contract = loadContract(fileURLToPath(new URL('../contracts', import.meta.url)));
const mock = await startMock(contract, { port: 0 });
const url = mock.url + (contract.operations[0]?.path ?? '');
for (let i=0;i<50;i++) await postOnce(url);
const s=async()=>{
  const session = new Session();
  session.connect();
  await session.post('Profiler.enable');
  await session.post('Profiler.startPreciseCoverage', { callCount: true, detailed: false });
  await postOnce(url);
  const { result } = await session.post('Profiler.takePreciseCoverage');
  console.log(JSON.stringify(result.filter(({ url }) => url.startsWith(source.href)).find(x=>x.url.endsWith('respond.ts'))));
}
await s();
const p = await passedBy(()=>postOnce(url));
console.log(p.length, p.reduce((a,[,b])=>a+b,0), p);
const q= await passedBy(()=>verify({contract, target: mock.url, depth:'quick'}));
console.log(q.length, q.reduce((a,[,b])=>a+b,0));
await mock.close();
