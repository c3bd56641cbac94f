/** The options by which a command is told where its contract is, and how it is read. */
import type { Command } from 'commander';
import { collect, contractHelp, readHeader } from './option-values.ts';

export interface ContractOptions {
  contract?: string;
  /** How far `$ref` may reach; the contract's own folder unless given. */
  root?: string;
  /** Hosts that `$ref` may lead to. */
  allowRemote?: readonly string[];
  /** Whether a warning is an error. */
  strict?: boolean;
  /** Sent where the document is fetched from. */
  header?: Readonly<Record<string, string>>;
  insecure?: boolean;
  /** A file of certificates, as PEM. */
  ca?: string;
}

/** Adds `--contract` and what goes with it; a command that sends headers of its own has `--header` already. */
export function addContractOptions(command: Command): Command {
  const known = new Set(command.options.map(({ long }) => long));
  const add = (flags: string, ...rest: [text: string, read?: (text: string, known: never) => unknown]): void => {
    if (!known.has(flags.split(' ')[0])) command.option(flags, ...(rest as [string]));
  };
  add('--contract <path>', contractHelp);
  add('--root <folder>', 'how far $ref may reach; the folder of the contract unless given');
  add('--allow-remote <host>', '$ref may lead to this host (may be repeated)', collect);
  add('--strict', 'refuse a contract with anything odd in it');
  add('--header <line>', "sent where the contract is fetched: 'Name: value' (may be repeated)", readHeader);
  add('--insecure', 'trust any certificate');
  add('--ca <file>', 'trust the certificates in this file (PEM)');
  return command;
}
