/** Reads the bench's flags. */
import { parseArgs } from 'node:util';
import {
  docpactContender,
  fastifyContender,
  mockoonContender,
  prismContender,
  scalarContender,
  type Contender,
} from './contender.ts';
import type { LoadOptions } from './measure.ts';

export interface BenchOptions {
  /** How many operations each contract of the run has. */
  operations: readonly number[];
  rounds: number;
  contenders: readonly Contender[];
  load: LoadOptions;
}

/** Throws on an unknown flag, contender or number. */
export function readOptions(args: readonly string[]): BenchOptions {
  const { values } = parseArgs({
    args: [...args],
    options: {
      operations: { type: 'string', default: '1,100,1000' },
      seconds: { type: 'string', default: '4' },
      'warm-up': { type: 'string', default: '4' },
      rounds: { type: 'string', default: '3' },
      connections: { type: 'string', default: '16' },
      cli: { type: 'string', default: 'src/cli.ts' },
      only: { type: 'string' },
      peers: { type: 'string' },
    },
  });
  return {
    operations: values.operations.split(',').map((text) => readNumber(text, 10_000)),
    rounds: readNumber(values.rounds, 20),
    contenders: pick(listContenders(values.cli, values.peers), values.only?.split(',')),
    load: {
      seconds: readNumber(values.seconds, 60),
      warmUpSeconds: readNumber(values['warm-up'], 60),
      connections: readNumber(values.connections, 256),
    },
  };
}

/** `peers` is a folder in which other mock servers are installed. */
function listContenders(cli: string, peers: string | undefined): Contender[] {
  return [
    docpactContender(cli),
    prismContender('prism', 'info'),
    prismContender('prism-silent', 'silent'),
    ...(peers === undefined ? [] : [mockoonContender(peers), scalarContender(peers)]),
    fastifyContender,
  ];
}

function pick(all: readonly Contender[], names: readonly string[] = all.map(({ name }) => name)): Contender[] {
  const unknown = names.find((name) => !all.some((contender) => contender.name === name));
  if (unknown !== undefined) throw new Error(`there is no contender called ${unknown}`);
  return all.filter(({ name }) => names.includes(name));
}

function readNumber(text: string, most: number): number {
  const value = Number(text);
  if (Number.isInteger(value) && value >= 1 && value <= most) return value;
  throw new Error(`${text} is not a whole number from 1 to ${most}`);
}
