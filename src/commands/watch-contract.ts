/** Reads a contract again when one of its files changes; what is broken is said, and the last good one stays. */
import { isInside } from '../contract/inside-folder.ts';
import { findScenarioFolder } from '../contract/operation/read-scenarios.ts';
import { existsSync, watch, type FSWatcher } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Contract } from '../contract/contract.ts';
import { type FetchOptions, fetchDocument } from './fetch-document.ts';
import { formatError } from './format-error.ts';
import { isRemote } from '../contract/document/read-document.ts';

export interface Watched {
  /** Takes what was read. */
  accept: (contract: Contract) => Promise<void> | void;
  /** Takes what is wrong with it, in a sentence. */
  refuse: (message: string) => void;
  /** Reads the contract anew; rejects where it does not hold. */
  open: () => Promise<Contract>;
  /** How a contract on a server is fetched. */
  source: FetchOptions;
}

/** Editors write a file in several steps: what comes within these milliseconds is one change. */
const QUIET = 60;

/** Watches until the function that it gives is called. */
export function watchContract(contract: Contract, { accept, refuse, open, source }: Watched): () => void {
  const watchers = new Map<string, FSWatcher>();
  let timer: NodeJS.Timeout | undefined;
  let stopped = false;
  let current = contract;
  let broken = false;

  function changed(): void {
    clearTimeout(timer);
    timer = setTimeout(() => void reload(), QUIET);
  }

  async function reload(): Promise<void> {
    if (stopped) return;
    try {
      const next = await open();
      current = next;
      broken = false;
      follow();
      await accept(next);
    } catch (error) {
      refuse(formatError(error, { debug: false }).replace(/^docpact: /, ''));
      broken = true;
    }
  }

  /** What is no part of the contract may lie beside it; while a part is missing, anything may be it. */
  function matters(folder: string, name: string | null): boolean {
    if (name === null || scenarioFolders(current).includes(folder)) return true;
    return /\.(?:ya?ml|json|md|mdx|markdown)$/.test(name) && (broken || current.files.includes(join(folder, name)));
  }

  /** Folders are watched, not files: an editor that writes a new file in place of the old one would be lost. */
  function follow(): void {
    const wanted = foldersOf(current);
    for (const [folder, watcher] of watchers) {
      if (wanted.has(folder) && existsSync(folder)) continue;
      watcher.close();
      watchers.delete(folder);
    }
    for (const folder of wanted) {
      if (watchers.has(folder) || !existsSync(folder)) continue;
      const watcher = watch(folder, { persistent: false }, (_event, name) => {
        if (matters(folder, name)) changed();
      });
      // A folder that goes away says so by a change of the one around it.
      watcher.on('error', () => undefined);
      watchers.set(folder, watcher);
    }
  }

  follow();
  const stopPolling = isRemote(contract.file) ? pollDocument(contract.file, source, changed) : undefined;
  return () => {
    stopped = true;
    stopPolling?.();
    clearTimeout(timer);
    for (const watcher of watchers.values()) watcher.close();
  };
}

/** Milliseconds between two looks at a document on a server. */
const POLL = 5000;

/** Asks the server whether the document is another by now, by what the server calls its state, else by its text. */
function pollDocument(url: string, options: FetchOptions, changed: () => void): () => void {
  let etag: string | undefined;
  let text: string | undefined;
  const look = async (): Promise<void> => {
    // A server that is away for a while has its document again later.
    const document = await fetchDocument(url, options, etag).catch(() => undefined);
    if (!document) return;
    if (text !== undefined && document.text !== text) changed();
    ({ text, etag } = document);
  };
  void look();
  const timer = setInterval(() => void look(), POLL).unref();
  return () => clearInterval(timer);
}

/** The folders that hold the contract's files, and those in which a scenario may appear. */
function foldersOf(contract: Contract): Set<string> {
  const files = [contract.file, ...contract.files].filter((file) => !isRemote(file)).map((file) => dirname(file));
  return new Set([...files, ...scenarioFolders(contract).filter((folder) => existsSync(folder))]);
}

function scenarioFolders({ file, document, operations }: Contract): string[] {
  const root = findScenarioFolder(file, document['x-scenarios']);
  if (root === undefined) return [];
  return [root, ...operations.map(({ id }) => join(root, id)).filter((folder) => isInside(root, folder))];
}
