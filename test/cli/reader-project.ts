/** A project of somebody who reads the documents, with what they take for given; runs what they print in it. */
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { readCode } from './documents.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** What a shell of the stranger’s has: the Node that runs this test in front, and nothing that npm told this process. */
export const strangerEnv = {
  ...Object.fromEntries(
    Object.entries(process.env).filter(([name]) => !name.toLowerCase().startsWith('npm_') && name !== 'NODE_ENV'),
  ),
  PATH: [dirname(process.execPath), process.env['PATH']].join(delimiter),
  SCARF_ANALYTICS: 'false',
};

/** A project of a reader, with what the documents take for given. */
export function projectOf(home: string, document: string): string {
  const folder = join(home, document.replaceAll(/\W/g, '-'));
  if (existsSync(folder)) return folder;
  mkdirSync(join(folder, 'api'), { recursive: true });
  cpSync(join(root, 'examples/bookings.yaml'), join(folder, 'api/openapi.yaml'));
  cpSync(join(root, 'examples/bookings.yaml'), join(folder, 'api.yaml'));
  cpSync(join(root, 'test/page/pages/library-en.md'), join(folder, 'page.md'));
  cpSync(join(root, 'test/page/pages/library-en.md'), join(folder, 'docs/page.md'));
  cpSync(join(root, 'contracts'), join(folder, 'old'), { recursive: true });
  cpSync(join(root, 'examples/bookings.yaml'), join(folder, 'new/openapi.yaml'));
  if (/mock|diff|ci/.test(document)) cpSync(join(root, 'contracts'), join(folder, 'contracts'), { recursive: true });
  writeFileSync(join(folder, 'package.json'), '{ "type": "module", "scripts": { "test": "node --version" } }');
  const git = (...words: string[]): void =>
    void execFileSync('git', ['-c', 'user.name=a', '-c', 'user.email=a@b', ...words], { cwd: folder });
  git('init', '-q', '.');
  git('add', '-A');
  git('commit', '-qm', 'one');
  git('commit', '-qm', 'two', '--allow-empty');
  git('update-ref', 'refs/remotes/origin/main', 'HEAD');
  return folder;
}

/** Runs a line in a shell; a mock that would run for ever is ended once it says how to try it. */
export async function runLine(
  line: string,
  { folder, url, bin }: { folder: string; url: string; bin: string },
): Promise<{ code: number; output: string }> {
  const forEver = line.startsWith('npx docpact mock') && !line.includes(' -- ');
  const asked = line.startsWith('npx docpact mock')
    ? line.replace(/ --port \d+|$/, ' --port 0').replace(/( -- .*) --port 0$/, '$1')
    : line;
  const child = spawn('bash', ['-c', asked], {
    cwd: folder,
    env: { ...strangerEnv, PATH: [bin, strangerEnv.PATH].join(delimiter), URL: url, BUILD: 'b1' },
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
  });
  let output = '';
  const closed = once(child, 'close');
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (text: string) => {
      output += text;
      if (forEver && output.includes('/__docpact/') && child.pid !== undefined) process.kill(-child.pid, 'SIGINT');
    });
  const [code, signal] = (await closed) as [number | null, string | null];
  return { code: forEver && (signal === 'SIGINT' || code === 130) ? 0 : (code ?? -1), output };
}

/** What the code of documents needs around it. */
const served = `import { startMock } from 'docpact';
import { loadContract as load } from 'docpact';
const mock = await startMock(load(), { port: 0 });
afterAll(() => mock.close());
`;
const preambles: Readonly<Record<string, string>> = {
  'docs/mock.md': '',
  'docs/fixtures.md': `${served}
const statusOf = async (body: unknown): Promise<number> =>
  (
    await fetch(mock.url + '/openapi/v2/manage/regions', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    })
  ).status;`,
  'docs/verify.md': `${served}
const app = {
  fetch: async (request: Request) =>
    fetch(mock.url + new URL(request.url).pathname, {
      method: request.method,
      headers: request.headers,
      body: await request.arrayBuffer(),
    }),
};`,
  'docs/pact.md': '',
};

const shopClient = `export class ShopClient {
  constructor(private readonly url: string) {}
  async addRegion(region: object): Promise<object> {
    const response = await fetch(this.url + '/openapi/v2/manage/regions', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(region),
    });
    return response.ok ? {} : { refused: ((await response.json()) as { msg: string }).msg };
  }
}
`;

/** Writes the code of the documents that belongs into tests as tests, with what it needs around it. */
export function writeTests(folder: string): void {
  writeFileSync(join(folder, 'shop-client.ts'), shopClient);
  for (const [document, before] of Object.entries(preambles))
    for (const [index, code] of readCode(document).entries()) {
      if (!/^import .*(?:vitest|msw|fixtures|pact)/m.test(code)) continue;
      const body = code.replaceAll("'http://127.0.0.1:8080'", 'mock.url');
      const name = document.replaceAll(/\W/g, '-');
      writeFileSync(join(folder, `${name}-${index}.test.ts`), `${before}\n${body}\nit('runs', () => undefined);\n`);
    }
}
