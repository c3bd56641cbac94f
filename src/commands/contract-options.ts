/** The options by which a command is told where its contract is, and how it is read. */
import { type Command, Option } from 'commander';
import { collect, contractHelp, readHeader } from './option-values.ts';
import type { TlsOptions } from './read-tls.ts';

export interface ContractOptions extends TlsOptions {
  contract?: string;
  /** How far `$ref` may reach; the contract's own folder unless given. */
  root?: string;
  /** Hosts that `$ref` may lead to. */
  allowRemote?: readonly string[];
  /** Whether a warning is an error. */
  strict?: boolean;
  /** Sent where the document is fetched from. */
  header?: Readonly<Record<string, string>>;
  /** The config whose `fakes` say how values are made; `docpact.config.ts` in the working folder unless given. */
  config?: string;
}

/** Adds `--contract` and what goes with it; a command that sends headers of its own has `--header` already. */
export function addContractOptions(command: Command): void {
  command.option('--contract <path>', contractHelp);
  addSourceOptions(command);
}

/** How a command is told where its config is. */
export const configOption = (): Option =>
  new Option('--config <file>', 'settings; docpact.config.ts in the working folder unless given');

/** Adds what goes with a contract, wherever it is named. */
export function addSourceOptions(command: Command): void {
  const known = new Set(command.options.map(({ long }) => long));
  for (const option of sourceOptions()) if (!known.has(option.long)) command.addOption(option);
}

function sourceOptions(): Option[] {
  return [
    new Option('--root <folder>', 'how far $ref may reach; the folder of the contract unless given'),
    new Option('--allow-remote <host>', '$ref may lead to this host (may be repeated)').argParser(collect),
    new Option('--strict', 'refuse a contract with anything odd in it'),
    new Option('--header <line>', "sent where the contract is fetched: 'Name: value' (may be repeated)").argParser(
      readHeader,
    ),
    new Option('--insecure', 'trust any certificate'),
    new Option('--ca <file>', 'trust the certificates in this file (PEM)'),
    new Option('--cert <file>', 'the certificate of this client (PEM)'),
    new Option('--key <file>', 'and its key (PEM)'),
  ];
}

/** How the contract is fetched by a command whose headers are for a server: they are the document's as well where it is on that server. */
export function forDocument(options: ContractOptions, url: string): ContractOptions {
  const { contract = '', header = {} } = options;
  const isThere = URL.canParse(contract) && URL.canParse(url) && new URL(contract).origin === new URL(url).origin;
  return { ...options, header: isThere ? header : {} };
}
