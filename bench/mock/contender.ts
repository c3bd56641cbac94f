/** The servers that are compared, and how each is started. */
import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { bundledFile } from './grow-contract.ts';

/** How one server is started: arguments of `node`, and where it listens. */
export interface Launch {
  args: readonly string[];
  /** Known beforehand; absent where the server prints `http://127.0.0.1:PORT` once it listens. */
  origin?: string;
}

export interface Contender {
  name: string;
  launch(contractFolder: string): Promise<Launch>;
}

/** Our mock, started from `cli`: `src/cli.ts` unbuilt, or the built `dist/cli.js`. */
export function docpactContender(cli: string): Contender {
  return {
    name: 'docpact',
    launch: async (folder) => ({
      args: [cli, 'mock', '--contract', folder, '--port', '0', '--quiet'],
    }),
  };
}

/** Prism's own command; `level` is its verbosity, `silent` being what our `--quiet` is. */
export function prismContender(name: string, level: 'info' | 'silent'): Contender {
  const cli = findFile('../../node_modules/@stoplight/prism-cli/dist/index.js');
  return {
    name,
    launch: async (folder) => {
      const port = await findFreePort();
      const args = [cli, 'mock', '-p', String(port), '-v', level, `${folder}/openapi.yaml`];
      return { args, origin: `http://127.0.0.1:${port}` };
    },
  };
}

/** Mockoon's command, from a folder in which `@mockoon/cli` is installed. */
export function mockoonContender(peers: string): Contender {
  return {
    name: 'mockoon',
    launch: async (folder) => {
      const port = await findFreePort();
      const cli = join(peers, 'node_modules/@mockoon/cli/bin/run.js');
      const args = [cli, 'start', '--data', bundledFile(folder), '--port', String(port), '--disable-admin-api'];
      return { args, origin: `http://127.0.0.1:${port}` };
    },
  };
}

/** Scalar's mock server, from a folder in which `@scalar/mock-server` and `@hono/node-server` are installed. */
export function scalarContender(peers: string): Contender {
  return {
    name: 'scalar',
    launch: async (folder) => ({ args: [findFile('./scalar-server.ts'), peers, bundledFile(folder)] }),
  };
}

/** The floor: a Fastify that answers every POST with the JSON that it got. */
export const fastifyContender: Contender = {
  name: 'fastify',
  launch: async () => ({ args: [findFile('./bare-fastify.ts')] }),
};

function findFile(path: string): string {
  return fileURLToPath(new URL(path, import.meta.url));
}

/** A port that was free a moment ago: for servers that cannot be given port 0. */
async function findFreePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}
